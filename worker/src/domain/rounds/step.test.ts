import { describe, expect, it } from 'vitest';
import { WALLET_V1 } from '../wallet/capability.ts';
import type { RoundInput } from './inputs.ts';
import { DEFAULT_BUDGETS, type RoundPolicy } from './policy.ts';
import { acceptRound, type Outcome, type Round } from './round.ts';
import { modeOf, nextEffect, step } from './step.ts';

const policy: RoundPolicy = { ...DEFAULT_BUDGETS, wallet: WALLET_V1 };
const outcome = (winMinor: number): Outcome => ({
  winMinor,
  events: [],
  features: [],
  mechanicsVersion: 'm',
  telemetryRef: 't',
  drawnAtMs: 0,
});
const fresh = acceptRound(
  {
    roundId: 'rnd-00000001',
    uid: 'uid',
    spinId: 'spin-uid',
    sessionId: 's-1',
    gameId: 'g-1',
    buildHash: 'sha256:x',
    rtpProfile: '96',
    spinType: 'cash',
    stakeMinor: 100,
    currency: 'EUR',
    fingerprint: 'f',
    mode: modeOf(policy),
  },
  0,
);

/** Plays inputs one after another, each at its time. */
const play = (start: Round, ...inputs: [number, RoundInput][]): Round =>
  inputs.reduce((round, [nowMs, input]) => step(round, input, policy, nowMs).round, start);

const drawn = (winMinor: number): RoundInput => ({
  type: 'draw',
  answer: { kind: 'drawn', outcome: outcome(winMinor), sessionId: 's-1', buildHash: 'sha256:x', uses: [] },
});
const applied = (type: 'debit' | 'credit'): RoundInput => ({
  type,
  answer: { kind: 'applied', reference: 'r', balanceMinor: null },
});
const refusedDebit: RoundInput = { type: 'debit', answer: { kind: 'refused', code: 'SESSION_ENDED' } };
const unknown = (type: 'debit' | 'credit'): RoundInput => ({
  type,
  answer: { kind: 'unknown', why: 'timeout' },
});
const unknownDraw: RoundInput = { type: 'draw', answer: { kind: 'unknown', why: 'timeout' } };

describe('the round machine', () => {
  it('goes from draw to debit to credit to settled', () => {
    const outcomeRound = play(fresh, [1, drawn(50)]);
    const debited = play(outcomeRound, [1, applied('debit')]);
    const states = [outcomeRound, debited, play(debited, [1, applied('credit')])];
    expect(states.map((round) => round.state)).toEqual(['OUTCOME', 'DEBITED', 'SETTLED']);
    expect(states.map((round) => nextEffect(round, policy, 1).type)).toEqual(['debit', 'credit', 'close']);
  });

  it('settles at once when nothing was won', () => {
    expect(play(fresh, [1, drawn(0)], [2, applied('debit')]).state).toBe('SETTLED');
  });

  it('declines on a refusal of a first debit, and voids the draw first', () => {
    const round = play(fresh, [1, drawn(50)], [2, refusedDebit]);
    expect([round.state, round.undo?.to, nextEffect(round, policy, 2)]).toEqual([
      'VOIDING',
      'DECLINED',
      { type: 'void', ifDrawn: 'discard' },
    ]);
    expect(play(round, [3, { type: 'void', answer: { kind: 'voided' } }]).state).toBe('DECLINED');
  });

  it('never reads an unknown debit as a refusal: it repeats the same key, later', () => {
    const round = play(fresh, [1, drawn(50)], [2, unknown('debit')]);
    expect(round.state).toBe('OUTCOME');
    expect(nextEffect(round, policy, 2).type).toBe('wait');
    expect(nextEffect(round, policy, 60_000).type).toBe('debit');
  });

  it('rolls back when a refusal follows an unknown, and when a row was only recovered', () => {
    expect(play(fresh, [1, drawn(50)], [2, unknown('debit')], [3, refusedDebit]).state).toBe('CANCELLING');
    expect(play(fresh, [1, drawn(50)], [2, { type: 'recovered' }], [3, refusedDebit]).state).toBe(
      'CANCELLING',
    );
  });

  it('decides to cancel only before a credit can have been sent, and never flips back', () => {
    const cancelling = play(fresh, [1, drawn(50)], [policy.debitBudgetMs + 1, unknown('debit')]);
    expect(cancelling.state).toBe('CANCELLING');
    expect(play(cancelling, [policy.debitBudgetMs + 2, applied('debit')])).toBe(cancelling);
    const debited = play(fresh, [1, drawn(50)], [2, applied('debit')]);
    expect(play(debited, [policy.debitBudgetMs * 100, unknown('credit')]).state).toBe('DEBITED');
  });

  it('keeps a refused credit for ever: the stake was taken', () => {
    const round = play(
      fresh,
      [1, drawn(50)],
      [2, applied('debit')],
      [3, { type: 'credit', answer: { kind: 'refused', code: 'RG_BLOCKED' } }],
    );
    expect(round.state).toBe('DEBITED');
  });

  it('is held for a person when the wallet no longer remembers its keys', () => {
    const pastMs = WALLET_V1.dedupeWindowMs + 10;
    const held = play(fresh, [1, drawn(50)], [pastMs, unknown('debit')]);
    expect([held.state, nextEffect(held, policy, pastMs).type]).toEqual(['HELD', 'wait']);
    const atPoll = pastMs + policy.heldPollMs;
    expect(nextEffect(held, policy, atPoll).type).toBe('status');
    expect(play(held, [atPoll, { type: 'status', answer: { kind: 'applied', reference: 'r' } }]).state).toBe(
      'DEBITED',
    );
    expect(play(held, [atPoll, { type: 'status', answer: { kind: 'absent' } }]).state).toBe('HELD');
  });

  it('believes "not found" of a wallet without tombstones only past its in-flight window', () => {
    const plain: RoundPolicy = { ...policy, wallet: { ...WALLET_V1, tombstones: false } };
    const notFound: RoundInput = { type: 'rollback', answer: { kind: 'not_found' } };
    const cancelling: Round = {
      ...play(fresh, [1, drawn(50)], [2, unknown('debit')], [3, refusedDebit]),
      debitSentAtMs: 2,
    };
    expect(step(cancelling, notFound, plain, 10).round.state).toBe('CANCELLING');
    expect(step(cancelling, notFound, plain, 2 + WALLET_V1.maxInFlightMs).round.state).toBe('VOIDING');
    expect(step(cancelling, notFound, policy, 2 + WALLET_V1.maxInFlightMs).round.state).toBe('CANCELLING');
  });

  it('goes forward with a draw that came in time after all, once; then it discards it', () => {
    const voiding = play(fresh, [policy.drawBudgetMs, unknownDraw]);
    expect(voiding.undo?.ifDrawn).toBe('keep');
    const revived = play(voiding, [
      policy.drawBudgetMs + 1,
      { type: 'void', answer: { kind: 'already_drawn' } },
    ]);
    expect([revived.state, nextEffect(revived, policy, policy.drawBudgetMs + 1).type]).toEqual([
      'ACCEPTED',
      'draw',
    ]);
    expect(play(revived, [policy.drawBudgetMs * 3, unknownDraw]).undo?.ifDrawn).toBe('discard');
  });

  it('leaves a closed round alone whatever arrives', () => {
    const settled = play(fresh, [1, drawn(0)], [2, applied('debit')]);
    for (const input of [drawn(9), applied('debit'), refusedDebit, { type: 'recovered' } as const])
      expect(play(settled, [3, input])).toBe(settled);
  });
});
