import { OPERATIONS } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import {
  eur,
  grantBody,
  openSession,
  post,
  send,
  signed,
  spinBody,
  unique,
  voidOf,
} from '../../../test/client.ts';

const GRANTS = '/rgs/v1/free-spins';
const SPINS = '/rgs/v1/spins';
const VOIDS = '/rgs/v1/spins/void';

/** A session and a packet of two spins that it can play. */
async function packet(changes: Record<string, unknown> = {}) {
  const grant = grantBody(changes);
  expect((await post(GRANTS, grant)).status).toBe(200);
  const session = await openSession();
  const free = (more: Record<string, unknown> = {}) => ({
    ...spinBody(session, more),
    spin_type: 'free',
    grant_id: grant.grant_id,
  });
  return { grant, session, free };
}

const statusAndCode = async (path: string, body: unknown) => {
  const answer = await post(path, body);
  return [answer.status, answer.body.code];
};

describe('a packet of free spins', () => {
  it('is taken note of once; the same again is no error, other content is a conflict', async () => {
    const grant = grantBody();
    const first = await post(GRANTS, grant);
    expect(OPERATIONS.rgsGrantFreeSpins.response.parse(first.body)).toEqual({ grant_id: grant.grant_id });
    expect((await post(GRANTS, grant)).status).toBe(200);
    for (const change of [
      { count: 3 },
      { bet_size: eur(200) },
      { bet_size: { ...eur(100), currency: 'USD' } },
    ])
      expect(await statusAndCode(GRANTS, { ...grant, ...change })).toEqual([409, 'IDEMPOTENCY_CONFLICT']);
  });

  it('is refused for a game or a bet that nothing here could play', async () => {
    expect(await statusAndCode(GRANTS, grantBody({ game_id: 'g-nowhere' }))).toEqual([
      422,
      'GAME_NOT_ALLOWED',
    ]);
    expect(await statusAndCode(GRANTS, grantBody({ bet_size: eur(101) }))).toEqual([
      422,
      'STAKE_NOT_ALLOWED',
    ]);
  });

  it('takes a signed request once', async () => {
    const nonce = unique();
    const body = grantBody();
    expect((await send(signed('POST', GRANTS, body, { nonce }))).status).toBe(200);
    expect((await send(signed('POST', GRANTS, body, { nonce }))).body.code).toBe('NONCE_REPLAYED');
  });

  it('is spent one by one, and a spin over its count is refused and not drawn', async () => {
    const { free } = await packet();
    expect((await post(SPINS, free())).status).toBe(200);
    expect((await post(SPINS, free())).status).toBe(200);
    const third = free();
    expect(await statusAndCode(SPINS, third)).toEqual([422, 'GRANT_NOT_FOUND']);
    const closed = await post(VOIDS, { ...voidOf(third, 'keep'), grant_id: third.grant_id });
    expect(closed.body.status).toBe('voided');
  });

  it('gives one spin for a key, however often and at once it is asked', async () => {
    const { free } = await packet();
    const body = free();
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(SPINS, body)));
    expect(answers.map(({ status }) => status)).toEqual(new Array(8).fill(200));
    expect((await post(SPINS, free())).status).toBe(200);
    expect((await post(SPINS, free())).status).toBe(422);
  });

  it('gives no more than it holds when many keys ask at once', async () => {
    const { free } = await packet();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(SPINS, free())));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
  });

  it('has its spin back after a void, once, and the voided key takes none any more', async () => {
    const { free } = await packet({ count: 1 });
    const body = free();
    await post(SPINS, body);
    const back = { ...voidOf(body, 'discard'), grant_id: body.grant_id };
    for (let time = 0; time < 2; time += 1) expect((await post(VOIDS, back)).body.status).toBe('voided');
    expect(await statusAndCode(SPINS, body)).toEqual([409, 'ROUND_CLOSED']);
    expect((await post(SPINS, free())).status).toBe(200);
    expect((await post(SPINS, free())).status).toBe(422);
  });

  it('keeps its spin when a void comes too late and keeps what is drawn', async () => {
    const { free } = await packet({ count: 1 });
    const body = free();
    await post(SPINS, body);
    const kept = await post(VOIDS, { ...voidOf(body, 'keep'), grant_id: body.grant_id });
    expect(kept.body.status).toBe('already_drawn');
    expect((await post(SPINS, free())).status).toBe(422);
  });

  it('loses no spin to a key that was another bet', async () => {
    const { free, session } = await packet({ count: 1 });
    const cash = spinBody(session);
    await post(SPINS, cash);
    expect(await statusAndCode(SPINS, free(cash))).toEqual([409, 'IDEMPOTENCY_CONFLICT']);
    expect((await post(SPINS, free())).status).toBe(200);
  });

  it('pays for its own player, game and bet only', async () => {
    const { grant, free } = await packet();
    expect(await statusAndCode(SPINS, free({ stake: eur(200) }))).toEqual([422, 'STAKE_NOT_ALLOWED']);
    const stranger = await openSession({ player_id: 'p-bob' });
    const stolen = spinBody(stranger, { spin_type: 'free', grant_id: grant.grant_id });
    expect(await statusAndCode(SPINS, stolen)).toEqual([422, 'GRANT_NOT_FOUND']);
  });

  it('goes with free spins, and free spins with it', async () => {
    const { grant, session } = await packet();
    for (const change of [{ spin_type: 'free' }, { grant_id: grant.grant_id }]) {
      const answer = await post(SPINS, spinBody(session, change));
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'grant_id' }] } });
    }
  });
});
