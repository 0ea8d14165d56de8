import { expect, it } from 'vitest';
import { runBatch } from './batch.ts';
import { MUTANTS } from './mutants.ts';
import { isTrueCodeAcquitted, runMutants } from './run-mutants.ts';
import { runSchedule } from './run-schedule.ts';
import { randomSchedule } from './schedule.ts';
import { shrink } from './shrink.ts';

const seed = process.env.SIM_SEED ?? String(Date.now());

it(`no promise breaks in two thousand random schedules of seed ${seed}`, async () => {
  const { failed, undrained, faults, calls } = await runBatch(seed, 0, 2_000);
  expect(failed).toEqual([]);
  expect(undrained).toBe(0);
  expect(faults / calls).toBeGreaterThan(0.3);
});

it('a schedule plays the same way every time', async () => {
  const [first, second] = [
    await runSchedule(randomSchedule('twice')),
    await runSchedule(randomSchedule('twice')),
  ];
  expect(second).toEqual(first);
});

it('every mutant breaks its promise, on schedules that the true code passes', async () => {
  const results = await runMutants('mutants', 12_000);
  expect(results.filter(({ caught }) => !caught)).toEqual([]);
  expect(results).toHaveLength(MUTANTS.length);
  expect(await isTrueCodeAcquitted('mutants', results)).toBe(true);
});

it('a broken schedule shrinks to what still breaks', async () => {
  const schedule = { ...randomSchedule('shrink'), faultPercent: 100, faults: ['lost_after' as const] };
  const { violations } = await runSchedule({
    ...schedule,
    wallet: { ...schedule.wallet, dedupeWindowMs: 0, statusQuery: false },
  });
  const [first] = violations;
  if (!first) throw new Error('a wallet that remembers nothing must leave a round held');
  const small = await shrink(
    { ...schedule, wallet: { ...schedule.wallet, dedupeWindowMs: 0, statusQuery: false } },
    first,
  );
  expect(small.acts.length).toBeLessThan(schedule.acts.length);
});
