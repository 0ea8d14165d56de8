import { describe, expect, it } from 'vitest';
import { judgePace, NO_PACE, observed, type PacedSpin } from './bot-signals.ts';

/** Players who wait so long between spins. */
const paced = (
  intervalsMs: readonly number[],
  change: (index: number) => Partial<PacedSpin> = () => ({}),
) => {
  let atMs = 1_000_000;
  return [0, ...intervalsMs].reduce((pace, intervalMs, index) => {
    atMs += intervalMs;
    return observed(pace, { atMs, sessionId: 's-1', isAutoplay: false, ...change(index) });
  }, NO_PACE);
};
const every = (count: number, of: (index: number) => number) =>
  Array.from({ length: count }, (_, i) => of(i));
const signsOf = (...args: Parameters<typeof judgePace>) =>
  judgePace(...args).signals.map(({ signal, points }) => [signal, points]);

describe('what looks automatic', () => {
  it('is not a person: intervals that vary as a hand does, with pauses', () => {
    const human = every(200, (index) => 2_600 + ((index * 7_919) % 400) + (index % 40 === 0 ? 60_000 : 0));
    expect(judgePace(paced(human), false)).toEqual({ suspicion: 0, signals: [] });
  });

  it.each([
    [3, 60],
    [14, 40],
    [24, 20],
    [40, 0],
  ])('is an interval that varies by about %i ms: %i points', (spreadMs, points) => {
    const regular = every(60, (index) => 2_600 + (index % 2 === 0 ? spreadMs : -spreadMs));
    const { suspicion, signals } = judgePace(paced(regular), false);
    expect(suspicion).toBe(points);
    if (points > 0) expect(signals[0]?.detail).toBe(`60 intervals vary by ${spreadMs.toFixed(1)} ms`);
  });

  it('says nothing of few spins, nor of what the game started itself', () => {
    const regular = every(29, () => 2_600);
    expect(judgePace(paced(regular), false).suspicion).toBe(0);
    const autoplay = paced(
      every(100, () => 2_600),
      () => ({ isAutoplay: true }),
    );
    expect(judgePace(autoplay, false).suspicion).toBe(0);
  });

  it('is a speed that no hand keeps', () => {
    const fast = every(8, (index) => (index < 5 ? 200 : 3_000 + index * 90));
    expect(signsOf(paced(fast), false)).toEqual([['impossible_speed', 40]]);
  });

  it('is play in two sessions at once, and not a new login', () => {
    const intervals = every(12, (index) => 900 + index * 70);
    const both = paced(intervals, (index) => ({ sessionId: index % 2 === 0 ? 's-1' : 's-2' }));
    expect(signsOf(both, false)).toEqual([['parallel_sessions', 40]]);
    const login = paced(intervals, (index) => ({ sessionId: index < 6 ? 's-1' : 's-2' }));
    expect(judgePace(login, false).suspicion).toBe(0);
  });

  it('adds up, to a hundred at the most', () => {
    const robot = every(60, () => 100);
    expect(judgePace(paced(robot), true)).toMatchObject({ suspicion: 100 });
    expect(signsOf(NO_PACE, true)).toEqual([['automation_hint', 40]]);
  });
});
