import type { BusEvent } from '@roundgate/contract';
import { money } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { campaignResults, sumTallies } from './results.ts';
import { type Tally, talliesAfter, valuesOf } from './tally.ts';

const who = { operator_id: 'op-1', player_id: 'p-1', session_id: 's-1' };
const place = {
  ...{ operator_id: 'op-1', player_id: 'p-1', campaign_id: 'cmp-1', arm: 'two', game_id: 'g-1' },
  ...{
    currency: 'EUR' as const,
    counts: 'game' as const,
    ends_at: '2026-03-01T00:00:00.000Z',
    grant_id: 'fs-own',
  },
};
const ts = '2026-02-01T00:00:00.000Z';
const assigned: BusEvent = { type: 'campaign_assigned', ts, ...place, refused: null };
const exposed: BusEvent = { type: 'campaign_exposed', ts, ...place, session_id: 's-1' };
type Spin = Extract<BusEvent, { type: 'spin_finished' }>;
const spin = (change: Partial<Spin> = {}): Spin => ({
  ...{ type: 'spin_finished', ts, ...who, game_id: 'g-1', build_hash: 'sha256:x', rtp_profile: '96' },
  ...{
    round_id: 'rnd-1',
    spin_id: 'spin-1',
    spin_type: 'cash',
    stake: money(100, 'EUR'),
    win: money(30, 'EUR'),
  },
  ...change,
});
const after = (...events: BusEvent[]): readonly Tally[] =>
  events.reduce((tallies: readonly Tally[], event) => talliesAfter(tallies, event), []);
const counted = (...spins: Spin[]) => {
  const [tally] = after(assigned, exposed, ...spins);
  return tally && [tally.spins, tally.turnoverMinor, tally.winMinor, tally.packetSpins, tally.bonusMinor];
};
const NOTHING = [0, 0, 0, 0, 0];

describe('what a player counts in a campaign', () => {
  it('is cash spins of its game and currency, from the exposure to the end of the period', () => {
    expect(counted(spin(), spin())).toEqual([2, 200, 60, 0, 0]);
    expect(counted(spin({ ts: '2026-02-28T23:59:59.999Z' }))).toEqual([1, 100, 30, 0, 0]);
    expect(counted(spin({ ts: place.ends_at }))).toEqual(NOTHING);
    expect(counted(spin({ game_id: 'g-2' }))).toEqual(NOTHING);
    expect(counted(spin({ stake: money(100, 'USD'), win: money(0, 'USD') }))).toEqual(NOTHING);
    expect(counted(spin({ spin_type: 'tournament' }))).toEqual(NOTHING);
    expect(after(assigned, spin(), exposed)[0]?.spins).toBe(0);
  });

  it('is every game in its currency where the campaign says so', () => {
    const all = { ...place, counts: 'all_games' as const };
    const events = [{ ...assigned, ...all }, { ...exposed, ...all }, spin({ game_id: 'g-2' })] as BusEvent[];
    expect(after(...events)[0]?.spins).toBe(1);
  });

  it('is the spins of its own packet whenever they are played, and of no other', () => {
    const free = { spin_type: 'free' as const, ts: '2026-04-01T00:00:00.000Z' };
    expect(counted(spin({ ...free, grant_id: 'fs-own' }))).toEqual([0, 0, 0, 1, 30]);
    expect(counted(spin({ ...free, grant_id: 'fs-other' }), spin(free))).toEqual(NOTHING);
    expect(after(assigned, spin({ ...free, grant_id: 'fs-own' }))[0]?.packetSpins).toBe(1);
  });

  it('is nothing for a test account', () => {
    const tester = { player_id: 'p-test-1' };
    expect(after({ ...assigned, ...tester }, { ...exposed, ...tester })).toEqual([]);
  });

  it('is exact where a double is not', () => {
    const big = { spins: 1, turnoverMinor: 9_007_199_254_740_991, winMinor: 0, bonusMinor: 2 };
    expect(valuesOf(big).net_minor).toBe(9_007_199_254_740_989n);
    const [tally] = after(assigned, exposed);
    if (!tally) throw new Error('there is a tally');
    const [sums] = sumTallies([
      { ...tally, ...big },
      { ...tally, ...big },
    ]);
    expect(sums?.metrics.turnover_minor.squares).toBe(2n * 9_007_199_254_740_991n ** 2n);
  });
});

describe('the result table', () => {
  it('has every arm, in its order, with nothing told of one that nobody is in', () => {
    const arms = ['two', 'none'].map((arm) => ({ arm, weight: 1, packet: null }));
    const rules = { ...place, starts_at: ts, audience: 'listed' as const, arms };
    const table = campaignResults(rules, sumTallies(after(assigned, exposed, spin())));
    expect(table.map(({ arm, exposed: shown, is_reference }) => [arm, shown, is_reference])).toEqual([
      ['two', 1, true],
      ['none', 0, false],
    ]);
    expect(table[1]?.figures[2]).toEqual({
      ...{
        metric: 'ggr_minor',
        sum: '0',
        sum_of_squares: '0',
        mean: null,
        low: null,
        high: null,
        difference: null,
      },
    });
    expect(table[0]?.figures[2]).toMatchObject({ sum: '70', sum_of_squares: '4900', mean: 70, low: null });
  });
});
