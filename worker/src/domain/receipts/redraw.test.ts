import { describe, expect, it } from 'vitest';
import { acceptRound, type Round } from '../rounds/round.ts';
import { moneyLegs } from './receipt.ts';
import { type Redrawn, redrawRefusal, unsettledRefusal } from './redraw.ts';

const BUILD = `sha256:${'ab'.repeat(32)}`;
const events = [{ type: 'round_ended' as const, win_minor: 340 }];
const mode = { order: 'outcome_first', lean: false, combined: false, zeroWinClose: true } as const;
const round: Round = {
  ...acceptRound(
    {
      ...{ roundId: 'rnd-00000001', uid: 'u1', spinId: 'spin-u1', sessionId: 's-1', gameId: 'g-1' },
      ...{ buildHash: BUILD, rtpProfile: '96', spinType: 'cash', stakeMinor: 100, currency: 'EUR' },
      fingerprint: 'f',
      mode: { ...mode, purseSessionId: null, grantId: null },
    },
    1_000,
  ),
  state: 'SETTLED',
  outcome: {
    ...{ winMinor: 340, events, features: [], mechanicsVersion: 'fake/1', telemetryRef: 't', drawnAtMs: 1 },
  },
  debitReference: 'led-1',
  creditReference: 'led-2',
  closedAtMs: 2_000,
};
const redrawn: Redrawn = {
  ...{ roundId: round.roundId, spinId: 'spin-u1', buildHash: BUILD, stakeMinor: 100, winMinor: 340, events },
  ...{ matches: true, voided: false, mechanicsVersion: 'fake/1', modelHash: BUILD, seedId: 'seed-1' },
  nonce: 'u1',
};

describe('a round that was drawn again', () => {
  it('is shown when it comes to what was paid, to the event', () => {
    expect(redrawRefusal(round, { kind: 'drawn', redrawn })).toBeUndefined();
  });

  it.each([
    [{ matches: false }, 'the stored draw'],
    [{ voided: true }, 'the stored draw'],
    [{ roundId: 'rnd-00000002' }, 'the round'],
    [{ spinId: 'spin-u2' }, 'the round'],
    [{ buildHash: `sha256:${'cd'.repeat(32)}` }, 'the build'],
    [{ stakeMinor: 99 }, 'the stake'],
    [{ winMinor: 341 }, 'the win'],
    [{ events: [{ type: 'round_ended' as const, win_minor: 0 }] }, 'the events'],
  ])('is an incident when it has %j', (over, what) => {
    const refusal = redrawRefusal(round, { kind: 'drawn', redrawn: { ...redrawn, ...over } });
    expect(refusal).toMatchObject({ code: 'REPLAY_DIFFERS', facts: { detail: `what differs: ${what}` } });
  });

  it.each([
    [{ kind: 'drawn', redrawn: { ...redrawn, mechanicsVersion: 'fake/2' } }, 'REPLAY_NOT_POSSIBLE'],
    [{ kind: 'not_possible', why: '' }, 'REPLAY_NOT_POSSIBLE'],
    [{ kind: 'not_found', why: '' }, 'REPLAY_DIFFERS'],
    [{ kind: 'unknown', why: '' }, 'UPSTREAM_UNAVAILABLE'],
  ] as const)('is refused after %j', (answer, code) => {
    expect(redrawRefusal(round, answer)?.code).toBe(code);
  });

  it('is asked for only when it is settled', () => {
    expect(unsettledRefusal(round)).toBeUndefined();
    for (const state of ['OUTCOME', 'DEBITED', 'HELD'] as const)
      expect(unsettledRefusal({ ...round, state })?.code).toBe('ROUND_NOT_SETTLED');
    for (const state of ['REJECTED', 'CANCELLED', 'DECLINED'] as const)
      expect(unsettledRefusal({ ...round, state })?.code).toBe('ROUND_CANCELLED');
  });
});

it('the money of a round is its stake, and its win where there was one', () => {
  expect(moneyLegs(round).map(({ leg, amount, reference }) => [leg, amount.amount_minor, reference])).toEqual(
    [
      ['debit', 100, 'led-1'],
      ['credit', 340, 'led-2'],
    ],
  );
  const lost = { ...round, outcome: { ...round.outcome, winMinor: 0 } } as Round;
  // A wallet that wants its rounds closed is sent a credit of nothing: no money moves by it.
  expect(moneyLegs(lost).map(({ leg }) => leg)).toEqual(['debit']);
});
