import { isTrueCodeAcquitted, runMutants } from './run-mutants.ts';

/** Schedules that a mutant has to show itself in, and that the true code has to pass. */
const LIMIT = 12_000;
const SEED = 'mutants';

const json = process.argv.includes('--json');
const results = await runMutants(SEED, LIMIT, ({ caught, name, breaks, schedules, last }) =>
  process.stderr.write(
    `${caught ? 'caught' : 'MISSED'}  ${name}: ${breaks}, within ${schedules} schedules, by number ${last}\n`,
  ),
);
const isAcquitted = await isTrueCodeAcquitted(SEED, results);
process.stderr.write(`the true code ${isAcquitted ? 'passes' : 'FAILS'} the schedules that convicted them\n`);
const report = { mutants: results.length, caught: results.filter(({ caught }) => caught).length };
console.log(json ? JSON.stringify(report) : report);
process.exit(report.caught === report.mutants && isAcquitted ? 0 : 1);
