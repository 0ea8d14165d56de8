import { abortAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { EMPTY_CHAIN, findBreak } from '@roundgate/contract/audit';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '../src/sha256.ts';
import {
  asPlayer,
  certify,
  getRound,
  launch,
  NO_FLAGS,
  newRoundId,
  objectOf,
  type Player,
  signed,
  spin,
} from './client.ts';
import { FakePartners } from './fake-partners.ts';
import { drained } from './history-kit.ts';

let partners: FakePartners;
let player: Player;

beforeAll(() => certify());
beforeEach(async () => {
  partners = FakePartners.installed();
  player = await launch();
});

describe('a round', () => {
  it('takes the stake and pays the win', async () => {
    partners.winMinor = 340;
    const answer = await spin(player);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      status: 'finished',
      settlement: 'done',
      replayed: false,
      result: { win: { amount_minor: 340 } },
    });
    expect(partners.netMinor()).toBe(240);
    expect(answer.body.balance?.amount_minor).toBe(100_240);
  });

  it('sends no credit when nothing was won', async () => {
    expect((await spin(player)).status).toBe(200);
    expect(partners.calls.filter((call) => call !== 'announce' && call !== 'balance')).toEqual([
      'draw',
      'debit',
    ]);
  });

  it('answers a repeat with the same result, byte for byte, and moves no money', async () => {
    partners.winMinor = 50;
    const id = newRoundId();
    const first = await spin(player, id);
    const second = await spin(player, id);
    expect(second.body.replayed).toBe(true);
    expect(JSON.stringify(second.body.result)).toBe(JSON.stringify(first.body.result));
    expect(partners.ledger).toHaveLength(2);
  });

  it('debits once for duplicates sent in parallel', async () => {
    const id = newRoundId();
    const answers = await Promise.all([spin(player, id), spin(player, id), spin(player, id)]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body.result))).size).toBe(1);
    expect(partners.count('debit')).toBe(1);
  });

  it('refuses the same id with another stake, while in flight and afterwards', async () => {
    const id = newRoundId();
    const [first, second] = await Promise.all([spin(player, id, 100), spin(player, id, 200)]);
    expect([first.status, second.status]).toEqual([200, 409]);
    expect((await spin(player, id, 200)).body.code).toBe('IDEMPOTENCY_CONFLICT');
    expect(partners.netMinor()).toBe(-100);
  });

  it('keeps a second round out while one is undecided', async () => {
    let release = () => {};
    partners.plan('debit', {
      hold: new Promise<void>((resolve) => {
        release = resolve;
      }),
    });
    const first = spin(player);
    await expect.poll(() => partners.count('debit')).toBe(1);
    const second = await spin(player);
    expect(second.status).toBe(409);
    expect(second.body.code).toBe('ROUND_OPEN');
    expect(second.headers.get('retry-after')).toBe('1');
    release();
    expect((await first).status).toBe(200);
  });

  it('is declined with no money moved when the wallet refuses the stake, and the draw is voided', async () => {
    partners.balanceMinor = 10;
    const id = newRoundId();
    const answer = await spin(player, id);
    expect([answer.status, answer.body.code]).toEqual([422, 'INSUFFICIENT_FUNDS']);
    expect(partners.ledger).toEqual([]);
    expect(partners.voided.size).toBe(1);
    expect((await spin(player, id)).body.code).toBe('INSUFFICIENT_FUNDS');
    expect((await getRound(player, id)).body.status).toBe('declined');
  });

  it('leaves no trace of a bet that the RGS knows under another stake', async () => {
    const id = newRoundId();
    partners.plan('draw', { refuse: 'IDEMPOTENCY_CONFLICT' });
    expect((await spin(player, id, 200)).body.code).toBe('IDEMPOTENCY_CONFLICT');
    expect((await spin(player, id, 100)).status).toBe(200);
  });
});

describe('an answer that is lost', () => {
  it('of a debit that was applied leads to one debit and the win', async () => {
    partners.winMinor = 500;
    partners.plan('debit', 'lost_after');
    expect((await spin(player)).status).toBe(200);
    expect(partners.count('debit')).toBe(2);
    expect(partners.netMinor()).toBe(400);
  });

  it.each(['garbage', 'other_amount', 'error_500', 'lost_before'] as const)(
    'of a debit (%s) is unknown, never a refusal',
    async (fault) => {
      partners.plan('debit', fault);
      expect((await spin(player)).status).toBe(200);
      expect(partners.count('debit')).toBe(2);
      expect(partners.netMinor()).toBe(-100);
    },
  );

  it('of a credit is sent again under the same key until it is known', async () => {
    partners.winMinor = 500;
    partners.plan('credit', 'lost_after', 'garbage', 'lost_before');
    expect((await spin(player)).body.settlement).toBe('done');
    expect(partners.netMinor()).toBe(400);
  });

  it('of a draw brings the same draw back', async () => {
    partners.winMinor = 120;
    partners.plan('draw', 'lost_after');
    expect((await spin(player)).body.result.win.amount_minor).toBe(120);
    expect(partners.draws.size).toBe(1);
  });

  it('followed by a refusal is undone, not believed: an earlier send may have landed', async () => {
    partners.plan('debit', 'lost_after', { refuse: 'SESSION_ENDED' });
    const answer = await spin(player);
    expect(answer.body.code).toBe('SESSION_ENDED');
    expect(partners.count('rollback')).toBe(1);
    expect(partners.netMinor()).toBe(0);
  });
});

describe('after the object is aborted', () => {
  it.each(['draw', 'debit', 'credit'] as const)(
    'in the middle of a %s, the same request ends the round once',
    async (call) => {
      partners.winMinor = 700;
      let release = () => {};
      partners.plan(call, {
        hold: new Promise<void>((resolve) => {
          release = resolve;
        }),
      });
      const id = newRoundId();
      const first = spin(player, id).catch(() => undefined);
      await expect.poll(() => partners.count(call)).toBe(1);
      await abortAllDurableObjects();
      release();
      await first;
      const answer = await spin(player, id);
      expect(answer.status).toBe(200);
      expect(answer.body.result.win.amount_minor).toBe(700);
      expect(partners.netMinor()).toBe(600);
      expect(partners.ledger.filter((posting) => posting.kind === 'debit')).toHaveLength(1);
    },
  );

  it('with its alarm lost, the constructor arms a new one and the round is settled without a request', async () => {
    partners.winMinor = 700;
    let release = () => {};
    partners.plan('credit', {
      hold: new Promise<void>((resolve) => {
        release = resolve;
      }),
    });
    const first = spin(player).catch(() => undefined);
    await expect.poll(() => partners.count('credit')).toBe(1);
    await runInDurableObject(objectOf(player), (_, state) => state.storage.deleteAlarm());
    await abortAllDurableObjects();
    release();
    await first;
    const armed = await runInDurableObject(objectOf(player), (_, state) => state.storage.getAlarm());
    expect(armed).not.toBeNull();
    await drained(player);
    expect(partners.netMinor()).toBe(600);
  });
});

describe('responsible gaming', () => {
  const block = (flags: object) =>
    signed('key-op-lantern', 'PUT', `/v1/players/${player.playerId}/rg-flags`, {
      rg_flags: flags,
      reason: 'test',
    });

  it('blocks the very next spin', async () => {
    expect((await spin(player)).status).toBe(200);
    expect((await block({ ...NO_FLAGS, self_excluded: true })).status).toBe(200);
    const answer = await spin(player);
    expect([answer.status, answer.body.code]).toEqual([403, 'RG_BLOCKED']);
    expect(partners.count('debit')).toBe(1);
  });

  it('that arrives while the RGS draws still keeps the stake from being taken', async () => {
    let release = () => {};
    partners.plan('draw', {
      hold: new Promise<void>((resolve) => {
        release = resolve;
      }),
    });
    const pending = spin(player);
    await expect.poll(() => partners.count('draw')).toBe(1);
    await block({ ...NO_FLAGS, blocked: true });
    release();
    expect((await pending).body.code).toBe('RG_BLOCKED');
    expect(partners.count('debit')).toBe(0);
    expect(partners.voided.size).toBe(1);
  });

  it('lets a lifted block play again', async () => {
    await block({ ...NO_FLAGS, blocked: true });
    await block(NO_FLAGS);
    expect((await spin(player)).status).toBe(200);
  });
});

describe('the event chain', () => {
  it('holds one event per closed round, is whole, and reaches the write-once store', async () => {
    partners.winMinor = 30;
    await spin(player);
    partners.balanceMinor = 0;
    await spin(player);
    await expect
      .poll(
        async () => {
          await runDurableObjectAlarm(objectOf(player));
          const audit = await signed<{ events: never[] }>(
            'key-op-lantern',
            'GET',
            `/v1/players/${player.playerId}/events`,
          );
          return audit.body.events.length;
        },
        { timeout: 10_000 },
      )
      .toBe(3);
    const audit = await signed<{
      events: Parameters<typeof findBreak>[2];
      chain_head: { seq: number; hash: string };
    }>('key-op-lantern', 'GET', `/v1/players/${player.playerId}/events`);
    expect(audit.body.events.map(({ event }) => event.type)).toEqual(['rg_event', 'spin_finished', 'error']);
    expect(findBreak(sha256Hex, EMPTY_CHAIN, audit.body.events)).toBeUndefined();
    expect(audit.body.chain_head.hash).toBe(audit.body.events.at(-1)?.hash);
  });

  it('is pulled from its source and stored where the bus lost a part', async () => {
    const trail = async (query: string) => {
      const path = `/v1/players/${player.playerId}/events${query}`;
      return (await signed<{ events: Parameters<typeof findBreak>[2] }>('key-op-lantern', 'GET', path)).body
        .events;
    };
    for (let round = 0; round < 3; round += 1) await spin(player);
    expect(await trail('')).toEqual([]);
    const pulled = await trail('?pull=missing');
    expect(pulled.map(({ event }) => event.type)).toEqual(['rg_event', ...Array(3).fill('spin_finished')]);
    expect(findBreak(sha256Hex, EMPTY_CHAIN, pulled)).toBeUndefined();
    expect(await trail('')).toEqual(pulled);
  });
});

describe('history', () => {
  it('lists own rounds newest first, in pages', async () => {
    const ids = [newRoundId(), newRoundId(), newRoundId()];
    for (const id of ids) await spin(player, id);
    type Page = { rounds: { round_id: string; state: string }[]; next_before: string | null };
    const first = await asPlayer<Page>(player.token, 'GET', '/v1/rounds?limit=2');
    expect(first.body.rounds.map((round) => round.round_id)).toEqual([ids[2], ids[1]]);
    const second = await asPlayer<Page>(
      player.token,
      'GET',
      `/v1/rounds?limit=2&before=${first.body.next_before}`,
    );
    expect(second.body.rounds.map((round) => round.round_id)).toEqual([ids[0]]);
    expect(second.body.next_before).toBeNull();
  });
});

describe('a new login in the middle of a round', () => {
  it('meets the same round with the same result', async () => {
    partners.winMinor = 90;
    const id = newRoundId();
    const first = await spin(player, id);
    const again = await launch(player.playerId);
    const second = await spin(again, id);
    expect(JSON.stringify(second.body.result)).toBe(JSON.stringify(first.body.result));
    expect(second.body.result.session_id).toBe(player.sessionId);
    expect(partners.netMinor()).toBe(-10);
  });
});
