import { existsSync } from 'node:fs';
import { buildAll } from '../fixtures/build-all.ts';
import { devSecrets } from '../fixtures/dev-secrets.ts';
import { repo } from '../fixtures/paths.ts';
import { playwrightSuite, runSuite, type Suite, type SuiteResult, vitestSuite } from '../fixtures/suite.ts';
import { CHECKS } from './check.ts';

// What needs a screen first, the long ones of the rest last, the short ones between: see `lane`.
const SUITES: readonly Suite[] = [
  playwrightSuite('e2e', 'stories through the whole stack', 'e2e'),
  playwrightSuite('browser', 'demo game in Chromium', 'demo-game'),
  playwrightSuite('browser', 'loader frame in Chromium', 'client-loader'),
  playwrightSuite('browser', "operators' pages in Chromium", 'client-loader/embed-test'),
  ...CHECKS,
  vitestSuite('unit', 'contract', 'worker/contract'),
  vitestSuite('unit', 'locales', 'locales'),
  vitestSuite('unit', 'loader', 'client-loader'),
  vitestSuite('unit', 'demo game', 'demo-game'),
  vitestSuite('workerd', 'studio RGS', 'apps/studio-rgs'),
  vitestSuite('workerd', 'operator', 'apps/operator'),
  vitestSuite('unit', 'simulation of rounds', 'worker/sim'),
  vitestSuite('unit', 'studio CLI', 'apps/studio-cli'),
  vitestSuite('unit', 'stack', 'e2e/fixtures'),
  vitestSuite('workerd', 'rounds under kills', 'e2e/chaos'),
  vitestSuite('workerd', 'gateway', 'worker'),
];

const wanted = process.argv.slice(2);
const chosen = SUITES.filter(
  (suite) => wanted.length === 0 || wanted.includes(suite.kind) || wanted.includes(suite.folder),
);
if (chosen.length === 0) {
  console.error(
    `nothing is called ${wanted.join(' ')}: choose among check, unit, workerd, browser, e2e, or a folder such as worker`,
  );
  process.exit(2);
}

const say = (text: string): void => console.log(`  ${text}`);
console.log('building what the tests run');
const { pinsFile } = await devSecrets(repo('.roundgate/dev'));
await buildAll(pinsFile, say);

interface Done {
  readonly suite: Suite;
  readonly result: SuiteResult;
}

const line = ({ suite, result }: Done): string => {
  const outcome = result.failed > 0 ? `${result.failed} FAILED` : 'ok';
  return `${suite.kind.padEnd(8)} ${suite.name.padEnd(44)} ${String(result.passed).padStart(5)} passed  ${outcome}  ${result.seconds.toFixed(1)} s`;
};

const waiting = chosen.filter(({ folder }) => existsSync(repo(folder)));
const results: Done[] = [];

/**
 * Takes suites from one end of what waits until nothing is left; each is printed whole when it ends, so that two lanes
 * can share a terminal.
 */
async function lane(take: () => Suite | undefined): Promise<void> {
  for (let suite = take(); suite; suite = take()) {
    console.log(`── ${suite.kind}: ${suite.name} …`);
    const done = { suite, result: await runSuite(suite, true) };
    console.log(`\n${done.result.output.trimEnd()}\n${line(done)}\n`);
    results.push(done);
  }
}

// What waits for a screen and what waits for a worker share the machine: neither keeps two cores busy. They meet among
// the short ones, so that both lanes end together.
await Promise.all([lane(() => waiting.shift()), lane(() => waiting.pop())]);

const sum = (of: 'passed' | 'failed'): number => results.reduce((total, { result }) => total + result[of], 0);
// Failures last: the end of a long log is what is read first.
for (const { suite, result } of results.filter(({ result }) => result.failed > 0))
  console.log(`\n── failed: ${suite.name}\n${result.output.split('\n').slice(-80).join('\n')}`);
console.log(`\n${results.map(line).join('\n')}`);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exit(sum('failed') > 0 ? 1 : 0);
