import { evictAllDurableObjects, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { OPERATIONS } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { openSession, post, replay, spinBody, unique, voidOf } from '../../../test/client.ts';
import { shardName } from '../../storage/shards.ts';

const SPINS = '/rgs/v1/spins';
const VOID = '/rgs/v1/spins/void';

describe('a void', () => {
  it('closes a key that was never seen, for ever', async () => {
    const spin = spinBody(await openSession());
    const answer = await post(VOID, voidOf(spin, 'keep'));
    expect(OPERATIONS.rgsVoid.response.parse(answer.body)).toEqual({
      idempotency_key: spin.idempotency_key,
      status: 'voided',
      jackpot_id: null,
    });
    expect((await post(VOID, voidOf(spin, 'keep'))).body.status).toBe('voided');
    await evictAllDurableObjects();
    expect(await post(SPINS, spin)).toMatchObject({ status: 409, body: { code: 'ROUND_CLOSED' } });
  });

  it('needs no session', async () => {
    expect((await post(VOID, voidOf(spinBody(`s-${unique()}`), 'discard'))).body.status).toBe('voided');
  });

  it('keeps a drawn spin when asked to, and discards it when asked to', async () => {
    const spin = spinBody(await openSession());
    const drawn = await post(SPINS, spin);
    expect((await post(VOID, voidOf(spin, 'keep'))).body.status).toBe('already_drawn');
    expect((await post(SPINS, spin)).body).toEqual({ ...drawn.body, replayed: true });
    expect((await post(VOID, voidOf(spin, 'discard'))).body.status).toBe('voided');
    expect((await post(VOID, voidOf(spin, 'keep'))).body.status).toBe('voided');
    expect(await post(SPINS, spin)).toMatchObject({ status: 409, body: { code: 'ROUND_CLOSED' } });
    expect((await replay(spin.idempotency_key)).body).toMatchObject({ voided: true, matches: true });
  });

  it('races with its spin to one of two consistent ends', async () => {
    const session = await openSession();
    for (let round = 0; round < 10; round += 1) {
      const spin = spinBody(session);
      const [drawn, closed] = await Promise.all([post(SPINS, spin), post(VOID, voidOf(spin, 'keep'))]);
      const ends = [`${drawn.status}`, closed.body.status].join(' ');
      expect(['200 already_drawn', '409 voided']).toContain(ends);
    }
  });

  it('of another round under the same key is refused', async () => {
    const spin = spinBody(await openSession());
    await post(SPINS, spin);
    const answer = await post(VOID, { ...voidOf(spin, 'discard'), round_id: `rnd-${unique()}` });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'round_id' }] } });
    expect((await post(SPINS, spin)).status).toBe(200);
  });
});

describe('a replay', () => {
  it('draws the spin again, to the same result, and shows seed, nonce, model and draws', async () => {
    const spin = spinBody(await openSession());
    const drawn = OPERATIONS.rgsSpin.response.parse((await post(SPINS, spin)).body);
    await evictAllDurableObjects();
    const again = OPERATIONS.rgsReplay.response.parse((await replay(spin.idempotency_key)).body);
    expect(again).toMatchObject({
      matches: true,
      voided: false,
      nonce: spin.idempotency_key,
      win: drawn.outcome.win,
    });
    expect(again.events).toEqual(drawn.outcome.events);
    expect(again.draws.map(({ label, bound }) => `${label}<${bound}`)).toEqual(
      [0, 1, 2, 3, 4].map((reel) => `base/${reel}<30`),
    );
    expect(again.events[0]).toMatchObject({ stops: again.draws.map((draw) => draw.value) });
    expect(again.seed_id).toMatch(/^seed-[0-9a-f]{16}$/);
  });

  it('finds the draw log that was stored with the spin', async () => {
    const spin = spinBody(await openSession());
    await post(SPINS, spin);
    const { draws } = OPERATIONS.rgsReplay.response.parse((await replay(spin.idempotency_key)).body);
    const stub = env.SPINS.get(env.SPINS.idFromName(shardName(spin.idempotency_key)));
    const stored = await runInDurableObject(stub, (_, state) =>
      state.storage.sql
        .exec<{ draws: string }>('SELECT draws FROM spins WHERE key = ?', spin.idempotency_key)
        .one(),
    );
    expect(JSON.parse(stored.draws)).toEqual(draws.map(({ label, bound, value }) => [label, bound, value]));
  });

  it('tells a stored row that was changed, whichever part of it', async () => {
    const changes = [
      `outcome = replace(outcome, '"winMinor":', '"winMinor":9')`,
      `outcome = 'nonsense'`,
      'stake_minor = 200',
      'stake_minor = 7',
      `nonce = 'another'`,
      `session_id = 's-other'`,
      `build_hash = 'sha256:${'4a'.repeat(32)}'`,
      'drawn_ms = drawn_ms + 1',
      `draws = replace(draws, 'base/0', 'base/1')`,
      `draws = ''`,
    ];
    const session = await openSession();
    for (const change of changes) {
      const spin = spinBody(session);
      await post(SPINS, spin);
      expect((await replay(spin.idempotency_key)).body.matches).toBe(true);
      const stub = env.SPINS.get(env.SPINS.idFromName(shardName(spin.idempotency_key)));
      await runInDurableObject(stub, (_, state) => {
        state.storage.sql.exec(`UPDATE spins SET ${change} WHERE key = ?`, spin.idempotency_key);
      });
      const answer = await replay(spin.idempotency_key);
      expect(answer, change).toMatchObject({ status: 200, body: { matches: false } });
      expect(OPERATIONS.rgsReplay.response.safeParse(answer.body).success, change).toBe(true);
    }
  });

  it('says when the seed of the spin is not known here', async () => {
    const spin = spinBody(await openSession());
    await post(SPINS, spin);
    const stub = env.SPINS.get(env.SPINS.idFromName(shardName(spin.idempotency_key)));
    await runInDurableObject(stub, (_, state) => {
      state.storage.sql.exec(`UPDATE spins SET seed_id = 'seed-gone' WHERE key = ?`, spin.idempotency_key);
    });
    const answer = await replay(spin.idempotency_key);
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'REPLAY_NOT_POSSIBLE',
        retry: 'never',
        detail: 'seed seed-gone is not part of this deployment',
      },
    });
  });

  it('of an unknown spin is 404', async () => {
    expect(await replay(unique())).toMatchObject({ status: 404, body: { code: 'SPIN_NOT_FOUND' } });
  });
});
