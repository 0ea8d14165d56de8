import { parseArgs } from 'node:util';
import { playQuarter } from './quarter.ts';

const MAX_QUERY_MS = 2_000;
const { values } = parseArgs({
  options: {
    spins: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    json: { type: 'boolean', default: false },
  },
});
const spins = Number(values.spins);
if (!Number.isInteger(spins) || spins < 1_000) {
  console.error('--spins must be a whole number from 1000 on');
  process.exit(2);
}
const report = { seed: values.seed, ...(await playQuarter(values.seed, spins)) };
console.log(JSON.stringify(report, null, values.json ? undefined : 2));
const { ledgerEqualsMakers, reportEqualsLedger, invoiceEqualsReport, invoiceReproducible, slowestQueryMs } =
  report;
const isEqual = ledgerEqualsMakers && reportEqualsLedger && invoiceEqualsReport && invoiceReproducible;
process.exit(isEqual && slowestQueryMs <= MAX_QUERY_MS ? 0 : 1);
