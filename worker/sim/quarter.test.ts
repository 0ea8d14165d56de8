import { expect, it } from 'vitest';
import { playQuarter } from './quarter.ts';

const SEED = process.env.SEED ?? String(Date.now() % 1_000_000);

it(`a quarter with late, repeated, disordered, free and test spins: ledger = report = invoice, seed ${SEED}`, async () => {
  const report = await playQuarter(SEED, 8_000);
  expect(report).toMatchObject({
    ...{ spins: 8_000, ledgerEqualsMakers: true, reportEqualsLedger: true },
    ...{ invoiceEqualsReport: true, invoiceReproducible: true },
  });
  const { late, free, test, duplicatesSkipped, gapsPulled } = report;
  const least = Math.min(late, free, test, duplicatesSkipped, gapsPulled);
  expect(least, JSON.stringify(report)).toBeGreaterThan(0);
  expect(report.adjustments).toBeGreaterThan(0);
});
