import { money } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { NO_STANDING, type SpinEvent, scored } from './standing.ts';

const START_MS = Date.parse('2026-01-31T18:00:00.000Z');
const spinAt = (second: number, winMinor: number, stakeMinor = 100): SpinEvent => ({
  type: 'spin_finished',
  ts: new Date(START_MS + second * 1_000).toISOString(),
  ...{ operator_id: 'op-lantern', player_id: 'p-ada', session_id: 's-1', game_id: 'g-night-market' },
  ...{ build_hash: `sha256:${'ab'.repeat(32)}`, rtp_profile: '96', round_id: 'rnd-12345678' },
  ...{ spin_id: 'spin-1', spin_type: 'cash' },
  stake: money(stakeMinor, 'EUR'),
  win: money(winMinor, 'EUR'),
});
const WINS = [0, 50, 340, 0, 120, 10, 5, 0];
const after = (metric: Parameters<typeof scored>[1], wins = WINS) =>
  wins.reduce((standing, minor, second) => scored(standing, metric, spinAt(second, minor)), NO_STANDING);

describe('a score', () => {
  it.each([
    ['sum_win', 525, 6],
    ['sum_stake', 800, 7],
    ['spins', 8, 7],
    ['best_multiplier', 340, 2],
    ['streak', 3, 6],
  ] as const)('by %s is %i, reached at second %i', (metric, score, second) => {
    expect(after(metric)).toMatchObject({ score, spins: 8, reachedAtMs: START_MS + second * 1_000 });
  });

  it('by multiplier is exact in whole hundredths, also of a win that a hundred times is beyond 2^53', () => {
    const best = scored(NO_STANDING, 'best_multiplier', spinAt(0, Number.MAX_SAFE_INTEGER, 3));
    expect(best.score).toBe(Number((BigInt(Number.MAX_SAFE_INTEGER) * 100n) / 3n));
    expect(scored(NO_STANDING, 'best_multiplier', spinAt(0, 199, 300)).score).toBe(66);
  });

  it('is reached when it grew last: what changes nothing does not move it', () => {
    expect(after('best_multiplier', [500, 500, 0]).reachedAtMs).toBe(START_MS);
    expect(after('sum_win', [0, 0])).toMatchObject({ score: 0, reachedAtMs: null });
  });

  it('remembers where its last spin was played', () => {
    expect(after('spins').last).toMatchObject({ gameId: 'g-night-market', spinType: 'cash' });
  });
});
