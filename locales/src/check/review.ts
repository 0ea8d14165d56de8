import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, type Language, SOURCE_LANGUAGE } from '../languages.ts';
import type { FlatMessages } from '../messages.ts';
import type { NamespaceMessages } from './check-glossary.ts';
import { errorAt, type Finding } from './finding.ts';

/** The file of a language's review marks; not a namespace. */
export const REVIEW_FILE = 'review.json';

/** Who has read the texts of one namespace in one language. */
export interface ReviewMark {
  /** `source`: the language that is translated from. `reviewed`: by a native speaker who is named. */
  readonly status: 'source' | 'unreviewed' | 'reviewed';
  /** Name and role of the reviewer. */
  readonly by?: string;
  /** Day of the review, `2026-11-25`. */
  readonly on?: string;
  /** {@link digestOf} the messages that were read: a text that changes later is not reviewed any more. */
  readonly sha256?: string;
  /** Keys whose wording a regulator prescribes, with the source of the wording. */
  readonly mandated?: Readonly<Record<string, string>>;
}

/** How many texts have which mark. */
export interface ReviewCounts {
  readonly source: number;
  readonly reviewed: number;
  readonly mandated: number;
  readonly unreviewed: number;
}

/** Names the texts of a namespace, whatever the order of its keys. */
export function digestOf(messages: FlatMessages): string {
  const entries = Object.entries(messages).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex');
}

type Marks = Readonly<Record<string, ReviewMark>>;

function readMarks(root: string, language: string): Marks | null {
  const path = join(root, language, REVIEW_FILE);
  if (!existsSync(path)) return null;
  try {
    const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Marks) : null;
  } catch {
    return null;
  }
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
const isDay = (value: unknown): boolean => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);

/** What is wrong with one mark, and how to mend it. */
function faultsOf(
  mark: ReviewMark,
  language: string,
  messages: FlatMessages,
): [what: string, mend: string][] {
  const faults: [string, string][] = [];
  const allowed = language === SOURCE_LANGUAGE ? ['source'] : ['unreviewed', 'reviewed'];
  if (!allowed.includes(mark.status))
    faults.push([`has the status "${mark.status}"`, `write ${allowed.join(' or ')}`]);
  if (mark.status === 'reviewed') {
    if (!isText(mark.by)) faults.push(['names no reviewer', 'write name and role in "by"']);
    if (!isDay(mark.on)) faults.push(['has no day of review', 'write "on" as 2026-11-25']);
    if (mark.sha256 !== digestOf(messages))
      faults.push([
        'was reviewed in another wording',
        `have it read again and write "sha256": "${digestOf(messages)}", or mark it unreviewed`,
      ]);
  } else if (mark.by !== undefined || mark.on !== undefined || mark.sha256 !== undefined)
    faults.push([`is ${mark.status}, yet names a review`, 'take out "by", "on" and "sha256"']);
  for (const [key, source] of Object.entries(mark.mandated ?? {})) {
    if (messages[key] === undefined)
      faults.push([`"mandated" names "${key}", which is not there`, 'mend the key']);
    if (!isText(source)) faults.push([`"mandated" gives no source for "${key}"`, 'write law and paragraph']);
  }
  return faults;
}

function checkMarks(root: string, language: Language, all: readonly NamespaceMessages[]): Finding[] {
  const file = `${language}/${REVIEW_FILE}`;
  const marks = readMarks(root, language);
  if (!marks)
    return [errorAt({ file, key: null }, 'is missing or broken', 'mark each namespace; see README.md')];
  const findings = all.flatMap(({ namespace, messages }) => {
    const mark = marks[namespace];
    const own = messages[language];
    if (!own) return [];
    const faults: [string, string][] = mark
      ? faultsOf(mark, language, own)
      : [['is not marked', 'add { "status": "unreviewed" }']];
    return faults.map(([what, mend]) => errorAt({ file, key: namespace }, what, mend));
  });
  const strangers = Object.keys(marks).filter((name) => !all.some(({ namespace }) => namespace === name));
  return [
    ...findings,
    ...strangers.map((name) => errorAt({ file, key: name }, 'is not a namespace', 'take it out')),
  ];
}

/** Every language must say of each namespace whether a native speaker has read it (spec L1). */
export const checkReviews = (root: string, all: readonly NamespaceMessages[]): Finding[] =>
  LANGUAGES.flatMap((language) => checkMarks(root, language, all));

/** Counts texts by their mark, over all languages; what has no mark is unreviewed. */
export function countReviews(root: string, all: readonly NamespaceMessages[]): ReviewCounts {
  const counts = { source: 0, reviewed: 0, mandated: 0, unreviewed: 0 };
  for (const language of LANGUAGES) {
    const marks = readMarks(root, language);
    for (const { namespace, messages } of all) {
      const mark = marks?.[namespace];
      const mandated = Object.keys(mark?.mandated ?? {}).length;
      counts.mandated += mandated;
      const status = mark && Object.hasOwn(counts, mark.status) ? mark.status : 'unreviewed';
      counts[status] += Object.keys(messages[language] ?? {}).length - mandated;
    }
  }
  return counts;
}
