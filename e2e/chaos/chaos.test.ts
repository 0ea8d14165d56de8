import { expect, it } from 'vitest';
import { runChaos } from './run-chaos.ts';

const short = { rounds: 45, kills: 3, players: 30, say: () => {} };

it.each([
  { order: 'outcome_first', lean: false },
  { order: 'overlapped', lean: true },
])(
  'a gateway that is killed in mid-spin again and again keeps every promise ($order, lean: $lean)',
  async (mode) => {
    const report = await runChaos({ ...short, ...mode });
    expect(report.found).toEqual([]);
    expect(report).toMatchObject({ rounds: 45, kills: 3, open: 0, violations: 0, answersDiffer: 0 });
    expect(report.faults / report.calls).toBeGreaterThan(0.3);
  },
);
