import type { ProblemCode } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { DEFAULT_BUDGETS, type RoundPolicy } from '../rounds/policy.ts';
import { WALLET_V1 } from '../wallet/capability.ts';
import { nextTransferEffect, stepTransfer, type TransferInput } from './step-transfer.ts';
import { requestTransfer, type Transfer } from './transfer.ts';

const policy: RoundPolicy = { ...DEFAULT_BUDGETS, wallet: WALLET_V1 };
const forgotten = WALLET_V1.dedupeWindowMs;
const request = (direction: 'in' | 'out', amountMinor = 500): Transfer =>
  requestTransfer({ key: 'uid:t', sessionId: 's-1', direction, amountMinor, currency: 'EUR' }, 0);

/** Plays inputs one after another, each at its time. */
const play = (start: Transfer, ...inputs: [number, TransferInput][]): Transfer =>
  inputs.reduce((transfer, [nowMs, input]) => stepTransfer(transfer, input, policy, nowMs), start);

const applied: TransferInput = {
  type: 'sent',
  answer: { kind: 'applied', reference: 'led-1', balanceMinor: null },
};
const lost: TransferInput = { type: 'sent', answer: { kind: 'unknown', why: 'timeout' } };
const refused = (code: ProblemCode): TransferInput => ({ type: 'sent', answer: { kind: 'refused', code } });
const read: TransferInput = { type: 'recovered' };
const undone: TransferInput = { type: 'rollback', answer: { kind: 'done', balanceMinor: null } };
const status = (kind: 'undone' | 'absent'): TransferInput => ({ type: 'status', answer: { kind } });
const known: TransferInput = { type: 'status', answer: { kind: 'applied', reference: 'led-1' } };

describe.each(['in', 'out'] as const)('a transfer %s', (direction) => {
  it('is done once the wallet says so, with its reference', () => {
    const done = play(request(direction), [5, applied]);
    expect(done).toMatchObject({ state: 'DONE', reference: 'led-1', closedAtMs: 5, version: 2 });
    expect(nextTransferEffect(done, policy, 5)).toEqual({ type: 'close' });
  });

  it('of nothing is done before anything is sent', () => {
    expect(request(direction, 0)).toMatchObject({ state: 'DONE', closedAtMs: 0 });
  });

  it('without an answer is sent again, later and later, and never gives up while its key is known', () => {
    let transfer = request(direction);
    for (let attempt = 0; attempt < 50; attempt += 1) {
      const nowMs = transfer.nextAttemptAtMs;
      expect(nextTransferEffect(transfer, policy, nowMs)).toEqual({ type: 'send' });
      transfer = play(transfer, [nowMs, lost]);
      expect(nextTransferEffect(transfer, policy, nowMs).type).toBe('wait');
    }
    expect(transfer).toMatchObject({ state: 'REQUESTED', attempts: 50, inDoubt: true });
  });

  it('is never sent blind once the wallet may have forgotten its key', () => {
    expect(play(request(direction), [forgotten, lost]).state).toBe('HELD');
    const held = play(request(direction), [forgotten, read]);
    expect(held.state).toBe('HELD');
    expect(nextTransferEffect(held, policy, held.nextAttemptAtMs)).toEqual({ type: 'status' });
    expect(play(held, [forgotten, known])).toMatchObject({ state: 'DONE', heldReason: null });
    expect(play(held, [forgotten, status('absent')]).state).toBe('HELD');
  });

  it('of which the wallet holds other content waits for a person', () => {
    expect(play(request(direction), [1, refused('IDEMPOTENCY_CONFLICT')])).toMatchObject({
      state: 'HELD',
      refusal: 'IDEMPOTENCY_CONFLICT',
    });
  });

  it('that is over never changes again', () => {
    const done = play(request(direction), [1, applied]);
    expect(play(done, [2, lost], [3, undone], [4, read], [5, status('undone')])).toBe(done);
  });
});

describe('a refusal', () => {
  it('of money on its way in is believed on a first send only', () => {
    expect(play(request('in'), [1, refused('INSUFFICIENT_FUNDS')])).toMatchObject({
      state: 'REFUSED',
      refusal: 'INSUFFICIENT_FUNDS',
    });
    for (const doubt of [lost, read])
      expect(play(request('in'), [1, doubt], [2, refused('INSUFFICIENT_FUNDS')]).state).toBe('CANCELLING');
  });

  it('of money on its way out never ends it', () => {
    const asked = play(request('out'), [1, refused('RG_BLOCKED')], [2, refused('PLAYER_NOT_FOUND')]);
    expect(asked).toMatchObject({ state: 'REQUESTED', attempts: 2, refusal: 'PLAYER_NOT_FOUND' });
  });
});

describe('undoing a transfer in', () => {
  const cancelling = play({ ...request('in'), sentAtMs: 1 }, [1, lost], [2, refused('RG_BLOCKED')]);

  it('goes on until the wallet has given it back or made it impossible', () => {
    expect(nextTransferEffect(cancelling, policy, 2)).toEqual({ type: 'rollback' });
    const unsure: TransferInput = { type: 'rollback', answer: { kind: 'unknown', why: 'timeout' } };
    expect(play(cancelling, [3, unsure]).state).toBe('CANCELLING');
    expect(play(cancelling, [3, unsure], [4, undone]).state).toBe('REFUSED');
  });

  it('believes "not found" only past the time in which a sent one may still land', () => {
    const without = { ...policy, wallet: { ...WALLET_V1, tombstones: false } };
    const notFound: TransferInput = { type: 'rollback', answer: { kind: 'not_found' } };
    const early = stepTransfer(cancelling, notFound, without, WALLET_V1.maxInFlightMs);
    expect(early.state).toBe('CANCELLING');
    expect(stepTransfer(cancelling, notFound, without, WALLET_V1.maxInFlightMs + 1).state).toBe('REFUSED');
  });

  it('counts that time from when an instance took the transfer over: the one before may have sent it just then', () => {
    expect(play(request('in'), [700, read]).sentAtMs).toBe(700);
    expect(play(cancelling, [700, read]).sentAtMs).toBe(1);
  });
});

describe('what a wallet says it undid', () => {
  it('never came in, and never went out either: that needs a person', () => {
    const held = (direction: 'in' | 'out') => play(request(direction), [forgotten, lost]);
    expect(play(held('in'), [forgotten, status('undone')]).state).toBe('REFUSED');
    expect(play(held('out'), [forgotten, status('undone')]).state).toBe('HELD');
  });
});
