import { describe, expect, it } from 'vitest';
import type { Claim, ClaimAnswer, JackpotPort } from '../domain/jackpots/port.ts';
import type { RgsPort } from '../domain/ports.ts';
import type { DrawAnswer } from '../domain/rounds/inputs.ts';
import type { Round } from '../domain/rounds/round.ts';
import { withJackpots } from './jackpot-rgs.ts';

const ALLOWED = { autoplay: true, turbo: true, bonus_buy: true, jackpot: true };
const ROUND = { uid: 'u1', gameId: 'g-a', currency: 'EUR', spinType: 'cash' } as Round;
const DRAWN: DrawAnswer = {
  kind: 'drawn',
  ...{ sessionId: 's-1', buildHash: 'sha256:1', uses: ['jackpot'], hit: { jackpotId: 'a', run: 3 } },
  outcome: {
    ...{ winMinor: 5, events: [], features: [], mechanicsVersion: 'm' },
    ...{ telemetryRef: 't', drawnAtMs: 1 },
  },
};

/** A game server that always hits, before pools that answer as they are told; what they are asked is noted. */
function world(answers: readonly ClaimAnswer[], features = ALLOWED, releases: readonly boolean[] = []) {
  const asked: { offers: number; claims: Claim[]; released: string[] } = {
    ...{ offers: 0, claims: [], released: [] },
  };
  const jackpots: JackpotPort = {
    offers: async () => {
      asked.offers += 1;
      return [];
    },
    claim: async (_, claim) => answers[asked.claims.push(claim) - 1] ?? { kind: 'refused' },
    release: async (jackpotId, key) => releases[asked.released.push(`${jackpotId} ${key}`) - 1] ?? true,
  };
  const rgs: RgsPort = {
    announce: async () => 'ok',
    grant: async () => ({ kind: 'ok' }),
    draw: async () => DRAWN,
    void: async () => ({ kind: 'voided', jackpotId: 'a' }),
  };
  return { asked, rgs: withJackpots(rgs, jackpots, features) };
}

describe('a draw that hit', () => {
  it('waits for its pool: no answer is no outcome, and the next attempt claims under the same key', async () => {
    const { asked, rgs } = world([
      { kind: 'unknown', why: 'down' },
      { kind: 'won', amountMinor: 900 },
    ]);
    expect(await rgs.draw(ROUND, 't')).toEqual({ kind: 'unknown', why: 'the pool: down' });
    const second = await rgs.draw(ROUND, 't');
    expect(second).toMatchObject({ outcome: { winMinor: 5, jackpot: { jackpotId: 'a', amountMinor: 900 } } });
    expect(second).not.toHaveProperty('hit');
    expect(asked.claims.map(({ key, run }) => [key, run])).toEqual([
      ['u1:j', 3],
      ['u1:j', 3],
    ]);
  });

  it('of a run that was won already is a draw without a jackpot; one that the pool refuses is refused', async () => {
    const { rgs } = world([{ kind: 'missed' }]);
    const missed = await rgs.draw(ROUND, 't');
    expect(missed.kind === 'drawn' && missed.outcome.jackpot).toBe(undefined);
    expect(await rgs.draw(ROUND, 't')).toEqual({ kind: 'refused', code: 'ROUND_REFUSED' });
  });

  it('claims nothing where the market forbids jackpots, and no meter is offered there or to a free spin', async () => {
    const { asked, rgs } = world([], { ...ALLOWED, jackpot: false });
    expect((await rgs.draw(ROUND, 't')).kind).toBe('refused');
    const free = world([]);
    await free.rgs.draw({ ...ROUND, spinType: 'free' }, 't');
    expect([asked.offers, asked.claims.length, free.asked.offers]).toEqual([0, 0, 0]);
  });
});

it('a void counts once the pool has its money back', async () => {
  const { asked, rgs } = world([], ALLOWED, [false, true]);
  expect((await rgs.void(ROUND, 'discard', 't')).kind).toBe('unknown');
  expect((await rgs.void(ROUND, 'discard', 't')).kind).toBe('voided');
  expect(asked.released).toEqual(['a u1:j', 'a u1:j']);
});
