import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkLocales, readAll } from './check/check-locales.ts';
import type { Finding } from './check/finding.ts';
import { countReviews } from './check/review.ts';
import { LANGUAGES } from './languages.ts';

export { checkLocales, checkNamespace } from './check/check-locales.ts';
export type { Finding } from './check/finding.ts';

const USAGE = `Checks the messages of every namespace and language against en, the glossary and the review marks.

  node src/check.ts [--dir DIR] [--json]

  --dir DIR   folder that holds the language folders (default: this package)
  --json      one JSON array of findings instead of lines

Exit code 0: no error (there may be warnings). 1: at least one error. 2: wrong use.`;

/** One finding as lines for a person. */
export function formatFinding({ level, file, key, what, mend }: Finding): string {
  const place = key === null ? file : `${file}  ${key}`;
  return `${level === 'error' ? 'ERROR  ' : 'warning'}  ${place}\n         ${what}\n         → ${mend}`;
}

function report(root: string, findings: readonly Finding[], asJson: boolean): void {
  if (asJson) {
    console.log(JSON.stringify(findings, null, 2));
    return;
  }
  for (const finding of findings) console.log(formatFinding(finding));
  const errors = findings.filter(({ level }) => level === 'error').length;
  const all = readAll(root);
  const checked = `${all.length} namespaces × ${LANGUAGES.length} languages`;
  console.log(`${checked}: ${errors} errors, ${findings.length - errors} warnings`);
  const { source, reviewed, mandated, unreviewed } = countReviews(root, all);
  console.log(
    `${source} source texts; translations: ${reviewed} reviewed by a native speaker, ${mandated} in a mandated ` +
      `wording, ${unreviewed} not reviewed`,
  );
}

const OPTIONS = { dir: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } } as const;

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (cause) {
    console.error(`${cause instanceof Error ? cause.message : cause}\n\n${USAGE}`);
    return null;
  }
}

/** Runs the command; returns its exit code. */
export function main(args: string[]): number {
  const values = readArguments(args);
  if (!values) return 2;
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const root = resolve(values.dir ?? resolve(import.meta.dirname, '..'));
  const findings = checkLocales(root);
  report(root, findings, values.json ?? false);
  return findings.some(({ level }) => level === 'error') ? 1 : 0;
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2));
