import type { JackpotOffer, JackpotTrigger } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { script, seeded } from '../../test/fixtures.ts';
import { giveBack, takeWhole } from './carry-table.ts';
import { drawJackpots, type JackpotPlay } from './jackpot-draw.ts';

const offerOf = (trigger: JackpotTrigger, meterMinor = 1_000): JackpotOffer => ({
  ...{ jackpot_id: 'pool.grand', run: 4, meter_minor: meterMinor },
  ...{ contribution_ppm: 10_000, meter_ppm: 8_000, trigger },
});
const playOf = (trigger: JackpotTrigger, meterMinor?: number, grownMinor = 2): JackpotPlay => ({
  offer: offerOf(trigger, meterMinor),
  ...{ contributedMinor: grownMinor, grownMinor },
});
const RANDOM = { kind: 'random', one_in_minor: 1_000 } as const;
const MUST_HIT = { kind: 'must_hit_by', cap_minor: 1_500 } as const;

describe('a meter that falls by chance', () => {
  it('falls for as many of its draws as the stake has minor units', () => {
    const { draw, labels } = script([99, 100]);
    expect(drawJackpots([playOf(RANDOM)], 100, draw)).toEqual({ jackpot_id: 'pool.grand', run: 4 });
    expect(drawJackpots([playOf(RANDOM)], 100, draw)).toBe(undefined);
    expect(labels).toEqual(['jackpot/pool.grand', 'jackpot/pool.grand']);
  });
});

describe('a meter that must be hit', () => {
  it('falls where the draw among what is left to the cap lies in this step', () => {
    const { draw } = script([1, 2]);
    expect(drawJackpots([playOf(MUST_HIT)], 100, draw)).toBeDefined();
    expect(drawJackpots([playOf(MUST_HIT)], 100, draw)).toBe(undefined);
  });

  it.each([1_498, 1_500, 1_600])('at %i falls for certain, without a draw', (meterMinor) => {
    expect(drawJackpots([playOf(MUST_HIT, meterMinor)], 100, script([]).draw)).toBeDefined();
  });

  const seed = Date.now() % 1_000_000;
  it(`falls as often in each tenth of its way, and always by its cap (seed ${seed})`, () => {
    const below = seeded(seed);
    const draw = (_: string, bound: number) => below(bound);
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let run = 0; run < 4_000; run += 1) {
      let meterMinor = 1_000;
      while (!drawJackpots([playOf(MUST_HIT, meterMinor)], 100, draw)) meterMinor += 2;
      expect(meterMinor).toBeLessThan(1_500);
      const tenth = Math.floor((meterMinor - 1_000) / 50);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    // 400 each, with a deviation of 19: six of them are met once in a hundred million tests.
    for (const count of tenths) expect(Math.abs(count - 400)).toBeLessThan(114);
  });
});

describe('contributions', () => {
  const seed = (Date.now() + 1) % 1_000_000;
  it(`come to what the stakes owe, to less than one minor unit, whatever is voided (seed ${seed})`, () => {
    const below = seeded(seed);
    const ppm = 12_345;
    const spins: { stakeMinor: number; minor: number }[] = [];
    let carryMicro = 0;
    for (let turn = 0; turn < 3_000; turn += 1) {
      if (below(5) > 0 || spins.length === 0) {
        const stakeMinor = 1 + below(500);
        const taken = takeWhole(carryMicro, stakeMinor, ppm);
        carryMicro = taken.carryMicro;
        spins.push({ stakeMinor, minor: taken.minor });
      } else {
        const [voided] = spins.splice(below(spins.length), 1);
        if (voided) carryMicro = giveBack(carryMicro, voided.stakeMinor, ppm, voided.minor);
      }
      const owedMicro = spins.reduce((sum, { stakeMinor }) => sum + stakeMinor * ppm, 0);
      const givenMicro = spins.reduce((sum, { minor }) => sum + minor * 1_000_000, 0);
      expect(owedMicro - givenMicro).toBe(carryMicro);
    }
    const settled = takeWhole(carryMicro, 100_000, ppm);
    expect(settled.carryMicro).toBeGreaterThanOrEqual(0);
    expect(settled.carryMicro).toBeLessThan(1_000_000);
  });
});
