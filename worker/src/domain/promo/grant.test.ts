import { describe, expect, it } from 'vitest';
import { DEFAULT_BUDGETS } from '../rounds/policy.ts';
import { acceptRound, type Round } from '../rounds/round.ts';
import { modeOf, nextEffect, step } from '../rounds/step.ts';
import { settleFromBalance } from '../transfers/ledger.ts';
import { WALLET_V1 } from '../wallet/capability.ts';
import { fundingRefusal, payByGrant } from './free-round.ts';
import { endOfGrant, type Grant, grantState, newGrant } from './grant.ts';

const grant: Grant = newGrant(
  {
    grantId: 'fs-1',
    gameId: 'g-1',
    count: 2,
    betMinor: 50,
    currency: 'EUR',
    rtpProfile: '96',
    expiresAtMs: 1_000,
  },
  0,
);
const wallet = { ...WALLET_V1, lean: true, order: 'overlapped', zeroWinClose: true } as const;
const policy = { ...DEFAULT_BUDGETS, wallet };
const ids = { roundId: 'rnd-1', uid: 'u', spinId: 'spin-u', sessionId: 's-1', gameId: 'g-1' };
const build = { buildHash: 'sha256:x', rtpProfile: '96', fingerprint: 'f' };

/** A free round that won so much, as its draw leaves it. */
function drawn(winMinor: number, purse: string | null = null): Round {
  const bet = { spinType: 'free', stakeMinor: 50, currency: 'EUR' } as const;
  const accepted = acceptRound({ ...ids, ...build, ...bet, mode: modeOf(policy, purse, 'fs-1') }, 0);
  const said = { events: [], features: [], mechanicsVersion: 'm', telemetryRef: 't', drawnAtMs: 0 };
  const outcome = { winMinor, ...said };
  const answer = { kind: 'drawn', outcome, sessionId: 's-1', buildHash: 'sha256:x', uses: [] } as const;
  return step(accepted, { type: 'draw', answer }, policy, 1).round;
}

describe('a packet of free spins', () => {
  it.each([
    ['active', grant, 1, 999],
    ['expired', grant, 1, 1_000],
    ['spent', grant, 2, 999],
    ['spent', grant, 2, 1_000],
    ['cancelled', { ...grant, cancelledAtMs: 5 }, 1, 5],
    ['active', { ...grant, cancelledAtMs: 5 }, 1, 4],
    ['expired', { ...grant, ended: 'expired' as const }, 2, 1],
  ])('is %s by its row, its rounds and the clock', (state, row, used, nowMs) => {
    expect(grantState(row, used, nowMs)).toBe(state);
  });

  it('is over for good only when none of its spins can be given back', () => {
    expect(endOfGrant(grant, { used: 2, settled: 1 }, 2_000)).toBeUndefined();
    expect(endOfGrant(grant, { used: 1, settled: 1 }, 2_000)).toBe('expired');
    expect(endOfGrant(grant, { used: 2, settled: 2 }, 1)).toBe('spent');
    expect(endOfGrant({ ...grant, cancelledAtMs: 1 }, { used: 0, settled: 0 }, 1)).toBe('cancelled');
    expect(endOfGrant(grant, { used: 0, settled: 0 }, 999)).toBeUndefined();
  });

  it('pays for spins of its own game, currency, profile and bet', () => {
    const session = { gameId: 'g-1', currency: 'EUR', rtpProfile: '96' } as const;
    const bet = {
      roundId: 'rnd-1',
      stakeMinor: 50,
      currency: 'EUR',
      spinType: 'free',
      grantId: 'fs-1',
    } as const;
    const asked = (where: object, what: object = {}) =>
      fundingRefusal({ ...bet, ...what }, { ...session, ...where }, { grant, usedByOthers: 1 }, 1)?.code;
    expect(asked({})).toBeUndefined();
    expect(asked({ gameId: 'g-2' })).toBe('GRANT_NOT_FOUND');
    expect(asked({ currency: 'USD' })).toBe('GRANT_NOT_FOUND');
    expect(asked({ rtpProfile: '94' })).toBe('GRANT_NOT_FOUND');
    expect(asked({}, { stakeMinor: 51 })).toBe('STAKE_NOT_ALLOWED');
    expect(asked({}, { spinType: 'tournament', grantId: undefined })).toBe('GRANT_NOT_FOUND');
  });
});

describe('a free round', () => {
  it('draws first and durably, and closes nothing at the wallet, whatever the order of the wallet is', () => {
    expect(modeOf(policy, null, 'fs-1')).toMatchObject({
      order: 'outcome_first',
      lean: false,
      combined: false,
      zeroWinClose: false,
    });
  });

  it('never asks for its stake, not even from a row that was left with its outcome', () => {
    expect(nextEffect(drawn(0), policy, 5).type).toBe('wait');
  });

  it('owes its win and has paid its stake where its outcome is', () => {
    const owed = payByGrant(drawn(340), 7);
    expect(owed).toMatchObject({ state: 'DEBITED', debitReference: 'grant:fs-1', closedAtMs: null });
    expect(nextEffect(owed, policy, 7)).toEqual({ type: 'credit' });
    expect(payByGrant(drawn(0), 7)).toMatchObject({ state: 'SETTLED', closedAtMs: 7 });
  });

  it("posts its win, and no stake, to a session's own balance, however little that holds", () => {
    const { round, postings } = settleFromBalance(drawn(340, 's-1'), 0, 7);
    expect(round).toMatchObject({ state: 'SETTLED', debitReference: 'grant:fs-1' });
    expect(postings.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([['credit', 340]]);
    expect(settleFromBalance(drawn(0, 's-1'), 0, 7).postings).toEqual([]);
  });
});
