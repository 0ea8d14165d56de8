import { expect, it } from 'vitest';
import { runChaos } from './run-chaos.ts';

const short = { rounds: 24, kills: 2, players: 24, say: () => {} };

// Mostly they wait, for backoffs and budgets: both run at once.
it.concurrent.each([
  { order: 'outcome_first', lean: false },
  { order: 'overlapped', lean: true },
])(
  'a gateway that is killed in mid-spin again and again keeps every promise ($order, lean: $lean)',
  async (mode) => {
    const report = await runChaos({ ...short, ...mode });
    expect(report.found).toEqual([]);
    expect(report).toMatchObject({ rounds: 24, kills: 2, open: 0, violations: 0, answersDiffer: 0 });
    expect(report.faults / report.calls).toBeGreaterThan(0.3);
  },
);
