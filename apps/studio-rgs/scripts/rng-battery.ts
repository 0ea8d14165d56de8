import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runBattery } from '../src/rng-battery/battery.ts';

/** `npm run rng:battery -- [--seed TEXT] [--json]`: tests the generator, and tests that the tests can tell broken ones. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: randomBytes(8).toString('hex') },
    json: { type: 'boolean', default: false },
  },
});
const say = (text: string): void => void process.stderr.write(`${text}\n`);
say(`seed ${values.seed}`);

const report = runBattery(values.seed, say);
const failed = report.results.filter(({ passed }) => !passed).length;
const caught = report.faults.filter(({ caughtBy }) => caughtBy !== null).length;
const counts = { tests: report.results.length, failed, plantedFaults: report.faults.length, caught };

if (values.json) console.log(JSON.stringify({ ...counts, ...report }));
else {
  for (const { name, passed, p } of report.results)
    console.log(`${passed ? '✓' : '✗'} ${name}${p === null ? '' : `, p = ${p.toPrecision(3)}`}`);
  for (const { name, caughtBy } of report.faults)
    console.log(caughtBy === null ? `✗ missed: ${name}` : `✓ caught: ${name} (${caughtBy})`);
  console.log(
    `${counts.tests} tests, ${failed} failed; ${caught} of ${counts.plantedFaults} planted faults caught`,
  );
}
process.exit(failed === 0 && caught === counts.plantedFaults ? 0 : 1);
