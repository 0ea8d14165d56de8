import type { JackpotRules } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import {
  contributed,
  isBalanced,
  isStillHit,
  newPool,
  oneInMinor,
  type Pool,
  pay,
  reserveShare,
  takeBack,
} from './pool.ts';
import { rulesFaults } from './rules.ts';

const RULES: JackpotRules = {
  game_ids: ['g-night-market'],
  currency: 'EUR',
  seed_minor: 1_000,
  contribution_ppm: 10_000,
  reserve_ppm: 250_000,
  trigger: { kind: 'random', one_in_minor: 1_000 },
};
const MUST_HIT: JackpotRules = { ...RULES, trigger: { kind: 'must_hit_by', cap_minor: 2_000 } };

describe('a pool', () => {
  it('splits what comes in by the sum of all, so that a reserve of a quarter is one to the unit', () => {
    let pool = newPool(RULES);
    for (let total = 1; total <= 999; total += 1) pool = contributed(pool, RULES, total);
    expect(pool).toMatchObject({ contributed_minor: 999, reserve_minor: 249, meter_minor: 1_750 });
    expect(reserveShare(9_007_199_254_740_991, 999_999)).toBe(9_007_190_247_541_736);
  });

  it('takes an older sum for old news', () => {
    const pool = contributed(newPool(RULES), RULES, 500);
    expect(contributed(pool, RULES, 499)).toBe(pool);
    expect(contributed(pool, RULES, 500)).toBe(pool);
  });

  it('pays the meter and seeds the next from the reserve first, from the house for the rest', () => {
    const { pool, amountMinor } = pay(contributed(newPool(RULES), RULES, 400), RULES);
    expect(amountMinor).toBe(1_300);
    expect(pool).toMatchObject({ meter_minor: 1_000, reserve_minor: 0, seeds_minor: 1_900, run: 2 });
  });

  it('pays a second winner the meter as it was started again', () => {
    const first = pay(contributed(newPool(RULES), RULES, 400), RULES);
    expect(pay(first.pool, RULES).amountMinor).toBe(RULES.seed_minor);
  });

  it('that must be hit pays its cap at most, and what stood over it goes to the reserve', () => {
    const full = contributed(newPool(MUST_HIT), { ...MUST_HIT, reserve_ppm: 0 }, 5_000);
    const { pool, amountMinor } = pay(full, MUST_HIT);
    expect(amountMinor).toBe(2_000);
    expect(pool).toMatchObject({ meter_minor: 1_000, reserve_minor: 3_000, seeds_minor: 1_000 });
  });

  it('that must be hit falls once a run, and by chance as often as chance has it', () => {
    const { pool } = pay(newPool(MUST_HIT), MUST_HIT);
    expect(isStillHit(MUST_HIT.trigger, 1, pool)).toBe(false);
    expect(isStillHit(MUST_HIT.trigger, 2, pool)).toBe(true);
    expect(isStillHit(RULES.trigger, 1, pool)).toBe(true);
  });

  it('tells the odds of a minor unit: as they were set, or by what is left to the cap', () => {
    expect(oneInMinor(RULES, 1_500)).toBe(1_000);
    expect(oneInMinor(MUST_HIT, 1_500)).toBe(66_666);
    expect(oneInMinor(MUST_HIT, 2_500)).toBe(1);
  });

  it('that would lose or make money is refused', () => {
    const pool = newPool(RULES);
    expect(() => takeBack(pool, 1)).toThrow('does not add up');
    const leaky: Pool = { ...pool, reserve_minor: 1 };
    expect(isBalanced(leaky)).toBe(false);
    expect(() => contributed(leaky, RULES, 10)).toThrow('does not add up');
  });

  const seed = Date.now() % 1_000_000;
  it(`adds up after any row of contributions, wins and voids (seed ${seed})`, () => {
    let state = seed;
    const below = (bound: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 2 ** 32) * bound);
    };
    for (const rules of [RULES, MUST_HIT]) {
      let pool = newPool(rules);
      let houseMinor = rules.seed_minor;
      const paid: number[] = [];
      for (let turn = 0; turn < 2_000; turn += 1) {
        const what = below(10);
        if (what < 8) pool = contributed(pool, rules, pool.contributed_minor + below(300));
        else if (what === 8 || paid.length === 0) {
          const won = pay(pool, rules);
          houseMinor += won.pool.seeds_minor - pool.seeds_minor;
          paid.push(won.amountMinor);
          pool = won.pool;
        } else pool = takeBack(pool, paid.splice(below(paid.length), 1)[0] ?? 0);
        expect(pool.meter_minor + pool.reserve_minor + pool.paid_minor).toBe(
          pool.contributed_minor + houseMinor,
        );
        expect(pool.paid_minor).toBe(paid.reduce((sum, minor) => sum + minor, 0));
      }
    }
  });
});

describe('the rules of a meter', () => {
  it('name games that there are, each once, and a cap over the seed', () => {
    const faults = rulesFaults(
      { ...MUST_HIT, game_ids: ['g-a', 'g-a', 'g-b'], seed_minor: 2_000 },
      (game) => game === 'g-a',
    );
    expect(faults.map(({ field }) => field)).toEqual(['game_ids', 'game_ids', 'trigger.cap_minor']);
    const stuck = rulesFaults({ ...MUST_HIT, reserve_ppm: 1_000_000 }, () => true);
    expect(stuck.map(({ field }) => field)).toEqual(['reserve_ppm']);
    expect(rulesFaults(MUST_HIT, () => true)).toEqual([]);
  });
});
