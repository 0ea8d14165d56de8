import { describe, expect, it } from 'vitest';
import { isHaltDue, isOfTheBuild } from './halt.ts';

/** A small generator of even numbers from 0 to 1, the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Plays sessions in both arms and looks after each failure; at which session of the canary it halts, or null. */
function haltsAfter(seed: number, canaryRate: number, stableRate: number, sessions: number): number | null {
  const random = randomOf(seed);
  const canary = { sessions: 0, failed: 0 };
  const stable = { sessions: 0, failed: 0 };
  for (let index = 0; index < sessions; index += 1) {
    stable.sessions += 1;
    canary.sessions += 1;
    if (random() < stableRate) stable.failed += 1;
    if (random() >= canaryRate) continue;
    canary.failed += 1;
    if (isHaltDue(canary, stable)) return canary.sessions;
  }
  return null;
}
const RUNS = 300;
const halts = (canaryRate: number, stableRate: number, sessions: number): (number | null)[] =>
  Array.from({ length: RUNS }, (_, seed) => haltsAfter(seed + 1, canaryRate, stableRate, sessions));

describe('isHaltDue', () => {
  it('waits for 20 sessions and 3 failures', () => {
    const stable = { sessions: 400, failed: 0 };
    expect(isHaltDue({ sessions: 19, failed: 19 }, stable)).toBe(false);
    expect(isHaltDue({ sessions: 20, failed: 2 }, stable)).toBe(false);
    expect(isHaltDue({ sessions: 20, failed: 20 }, stable)).toBe(true);
  });

  it('stops a canary that surely fails 2 points more often, and lets one go on that may be as good', () => {
    const stable = { sessions: 1_000, failed: 20 };
    expect(isHaltDue({ sessions: 1_000, failed: 70 }, stable)).toBe(true);
    expect(isHaltDue({ sessions: 1_000, failed: 50 }, stable)).toBe(false);
    expect(isHaltDue({ sessions: 1_000, failed: 70 }, { sessions: 1_000, failed: 60 })).toBe(false);
  });

  it('waits until the stable build was played too', () => {
    expect(isHaltDue({ sessions: 20, failed: 20 }, { sessions: 0, failed: 0 })).toBe(false);
    expect(isHaltDue({ sessions: 20, failed: 20 }, { sessions: 20, failed: 0 })).toBe(true);
  });

  it('stops fewer than 3 of 100 healthy canaries over 2,000 sessions', () => {
    for (const rate of [0.002, 0.01, 0.05]) {
      const stopped = halts(rate, rate, 2_000).filter((after) => after !== null);
      expect(stopped.length / RUNS, String(rate)).toBeLessThan(0.03);
    }
  });

  it('stops a canary that fails in a fifth of its sessions within 150 of them', () => {
    const after = halts(0.2, 0.01, 150);
    expect(after.filter((count) => count === null).length / RUNS).toBeLessThan(0.01);
  });
});

describe('isOfTheBuild', () => {
  it('holds against a build what a build can cause', () => {
    expect(
      ['game_failed', 'digest_mismatch', 'bridge_violation'].every((code) =>
        isOfTheBuild(code as 'game_failed'),
      ),
    ).toBe(true);
    expect(isOfTheBuild('network')).toBe(false);
    expect(isOfTheBuild('rg_blocked')).toBe(false);
    expect(isOfTheBuild('unsupported_browser')).toBe(false);
  });
});
