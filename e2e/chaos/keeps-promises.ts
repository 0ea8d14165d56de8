import { expect, it } from 'vitest';
import { runChaos } from './run-chaos.ts';

const SHORT = { rounds: 24, kills: 2, players: 24, say: () => {} };

/**
 * Kills a gateway of one mode in mid-spin. A file for each mode: they mostly wait, so both run at once, and a process of its
 * own knows which workerd it started.
 */
export const keepsPromises = (order: string, lean: boolean): void =>
  it(`a gateway that is killed in mid-spin again and again keeps every promise (${order}, lean: ${lean})`, async () => {
    const report = await runChaos({ ...SHORT, order, lean });
    expect(report.found).toEqual([]);
    expect(report).toMatchObject({ rounds: 24, kills: 2, open: 0, violations: 0, answersDiffer: 0 });
    expect(report.faults / report.calls).toBeGreaterThan(0.3);
  });
