import { describe, expect, it } from 'vitest';
import { largestStakeMinor } from './stake-cap.ts';

const BANDS = {
  minor: 200,
  byAge: [
    { minAge: 18, minor: 200 },
    { minAge: 25, minor: 500 },
  ],
};
const PILOT = { from: '2026-07-01', to: '2027-12-31' };
const TIERS = { minor: 100, tiers: [{ name: 'step', minAge: 21, minor: 300, ...PILOT }] };
const on = (instant: string): number => Date.parse(instant);

describe('a stake cap', () => {
  it('is none where the market sets none', () => {
    expect(largestStakeMinor(null, { age: 30 }, 0)).toBeNull();
  });

  it.each([
    [undefined, 200],
    [17, 200],
    [24, 200],
    [25, 500],
    [90, 500],
  ])('by age is, at %s years, %i', (age, minor) => {
    expect(largestStakeMinor(BANDS, age === undefined ? undefined : { age }, 0)).toBe(minor);
  });

  it.each([
    ['2026-06-30T23:59:59.999Z', 100],
    ['2026-07-01T00:00:00.000Z', 300],
    ['2027-12-31T23:59:59.999Z', 300],
    ['2028-01-01T00:00:00.000Z', 100],
  ])('by tier holds on its days: %s, %i', (instant, minor) => {
    expect(largestStakeMinor(TIERS, { age: 21, stake_tier: 'step' }, on(instant))).toBe(minor);
  });

  it('by tier needs the tier and the age', () => {
    const nowMs = on('2026-08-01');
    expect(largestStakeMinor(TIERS, { age: 20, stake_tier: 'step' }, nowMs)).toBe(100);
    expect(largestStakeMinor(TIERS, { stake_tier: 'step' }, nowMs)).toBe(100);
    expect(largestStakeMinor(TIERS, { age: 21 }, nowMs)).toBe(100);
  });
});
