import { abortAllDurableObjects, runInDurableObject } from 'cloudflare:test';
import type { BusEvent, CampaignPlayer, FreeSpinGrant, SessionInfo } from '@roundgate/contract';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { campaignsOf } from '../src/adapters/campaigns.ts';
import {
  asked,
  campaignObjectOf,
  drained,
  newCampaignId,
  type Placed,
  type Results,
  recomputed,
  rulesWith,
  settled,
} from './campaign-kit.ts';
import {
  asPlayer,
  certify,
  createSession,
  launch,
  NO_FLAGS,
  objectOf,
  type Player,
  signed,
  signedText,
  spin,
} from './client.ts';
import { FakePartners } from './fake-partners.ts';
import { eventsOf } from './jackpot-kit.ts';

const OPERATOR = 'op-lantern';
let partners: FakePartners;
beforeAll(() => certify());
beforeEach(() => {
  partners = FakePartners.installed();
});

const newPlayers = (count: number): string[] =>
  Array.from({ length: count }, () => `p-${crypto.randomUUID()}`);
const chainOf = (playerId: string): Promise<BusEvent[]> =>
  eventsOf({ operatorId: OPERATOR, playerId } as Player);
const sort = (events: readonly BusEvent[], type: BusEvent['type']) =>
  events.filter((event) => event.type === type);

/** A campaign that is made and running. */
async function made(change: Parameters<typeof rulesWith>[0] = {}): Promise<string> {
  const campaignId = newCampaignId();
  const { status, text } = await asked('PUT', campaignId, '', rulesWith(change));
  expect(status, text).toBe(200);
  return campaignId;
}
const add = async (campaignId: string, players: readonly string[]): Promise<Placed[]> =>
  (await asked<{ players: Placed[] }>('POST', campaignId, '/players', { players })).body.players;
const listed = async (campaignId: string): Promise<CampaignPlayer[]> =>
  (await asked<{ players: CampaignPlayer[] }>('GET', campaignId, '/players?limit=1000')).body.players;
const packetsOf = async (playerId: string): Promise<FreeSpinGrant[]> => {
  const path = `/v1/players/${playerId}/free-spins`;
  return (await signed<{ grants: FreeSpinGrant[] }>('key-op-lantern', 'GET', path)).body.grants;
};
/** Players of a campaign that were given what their arm holds: some with the packet, some without. */
async function placed(campaignId: string, each: number): Promise<Record<'two' | 'none', string[]>> {
  const answers = await add(campaignId, newPlayers(8 * each + 24));
  const of = (arm: string) => answers.filter((one) => one.arm === arm).map(({ player_id }) => player_id);
  await drained(campaignId);
  expect(Math.min(of('two').length, of('none').length)).toBeGreaterThanOrEqual(each);
  return { two: of('two').slice(0, each), none: of('none').slice(0, each) };
}
const exclude = (playerId: string) =>
  signed('key-op-lantern', 'PUT', `/v1/players/${playerId}/rg-flags`, {
    rg_flags: { ...NO_FLAGS, self_excluded: true },
    reason: 'asked by the player',
  });

describe('a campaign', () => {
  it('is made once: the same again is there already, other content is a conflict, another operator has none', async () => {
    const [campaignId, rules] = [newCampaignId(), rulesWith()];
    type Made = { already_there: boolean };
    expect((await asked<Made>('PUT', campaignId, '', rules)).body.already_there).toBe(false);
    expect((await asked<Made>('PUT', campaignId, '', rules)).body.already_there).toBe(true);
    const other = await asked('PUT', campaignId, '', { ...rules, counts: 'all_games' });
    expect([other.status, other.body.code]).toEqual([409, 'IDEMPOTENCY_CONFLICT']);
    for (const rest of ['', '/players', '/results'])
      expect((await asked('GET', campaignId, rest, undefined, 'op-other')).body.code).toBe(
        'CAMPAIGN_NOT_FOUND',
      );
    const all = await signed<{ campaigns: { campaign_id: string }[] }>(
      'key-op-lantern',
      'GET',
      '/v1/campaigns',
    );
    expect(all.body.campaigns.map(({ campaign_id }) => campaign_id)).toContain(campaignId);
  });

  it('names the field that is wrong', async () => {
    const fields = async (change: object) =>
      (await asked('PUT', newCampaignId(), '', { ...rulesWith(), ...change })).body.errors?.map(
        ({ field }) => field,
      );
    const past = { starts_at: '2026-01-01T00:00:00.000Z', ends_at: '2026-01-02T00:00:00.000Z' };
    expect(await fields(past)).toEqual(['ends_at']);
    expect(await fields({ game_id: 'g-nowhere' })).toEqual(['game_id']);
    expect(await fields({ currency: 'USD' })).toEqual(['arms.0.packet.bet_size.currency']);
    const campaignId = await made({ audience: 'sessions', game_id: 'g-pier' });
    const wrong = await asked('POST', campaignId, '/players', { players: newPlayers(1) });
    expect(wrong.body.errors?.map(({ field }) => field)).toEqual(['players']);
  });

  it('waits for its beginning', async () => {
    const campaignId = await made({ starts_at: new Date(Date.now() + 3_600_000).toISOString() });
    const [player] = await add(campaignId, newPlayers(1));
    const dueAtMs = await runInDurableObject(campaignObjectOf(campaignId), (_, { storage }) =>
      storage.getAlarm(),
    );
    expect(player?.state).toBe('waiting');
    expect((dueAtMs ?? 0) - Date.now()).toBeGreaterThan(3_500_000);
  });
});

it('gives each of 200 listed players the packet of its arm once, while answers are lost and objects die', {
  timeout: 120_000,
}, async () => {
  const campaignId = await made();
  const players = newPlayers(200);
  const [blocked = '', closed = ''] = players;
  await Promise.all([exclude(blocked), exclude(closed)]);
  partners.chance = (call) => {
    const calls = partners.count('grant');
    if (call !== 'grant') return undefined;
    return calls % 3 === 0 ? 'lost_after' : calls % 7 === 0 ? 'lost_before' : undefined;
  };
  const pages = [players.slice(0, 120), players.slice(80)];
  for (const page of pages) expect(await add(campaignId, page)).toHaveLength(page.length);
  const driving = drained(campaignId);
  for (const asked of [5, 20, 40, 60]) {
    await vi.waitUntil(() => partners.count('grant') >= asked, { timeout: 10_000, interval: 1 });
    await abortAllDurableObjects();
  }
  await driving;
  partners.chance = undefined;
  const told = await listed(campaignId);
  expect(told.map(({ player_id }) => player_id).sort()).toEqual([...players].sort());
  const chains = await Promise.all(told.map(({ player_id }) => chainOf(player_id)));
  for (const [index, { player_id, state, reason, arm, grant_id }] of told.entries()) {
    const chain = chains[index] ?? [];
    const given = sort(chain, 'free_spins_granted').map((event) => 'grant_id' in event && event.grant_id);
    const isBlocked = player_id === blocked || player_id === closed;
    const expected = isBlocked ? 'refused' : arm === 'two' ? 'given' : 'control';
    expect([state, reason], player_id).toEqual([expected, isBlocked ? 'RG_BLOCKED' : null]);
    expect(given).toEqual(expected === 'given' ? [grant_id] : []);
    expect(sort(chain, 'campaign_assigned')).toHaveLength(isBlocked ? 0 : 1);
  }
  const again = await add(campaignId, players.slice(0, 3));
  expect(again.every(({ already_there, state }) => already_there && state !== 'waiting')).toBe(true);
});

describe('an exposure', () => {
  it('is told once over many sessions, of a control as of a packet, where the game is first shown', async () => {
    const campaignId = await made();
    const { two, none } = await placed(campaignId, 1);
    for (const playerId of [...two, ...none]) {
      expect(sort(await chainOf(playerId), 'campaign_exposed')).toEqual([]);
      const first = await launch(playerId);
      await launch(playerId, { currency: 'EUR' });
      await asPlayer(first.token, 'GET', '/v1/session');
      const exposed = sort(await chainOf(playerId), 'campaign_exposed');
      expect(exposed).toMatchObject([{ campaign_id: campaignId, session_id: first.sessionId }]);
    }
  });

  it('comes of a session that was open when the place was given, and of none in another currency', async () => {
    const dollars = rulesWith().arms.filter(({ packet }) => !packet);
    const [campaignId, other] = [await made(), await made({ currency: 'USD', arms: dollars })];
    const player = await launch();
    for (const one of [campaignId, other]) {
      await add(one, [player.playerId]);
      await drained(one);
    }
    const exposed = async () => sort(await chainOf(player.playerId), 'campaign_exposed');
    expect(await exposed()).toEqual([]);
    await asPlayer(player.token, 'GET', '/v1/session');
    expect(await exposed()).toMatchObject([{ campaign_id: campaignId, session_id: player.sessionId }]);
  });
});

describe('a campaign that is stopped', () => {
  it('takes back what was not played and exposes nobody any more, of either arm', async () => {
    const campaignId = await made();
    const { two, none } = await placed(campaignId, 2);
    const [played = '', unplayed = ''] = two;
    const player = await launch(played);
    const [packet] = await packetsOf(played);
    const bet = { spin_type: 'free', grant_id: packet?.grant_id };
    expect((await spin(player, undefined, 50, bet)).status).toBe(200);
    const { body } = await asked('POST', campaignId, '/stop', { cancel_unplayed: true });
    expect(body).toMatchObject({ state: 'stopped', cancel_unplayed: true });
    await drained(campaignId);
    expect([await packetsOf(played), await packetsOf(unplayed)]).toMatchObject([
      [{ state: 'cancelled', used: 1 }],
      [{ state: 'cancelled', used: 0 }],
    ]);
    for (const playerId of [unplayed, ...none]) {
      await launch(playerId);
      expect(sort(await chainOf(playerId), 'campaign_exposed')).toEqual([]);
    }
    const [late] = await add(campaignId, newPlayers(1));
    expect(late).toMatchObject({ state: 'refused', reason: 'CAMPAIGN_OVER' });
    expect((await listed(campaignId)).every(({ withdrawn }) => withdrawn)).toBe(true);
  });

  it('gives nothing to who was not asked yet, and leaves packets that are given', async () => {
    const campaignId = await made({ starts_at: new Date(Date.now() + 3_600_000).toISOString() });
    await add(campaignId, newPlayers(2));
    await asked('POST', campaignId, '/stop', { cancel_unplayed: false });
    expect((await listed(campaignId)).map(({ reason }) => reason)).toEqual([
      'CAMPAIGN_OVER',
      'CAMPAIGN_OVER',
    ]);
    const given = await made();
    const { two } = await placed(given, 1);
    await asked('POST', given, '/stop', { cancel_unplayed: false });
    await drained(given);
    expect(await packetsOf(two[0] ?? '')).toMatchObject([{ state: 'active' }]);
  });

  it('has the last word over a call that comes late', async () => {
    const [campaignId, playerId] = [newCampaignId(), `p-${crypto.randomUUID()}`];
    const who = { operatorId: OPERATOR, playerId };
    const [packet] = rulesWith().arms;
    const campaign = { campaignId, rules: rulesWith({ arms: packet ? [packet] : [] }) };
    const over = { state: 'refused', reason: 'CAMPAIGN_OVER' };
    expect(await objectOf(who).leaveCampaign(who, campaign, false)).toEqual(over);
    expect(await objectOf(who).enrol(who, campaign, 'a'.repeat(32))).toEqual(over);
    expect(await packetsOf(playerId)).toEqual([]);
  });
});

describe('a campaign for whoever opens a session', () => {
  const operatorId = 'op-other';
  const offersOf = async ({ token }: Player) =>
    (await asPlayer<SessionInfo>(token, 'GET', '/v1/session')).body.free_spins ?? [];

  it('gives its packet within the first session, once, and stands on the list', async () => {
    const campaignId = newCampaignId();
    const [packet] = rulesWith().arms;
    const rules = rulesWith({ audience: 'sessions', arms: packet ? [packet] : [] });
    expect((await asked('PUT', campaignId, '', rules, operatorId)).status).toBe(200);
    let player: Player | undefined;
    // An isolate reads the board once in a while.
    await vi.waitUntil(
      async () => {
        player = await launch(undefined, {}, operatorId);
        return (await offersOf(player)).length === 1;
      },
      { timeout: 10_000, interval: 250 },
    );
    const { playerId } = player ?? { playerId: '' };
    expect(await offersOf(await launch(playerId, {}, operatorId))).toHaveLength(1);
    const chain = await eventsOf({ operatorId, playerId } as Player);
    const told = ['free_spins_granted', 'campaign_assigned', 'campaign_exposed'] as const;
    expect(told.map((type) => sort(chain, type).length)).toEqual([1, 1, 1]);
    await drained(campaignId, operatorId);
    const path = '/players?state=given';
    const { body } = await asked<{ players: CampaignPlayer[] }>(
      'GET',
      campaignId,
      path,
      undefined,
      operatorId,
    );
    expect(body.players.map(({ player_id }) => player_id)).toContain(playerId);
    await asked('POST', campaignId, '/stop', { cancel_unplayed: true }, operatorId);
    await drained(campaignId, operatorId);
    expect(await offersOf(await launch(playerId, {}, operatorId))).toEqual([]);
    expect(await campaignObjectOf(campaignId, operatorId).admit('p-late')).toBe(false);
  });

  it('keeps no session waiting for a board that does not answer', async () => {
    const boardOf = (running: () => Promise<never>) =>
      ({ CAMPAIGN_BOARD: { getByName: () => ({ running }) } }) as unknown as Parameters<
        typeof campaignsOf
      >[0];
    const dead = boardOf(() => Promise.reject(new Error('gone')));
    expect(await campaignsOf(dead, 'op-dead', 1_000)).toEqual([]);
    const silent = boardOf(() => new Promise<never>(() => {}));
    expect(await campaignsOf(silent, 'op-silent', 1_000)).toEqual([]);
  });
});

describe('the results of a campaign', () => {
  it('are what the events come to, to the unit, by arm among the exposed', async () => {
    const campaignId = await made();
    const { two, none } = await placed(campaignId, 3);
    const players = [...two, ...none];
    const early = await launch(`p-${crypto.randomUUID()}`);
    await spin(early, undefined, 700);
    await add(campaignId, [early.playerId]);
    await drained(campaignId);
    const wins = [0, 340, 20, 0, 1_250, 90];
    for (const [index, playerId] of [...players.slice(0, 5), early.playerId].entries()) {
      const player = await launch(playerId);
      partners.winMinor = wins[index] ?? 0;
      for (let round = 0; round <= index % 3; round += 1) await spin(player, undefined, 100 + 10 * index);
      const [packet] = await packetsOf(playerId);
      if (packet) await spin(player, undefined, 50, { spin_type: 'free', grant_id: packet.grant_id });
    }
    const everyone = (await listed(campaignId)).map(({ player_id }) => player_id);
    await settled(everyone.map((playerId) => ({ operatorId: OPERATOR, playerId })));
    // What comes twice counts once.
    await settled([{ operatorId: OPERATOR, playerId: early.playerId }]);
    const { body } = await asked<Results>('GET', campaignId, '/results');
    const plain = recomputed(campaignId, await Promise.all(everyone.map(chainOf)));
    expect(body.reference).toBe('none');
    for (const own of body.arms) {
      const from = plain.get(own.arm);
      if (!from) throw new Error(`nobody in ${own.arm}`);
      const counts = [own.assigned, own.exposed, own.packets_given, own.packet_spins, own.bonus_cost_minor];
      expect(counts).toEqual([
        from.assigned,
        from.exposed.length,
        from.given,
        from.spins,
        String(from.bonus),
      ]);
      for (const [column, figure] of own.figures.entries()) {
        const values = from.exposed.map((row) => row[column] ?? 0);
        const sum = values.reduce((total, value) => total + value, 0);
        const squares = values.reduce((total, value) => total + value * value, 0);
        expect([figure.sum, figure.sum_of_squares], figure.metric).toEqual([String(sum), String(squares)]);
        expect(figure.mean).toBeCloseTo(sum / values.length, 9);
        expect(figure.difference === null).toBe(own.arm === 'none');
      }
    }
    const [given] = body.arms;
    expect([given?.exposed, Number(given?.bonus_cost_minor)]).not.toContain(0);
    const csv = await signedText('key-op-lantern', `/v1/campaigns/${campaignId}/results?format=csv`);
    const [head, ...lines] = csv.trimEnd().split('\r\n');
    expect(head).toMatch(/^campaign_id,arm,weight,.*,degrees_of_freedom$/);
    expect(lines).toHaveLength(8);
    expect(lines[2]).toContain(`${campaignId},two,1,false,false,EUR,`);
  });

  it('leave out test accounts, and who may not play is in neither arm', async () => {
    const campaignId = await made();
    const tester = `p-test-${crypto.randomUUID()}`;
    const [blocked = ''] = newPlayers(1);
    await createSession(OPERATOR, blocked);
    await exclude(blocked);
    await add(campaignId, [tester, blocked]);
    await drained(campaignId);
    await launch(tester);
    await settled([tester, blocked].map((playerId) => ({ operatorId: OPERATOR, playerId })));
    const { body } = await asked<Results>('GET', campaignId, '/results');
    expect(body.arms.map(({ assigned, exposed }) => [assigned, exposed])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(body.arms[0]?.figures[0]).toMatchObject({ sum: '0', mean: null, difference: null });
  });
});
