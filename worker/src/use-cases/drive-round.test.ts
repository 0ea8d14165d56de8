import { describe, expect, it } from 'vitest';
import { DEFAULT_BUDGETS, type RoundPolicy } from '../domain/rounds/policy.ts';
import { acceptRound, type Round } from '../domain/rounds/round.ts';
import { modeOf } from '../domain/rounds/step.ts';
import { type MoneyAnswer, WALLET_V1 } from '../domain/wallet/capability.ts';
import { type DriveTools, driveRound, RoundLostError } from './drive-round.ts';

const lost: MoneyAnswer = { kind: 'unknown', why: 'timeout' };
const applied: MoneyAnswer = { kind: 'applied', reference: 'led-1', balanceMinor: null };
const policyOf = (lean: boolean): RoundPolicy => ({
  ...DEFAULT_BUDGETS,
  wallet: { ...WALLET_V1, lean, tombstones: true, dedupesFirst: true },
});

const outcome = {
  winMinor: 300,
  events: [],
  features: [],
  mechanicsVersion: 'm',
  telemetryRef: 't',
  drawnAtMs: 0,
};

function newRound(policy: RoundPolicy): Round {
  const ids = { uid: 'uid', spinId: 'spin-uid', sessionId: 's-1', gameId: 'g-1', fingerprint: 'f' };
  const bet = { roundId: 'rnd-00000001', spinType: 'cash', stakeMinor: 100, currency: 'EUR' } as const;
  return acceptRound({ ...ids, ...bet, buildHash: 'b', rtpProfile: '96', mode: modeOf(policy) }, 0);
}

/**
 * Partners that note what they are asked, a wallet that answers debits in turn, and a store whose row another instance
 * takes over right after the call, or the pause, named `takenAfter`.
 */
function stage(policy: RoundPolicy, debits: MoneyAnswer[], takenAfter?: string) {
  const asked: string[] = [];
  let nowMs = 0;
  const money = (leg: string, answer: () => MoneyAnswer) => async () => {
    asked.push(leg);
    return answer();
  };
  const isOurs = (): boolean => takenAfter === undefined || !asked.includes(takenAfter);
  const save = (round: Round): Round => {
    if (!isOurs()) throw new RoundLostError('the row has moved on');
    return round;
  };
  const unused = () => Promise.reject(new Error('is not asked here'));
  const tools: DriveTools = {
    who: { operatorId: 'op-1', playerId: 'p-1' },
    rgs: {
      announce: unused,
      grant: async () => ({ kind: 'ok' }) as const,
      void: unused,
      draw: async () => {
        asked.push('draw');
        return { kind: 'drawn', outcome, sessionId: 's-1', buildHash: 'b', uses: [] };
      },
    },
    wallet: {
      debit: money('debit', () => debits.shift() ?? lost),
      credit: money('credit', () => applied),
      rollback: unused,
      balance: unused,
      status: unused,
    },
    policy,
    store: { owns: isOurs, save, defer: (round) => round, hold: (round) => round, stored: () => true },
    now: () => nowMs,
    pause: async (ms) => {
      asked.push('pause');
      nowMs += ms;
    },
    traceId: 'a'.repeat(32),
  };
  return { tools, asked };
}

describe('a round that is driven', () => {
  it.each([true, false])('draws, takes the stake and pays, each once (lean: %s)', async (lean) => {
    const policy = policyOf(lean);
    const { tools, asked } = stage(policy, [applied]);
    expect((await driveRound(newRound(policy), tools, 60_000)).state).toBe('SETTLED');
    expect(asked).toEqual(['draw', 'debit', 'credit']);
  });

  it.each([true, false])('pays nothing once another instance has its row (lean: %s)', async (lean) => {
    const policy = policyOf(lean);
    const { tools, asked } = stage(policy, [applied], 'debit');
    await expect(driveRound(newRound(policy), tools, 60_000)).rejects.toThrow(RoundLostError);
    expect(asked).toEqual(['draw', 'debit']);
  });

  it('asks for no money once another instance has drawn', async () => {
    const policy = policyOf(true);
    const { tools, asked } = stage(policy, [applied], 'draw');
    await expect(driveRound(newRound(policy), tools, 60_000)).rejects.toThrow(RoundLostError);
    expect(asked).toEqual(['draw']);
  });

  it('sends nothing again when its row was taken while it waited', async () => {
    const policy = policyOf(false);
    const { tools, asked } = stage(policy, [lost, applied], 'pause');
    await expect(driveRound(newRound(policy), tools, 60_000)).rejects.toThrow(RoundLostError);
    expect(asked).toEqual(['draw', 'debit', 'pause']);
  });
});
