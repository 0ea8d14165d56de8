import { runBatch } from './batch.ts';
import { runMutants } from './run-mutants.ts';

/** Schedules that a mutant has to show itself in, and that the true code has to pass. */
const LIMIT = 12_000;
const SEED = 'mutants';

const json = process.argv.includes('--json');
const results = await runMutants(SEED, LIMIT, ({ caught, name, breaks, schedules }) =>
  process.stderr.write(
    `${caught ? 'caught' : 'MISSED'}  ${name}: ${breaks}, within ${schedules} schedules\n`,
  ),
);
const needed = Math.max(...results.map(({ schedules }) => schedules));
const { failed } = await runBatch(SEED, 0, needed);
process.stderr.write(
  `the true code ${failed.length === 0 ? 'passes' : 'FAILS'} the same ${needed} schedules\n`,
);
const report = { mutants: results.length, caught: results.filter(({ caught }) => caught).length };
console.log(json ? JSON.stringify(report) : report);
process.exit(report.caught === report.mutants && failed.length === 0 ? 0 : 1);
