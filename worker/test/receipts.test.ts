import { env } from 'cloudflare:workers';
import { money, type Problem, type ReplayInfo, type RoundReceiptFile } from '@roundgate/contract';
import { checkReceipt } from '@roundgate/contract/receipt';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReplayGrants } from '../src/auth/replay-grants.ts';
import { readConfig } from '../src/config.ts';
import { sha256Hex } from '../src/sha256.ts';
import {
  anyone,
  asPlayer,
  certify,
  createSession,
  launch,
  newRoundId,
  openSession,
  type Player,
  signed,
  spin,
} from './client.ts';
import { BUILD_HASH, FakePartners, SEEDS } from './fake-partners.ts';

const SAMPLE_STAKE = money(100, 'EUR');

let partners: FakePartners;
let player: Player;
let roundId: string;

beforeAll(() => certify());
beforeEach(async () => {
  partners = FakePartners.installed();
  partners.winMinor = 340;
  player = await launch();
  roundId = newRoundId();
});

type Answered = RoundReceiptFile & Problem;
const receiptAsPlayer = (id = roundId, whose = player) =>
  asPlayer<Answered>(whose.token, 'GET', `/v1/rounds/${id}/receipt`);
const receiptAsOperator = (keyId = 'key-op-lantern') =>
  signed<Answered>(keyId, 'GET', `/v1/players/${player.playerId}/rounds/${roundId}/receipt`);
const grantOf = ({ replay_url }: RoundReceiptFile): string => replay_url.split('#replay=')[1] ?? '';
const open = (grant: string, buildHash = BUILD_HASH) =>
  anyone<ReplayInfo & Problem>('POST', '/v1/replays/open', { replay_grant: grant, build_hash: buildHash });

/** What an offline verifier says of a receipt; empty when all is well. */
async function faultsOf({ receipt, roots, result }: RoundReceiptFile): Promise<string[]> {
  const pins = readConfig(env).rootPins;
  const hashes = { ofText: sha256Hex, ofHex: () => '' };
  const seeds = SEEDS as Parameters<typeof checkReceipt>[0]['seeds'];
  const { checks } = await checkReceipt({ receipt, roots, pins, result, seeds }, hashes);
  return checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`);
}

describe('the receipt of a round', () => {
  it('of a free spin tells of no stake that was taken, and holds', async () => {
    const packet = { grant_id: 'fs-receipt', game_id: 'g-night-market', count: 1, bet_size: SAMPLE_STAKE };
    await signed('key-op-lantern', 'POST', `/v1/players/${player.playerId}/free-spins`, {
      ...packet,
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    });
    await spin(player, roundId, 100, { spin_type: 'free', grant_id: packet.grant_id });
    const { body } = await receiptAsPlayer();
    expect(await faultsOf(body)).toEqual([]);
    const { money: legs } = JSON.parse(atob(body.receipt.payload));
    expect(legs).toMatchObject([{ leg: 'credit', amount: { amount_minor: 340 } }]);
  });

  it('is signed for the player and for the operator, and holds against pins, chain, money and result', async () => {
    await spin(player, roundId);
    for (const { status, body } of [await receiptAsPlayer(), await receiptAsOperator()]) {
      expect(status).toBe(200);
      expect(await faultsOf(body)).toEqual([]);
      const receipt = JSON.parse(atob(body.receipt.payload));
      expect(receipt).toMatchObject({
        ...{ operator_id: 'op-lantern', player_id: player.playerId, build_hash: BUILD_HASH, country: 'MT' },
        round: { round_id: roundId, stake: { amount_minor: 100 }, win: { amount_minor: 340 } },
        draw: { seed_id: 'seed-1', seed_commitment: SEEDS[0]?.commitment, mechanics_version: 'fake/1' },
        chain: { event: { type: 'spin_finished', round_id: roundId } },
      });
      const key = receipt.round.spin_id.slice(5);
      expect(receipt.money.map((leg: Record<string, string>) => [leg.transaction_id, leg.reference])).toEqual(
        [
          [`${key}:d`, `led-${key}:d`],
          [`${key}:c:1`, `led-${key}:c:1`],
        ],
      );
    }
    expect(partners.netMinor()).toBe(240);
  });

  it("stands in the chain after the round before it, and is no other player's or operator's to read", async () => {
    partners.winMinor = 0;
    await spin(player);
    await spin(player, roundId);
    const { chain } = JSON.parse(atob((await receiptAsPlayer()).body.receipt.payload));
    expect(chain.seq).toBeGreaterThan(1);
    expect((await receiptAsPlayer(roundId, await launch())).body.code).toBe('ROUND_NOT_FOUND');
    expect((await receiptAsOperator('key-op-other')).body.code).toBe('ROUND_NOT_FOUND');
    expect((await receiptAsOperator('key-st-harbour')).body.code).toBe('FORBIDDEN');
  });

  it('is of a session that plays from a balance of its own, too', async () => {
    const purse = await launch(
      undefined,
      { transfer_in: { amount_minor: 5_000, currency: 'EUR', exponent: 2 } },
      'op-purse',
    );
    await spin(purse, roundId);
    const { body } = await receiptAsPlayer(roundId, purse);
    expect(await faultsOf(body)).toEqual([]);
    const { money } = JSON.parse(atob(body.receipt.payload));
    expect(money.map(({ moved_by }: { moved_by: string }) => moved_by)).toEqual([
      'session_balance',
      'session_balance',
    ]);
  });

  it('is refused for a round that is on its way, that took no money, or that never was', async () => {
    expect((await receiptAsPlayer()).body.code).toBe('ROUND_NOT_FOUND');
    partners.balanceMinor = 0;
    await spin(player, roundId);
    expect((await receiptAsPlayer()).body.code).toBe('ROUND_CANCELLED');
    partners.balanceMinor = 1_000;
    const { promise, resolve } = Promise.withResolvers<void>();
    partners.plan('debit', { hold: promise });
    const before = partners.count('debit');
    roundId = newRoundId();
    const playing = spin(player, roundId);
    await expect.poll(() => partners.count('debit')).toBe(before + 1);
    expect((await receiptAsPlayer()).body.code).toBe('ROUND_NOT_SETTLED');
    resolve();
    expect((await playing).status).toBe(200);
    expect((await receiptAsPlayer()).status).toBe(200);
  });

  it('leaves the draw out when other mechanics are deployed by now, and is not signed for a draw that differs', async () => {
    await spin(player, roundId);
    partners.redraws = 'other_mechanics';
    const { body } = await receiptAsPlayer();
    expect([JSON.parse(atob(body.receipt.payload)).draw, await faultsOf(body)]).toEqual([null, []]);
    for (const [redraws, code] of [
      ['differs', 'REPLAY_DIFFERS'],
      ['lost', 'UPSTREAM_UNAVAILABLE'],
    ] as const) {
      partners.redraws = redraws;
      expect((await receiptAsPlayer()).body.code).toBe(code);
    }
  });
});

describe('the replay of a round', () => {
  it('is opened by the address of its receipt, as often as wanted, and moves no money', async () => {
    const told = await spin(player, roundId);
    const { body } = await receiptAsOperator();
    expect(body.replay_url).toMatch(/\/frame\/op-lantern\/[0-9a-f]{64}\?mode=replay&country=MT#replay=eyJ/);
    const moved = partners.ledger.length;
    const [first, second] = [await open(grantOf(body)), await open(grantOf(body))];
    expect(first.body.result).toEqual(told.body.result);
    expect(second.body).toEqual(first.body);
    expect(first.body).toMatchObject({ country: 'MT', market: { age_label: '18+' }, currency: 'EUR' });
    expect(JSON.stringify(first.body)).not.toContain(player.playerId);
    expect(partners.ledger.length).toBe(moved);
  });

  it.each([
    ['other_mechanics', 'REPLAY_NOT_POSSIBLE'],
    ['differs', 'REPLAY_DIFFERS'],
    ['lost', 'UPSTREAM_UNAVAILABLE'],
  ] as const)('is refused where the draw is %s', async (redraws, code) => {
    await spin(player, roundId);
    const { body } = await receiptAsPlayer();
    partners.redraws = redraws;
    expect((await open(grantOf(body))).body.code).toBe(code);
  });

  it('does not open with another build, a forged grant, or a token of real play, and ends after a week', async () => {
    await spin(player, roundId);
    const { body } = await receiptAsPlayer();
    const grant = grantOf(body);
    expect((await open(grant, `sha256:${'0'.repeat(64)}`)).body.code).toBe('BUILD_MISMATCH');
    expect((await open(`${grant.slice(0, -8)}AAAAAAAA`)).body.code).toBe('UNAUTHENTICATED');
    expect((await open(player.token)).body.code).toBe('UNAUTHENTICATED');
    expect((await openSession(grant)).body.code).toBe('UNAUTHENTICATED');
    const session = await createSession('op-lantern', `p-${crypto.randomUUID()}`);
    expect((await open(session.body.launch_url.split('#launch=')[1] ?? '')).body.code).toBe(
      'UNAUTHENTICATED',
    );
    const grants = createReplayGrants(readConfig(env));
    const subject = {
      operatorId: 'op-lantern',
      playerId: 'p-1',
      roundId,
      gameId: 'g-1',
      buildHash: BUILD_HASH,
    };
    const nowMs = Date.UTC(2026, 0, 31);
    const { token, expiresAtMs } = await grants.issue(subject, nowMs);
    expect((expiresAtMs - nowMs) / 86_400_000).toBe(7);
    expect(await grants.verify(token, nowMs)).toEqual(subject);
    expect(await grants.verify(token, expiresAtMs + 1_000)).toBe('TOKEN_EXPIRED');
  });
});
