import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MarketFile } from '@roundgate/contract';
import { repo } from '../fixtures/paths.ts';
import { CommandError, runNode } from '../fixtures/run.ts';

/** What the worker says of a market, from its data and from trying its rules. */
type Reported = MarketFile & {
  readonly faults: readonly string[];
  readonly enforced: readonly string[];
  readonly termsFields: Readonly<Record<string, string>>;
};
interface TestReport {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

const json = process.argv.includes('--json');
const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Runs the tests that break rules; returns `COUNTRY rule` of each that passed, and the titles of those that failed. */
async function runBreakingTests(): Promise<{ broken: ReadonlySet<string>; failed: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'roundgate-markets-'));
  const file = join(folder, 'report.json');
  const args = ['run', 'src/domain/markets', 'test/markets.test.ts', '--reporter=json'];
  try {
    await runNode('node_modules/vitest/vitest.mjs', [...args, `--outputFile=${file}`], {
      cwd: repo('worker'),
    }).catch((error: unknown) => {
      // Tests that failed are in the report; a run that did not come so far has none.
      if (!(error instanceof CommandError)) throw error;
    });
    const report = JSON.parse(readFileSync(file, 'utf8')) as TestReport;
    const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
    const titles = (passed: boolean) =>
      tests.filter(({ status }) => (status === 'passed') === passed).map(({ title }) => title);
    const failed = titles(false);
    const keyOf = (title: string) => title.split(' ').slice(0, 2).join(' ');
    const spoiled = new Set(failed.map(keyOf));
    const passed = titles(true).map(keyOf);
    return { broken: new Set(passed.filter((key) => !spoiled.has(key))), failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The loader's own sources: a field of the terms that none of them reads is shown nowhere. */
const loader = globSync('client-loader/src/{frame,embed,game-frame}/**/*.ts', { cwd: repo('') })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => readFileSync(repo(path), 'utf8'))
  .join('\n');
const isRead = (field: string): boolean =>
  new RegExp(`\\.${field}\\b|\\{[^{}]*\\b${field}\\b[^{}]*\\}\\s*(?::[^=]*)?=`).test(loader);

function lineOf(market: Reported, broken: ReadonlySet<string>) {
  const { country, name, launchable, refused_for, verified_on, review_by, unknown, stale, enforced } = market;
  const brokenByTest = enforced.filter((rule) => broken.has(`${country} ${rule}`));
  return {
    country,
    ...{ name, launchable, refused_for, verified_on, review_by },
    rules: Object.fromEntries(market.rules.map(({ rule, ...facts }) => [rule, facts])),
    unknowns: unknown,
    stale,
    enforcedAtGateway: enforced,
    shownByLoader: Object.entries(market.termsFields)
      .filter(([, field]) => isRead(field))
      .map(([rule]) => rule),
    brokenByTest,
    duties: market.duties,
    pending: market.pending,
    faults: [
      ...market.faults,
      ...enforced
        .filter((rule) => !brokenByTest.includes(rule))
        .map((rule) => `${country} ${rule} is enforced and no test that passes breaks it`),
    ],
  };
}

say('breaking every enforced rule of every market (about a minute)');
const { broken, failed } = await runBreakingTests();
const { enforcedOn, markets } = JSON.parse(await runNode('worker/scripts/market-report.ts', [])) as {
  enforcedOn: string;
  markets: readonly Reported[];
};
const lines = markets.map((market) => lineOf(market, broken));
const faults = [...lines.flatMap((line) => line.faults), ...failed.map((title) => `test failed: ${title}`)];

if (json) console.log(JSON.stringify({ enforcedOn, markets: lines, faults }));
else {
  const row = (cells: readonly (string | number)[]) =>
    cells.map((cell, index) => String(cell).padEnd([8, 8, 7, 9, 7, 10, 8, 8][index] ?? 0)).join('');
  console.log(row(['market', 'launch', 'rules', 'unknown', 'stale', 'enforced', 'broken', 'shown']));
  for (const line of lines)
    console.log(
      row([
        ...[line.country, line.launchable ? 'yes' : 'no', Object.keys(line.rules).length],
        ...[line.unknowns.length, line.stale.length, line.enforcedAtGateway.length],
        ...[line.brokenByTest.length, line.shownByLoader.length],
      ]),
    );
}
for (const fault of faults) say(`✗ ${fault}`);
process.exit(faults.length > 0 ? 1 : 0);
