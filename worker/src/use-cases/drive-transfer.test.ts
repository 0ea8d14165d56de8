import { describe, expect, it } from 'vitest';
import { DEFAULT_BUDGETS } from '../domain/rounds/policy.ts';
import { requestTransfer, type Transfer } from '../domain/transfers/transfer.ts';
import { type MoneyAnswer, WALLET_V1 } from '../domain/wallet/capability.ts';
import { driveTransfer, type TransferDriveTools, TransferLostError } from './drive-transfer.ts';

const lost: MoneyAnswer = { kind: 'unknown', why: 'timeout' };
const applied: MoneyAnswer = { kind: 'applied', reference: 'led-1', balanceMinor: null };
const requested = requestTransfer(
  { key: 'uid:to', sessionId: 's-1', direction: 'out', amountMinor: 500, currency: 'EUR' },
  0,
);

/** A wallet that answers in turn, a store that is owned as long as `owned` says, and time that only pauses move. */
function stage(answers: MoneyAnswer[], owned: (sent: number) => boolean = () => true) {
  const sent: Transfer[] = [];
  const saved: Transfer[] = [];
  let nowMs = 0;
  const tools: TransferDriveTools = {
    who: { operatorId: 'op-1', playerId: 'p-1' },
    policy: { ...DEFAULT_BUDGETS, wallet: WALLET_V1 },
    wallet: {
      send: async (_who, transfer) => {
        sent.push(transfer);
        return answers[sent.length - 1] ?? lost;
      },
      rollback: async () => ({ kind: 'unknown', why: 'not asked here' }),
      status: async () => ({ kind: 'unknown', why: 'not asked here' }),
    },
    owns: () => owned(sent.length),
    save: (transfer) => void saved.push(transfer),
    now: () => nowMs,
    pause: async (ms) => {
      nowMs += ms;
    },
    traceId: 'a'.repeat(32),
  };
  return { tools, sent, saved };
}

describe('a transfer that is driven', () => {
  it('is sent under one key and amount until it is known, and every answer is written', async () => {
    const { tools, sent, saved } = stage([lost, lost, applied]);
    expect((await driveTransfer(requested, tools, 60_000)).state).toBe('DONE');
    expect(new Set(sent.map(({ key, amountMinor }) => `${key} ${amountMinor}`))).toEqual(
      new Set(['uid:to 500']),
    );
    expect(saved.map(({ state, version }) => [state, version])).toEqual([
      ['REQUESTED', 2],
      ['REQUESTED', 3],
      ['DONE', 4],
    ]);
  });

  it('rests when its next attempt lies past the deadline', async () => {
    const { tools, sent } = stage([]);
    const rested = await driveTransfer(requested, tools, 1_000);
    expect(rested).toMatchObject({ state: 'REQUESTED', attempts: sent.length });
    expect(rested.nextAttemptAtMs).toBeGreaterThan(1_000);
  });

  it('is neither sent nor written by an instance that lost its row', async () => {
    const before = stage([applied], () => false);
    await expect(driveTransfer(requested, before.tools, 60_000)).rejects.toThrow(TransferLostError);
    expect([before.sent, before.saved]).toEqual([[], []]);
    const during = stage([applied], (sent) => sent === 0);
    await expect(driveTransfer(requested, during.tools, 60_000)).rejects.toThrow(TransferLostError);
    expect([during.sent.length, during.saved.length]).toEqual([1, 0]);
  });
});
