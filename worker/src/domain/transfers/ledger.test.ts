import { describe, expect, it } from 'vitest';
import { DEFAULT_BUDGETS } from '../rounds/policy.ts';
import { acceptRound, type Round } from '../rounds/round.ts';
import { modeOf, step } from '../rounds/step.ts';
import { WALLET_V1 } from '../wallet/capability.ts';
import { settleFromBalance, transferPosting } from './ledger.ts';
import { requestTransfer } from './transfer.ts';

const policy = {
  ...DEFAULT_BUDGETS,
  wallet: { ...WALLET_V1, lean: true, order: 'overlapped' as const, zeroWinClose: true },
};
const accepted = acceptRound(
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
    mode: modeOf(policy, 's-1'),
  },
  0,
);
const drawn = (winMinor: number): Round => {
  const outcome = {
    winMinor,
    events: [],
    features: [],
    mechanicsVersion: 'm',
    telemetryRef: 't',
    drawnAtMs: 0,
  };
  const answer = { kind: 'drawn', outcome, sessionId: 's-1', buildHash: 'sha256:x', uses: [] } as const;
  return step(accepted, { type: 'draw', answer }, policy, 1).round;
};

describe('a round of a session with its own balance', () => {
  it('draws first, whatever its wallet could do on the fly', () => {
    expect(accepted).toMatchObject({ state: 'ACCEPTED', mode: { lean: false, zeroWinClose: false } });
  });

  it('is settled with its stake and its win, in this order', () => {
    const { round, postings } = settleFromBalance(drawn(340), 100, 7);
    expect(round).toMatchObject({ state: 'SETTLED', closedAtMs: 7, version: 3 });
    expect(
      postings.map(({ kind, transactionId, amountMinor }) => [kind, transactionId, amountMinor]),
    ).toEqual([
      ['debit', 'uid:d', -100],
      ['credit', 'uid:c:1', 340],
    ]);
  });

  it('has no row for a win of nothing', () => {
    expect(settleFromBalance(drawn(0), 100, 7).postings.map(({ kind }) => kind)).toEqual(['debit']);
  });

  it('is declined when the balance is one unit short, even if the win would cover the stake', () => {
    const { round, postings } = settleFromBalance(drawn(5_000), 99, 7);
    expect(postings).toEqual([]);
    expect(round).toMatchObject({
      state: 'VOIDING',
      undo: { to: 'DECLINED', code: 'INSUFFICIENT_FUNDS', ifDrawn: 'discard' },
    });
  });

  it('moves nothing before it is drawn, and nothing when a wallet is asked on the fly', () => {
    expect(settleFromBalance(accepted, 100, 7)).toEqual({ round: accepted, postings: [] });
    const seamless = { ...drawn(340), mode: { ...accepted.mode, purseSessionId: null } };
    expect(settleFromBalance(seamless, 100, 7)).toEqual({ round: seamless, postings: [] });
  });
});

describe('the row of a transfer', () => {
  const request = (direction: 'in' | 'out', amountMinor: number) =>
    requestTransfer({ key: 'uid:t', sessionId: 's-1', direction, amountMinor, currency: 'EUR' }, 0);

  it('adds what comes in and takes what goes out', () => {
    expect(transferPosting(request('in', 500))).toMatchObject([{ kind: 'transfer_in', amountMinor: 500 }]);
    expect(transferPosting(request('out', 500))).toMatchObject([{ kind: 'transfer_out', amountMinor: -500 }]);
  });

  it('is none for a transfer of nothing', () => {
    expect(transferPosting(request('out', 0))).toEqual([]);
  });
});
