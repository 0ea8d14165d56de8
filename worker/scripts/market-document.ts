import type { MarketRule } from '@roundgate/contract';
import { MARKETS } from '../src/domain/markets/catalogue.ts';
import { FALLBACKS, RULE_KEYS } from '../src/domain/markets/fallbacks.ts';
import type { Market } from '../src/domain/markets/rule.ts';
import { SOURCES, type SourceId } from '../src/domain/markets/sources.ts';
import { ruleOf } from '../src/domain/markets/standing.ts';
import { fileOf, statusOf } from '../src/domain/markets/status.ts';
import { PROBE_DAY } from './market-probes.ts';

const AT_MS = Date.parse(PROBE_DAY);
const cell = (value: unknown): string => JSON.stringify(value).replaceAll('|', '\\|');
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const rows = (heads: readonly string[], body: readonly (readonly string[])[]): string[] => [
  row(heads),
  row(heads.map(() => '---')),
  ...body.map(row),
];

function overview(): string[] {
  const heads = ['market', 'name', 'real money', 'because of', 'unknown', 'stale', 'verified', 'review by'];
  const body = MARKETS.map((market) => statusOf(market, AT_MS, false)).map((status) => [
    ...[status.country, status.name, status.launchable ? 'yes' : 'no'],
    status.refused_for.map(({ rule, why }) => `\`${rule}\` (${why.split(':')[0]})`).join(', '),
    ...[String(status.unknown.length), String(status.stale.length), status.verified_on, status.review_by],
  ]);
  return ['## How the markets stand', '', ...rows(heads, body), ''];
}

function fallbacks(): string[] {
  const body = RULE_KEYS.map((key) => {
    const { value, why } = FALLBACKS[key];
    return [`\`${key}\``, value === 'refuses' ? '**not launched**' : `\`${cell(value)}\``, why];
  });
  return ['## What stands where a rule is not known', '', ...rows(['rule', 'stands', 'why'], body), ''];
}

const goneBy = ({ standing, applied, refuses }: MarketRule): string => {
  if (standing === 'in_force') return standing;
  return refuses ? `${standing}: not launched` : `${standing}: \`${cell(applied)}\``;
};

function section(market: Market): string[] {
  const file = fileOf(market, AT_MS, false);
  const isKnown = ({ grade }: MarketRule) => grade !== 'U';
  const body = file.rules.filter(isKnown).map((line) => {
    const { sources } = ruleOf(market, line.rule as (typeof RULE_KEYS)[number]);
    const dates = [line.from ? `from ${line.from}` : '', line.to ? `to ${line.to}` : ''].filter(Boolean);
    const remarks = [...dates, ...(line.note ? [line.note] : [])].join('; ');
    return [
      `\`${line.rule}\``,
      `\`${cell(line.value)}\``,
      line.grade,
      sources.join(' '),
      goneBy(line),
      remarks,
    ];
  });
  const codes = (index: number, of: 'duties' | 'pending') => market[of][index]?.sources.join(' ') ?? '';
  return [
    `### ${market.country}: ${market.name}`,
    '',
    ...rows(['rule', 'value', 'grade', 'sources', 'standing', 'note'], body),
    '',
    `Unknown: ${file.rules
      .filter((line) => !isKnown(line))
      .map(({ rule }) => `\`${rule}\``)
      .join(', ')}.`,
    ...file.duties.map(
      ({ who, what, grade }, i) => `- of the ${who}: ${what} (${grade}, ${codes(i, 'duties')})`,
    ),
    ...file.pending.map(({ what, grade }, i) => `- pending: ${what} (${grade}, ${codes(i, 'pending')})`),
    '',
  ];
}

const sources = (): string[] => [
  '## Sources',
  '',
  ...rows(
    ['code', 'what was read'],
    (Object.keys(SOURCES) as SourceId[]).map((id) => [id, SOURCES[id]]),
  ),
  '',
];

/** Everything of `worker/docs/markets.md` that is made from the data. */
export const marketDocument = (): string =>
  [...overview(), ...fallbacks(), '## The markets', '', ...MARKETS.flatMap(section), ...sources()].join('\n');

/** Above it the document is written by hand. */
export const DOCUMENT_MARK = '<!-- made from the data by worker/scripts/market-document.ts -->\n';

/** The document with its made part renewed. */
export const renewed = (document: string): string =>
  `${document.split(DOCUMENT_MARK)[0]}${DOCUMENT_MARK}\n${marketDocument()}`;
