import { OPERATIONS } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import {
  eur,
  gatewayToken,
  openSession,
  post,
  send,
  sessionBody,
  signed,
  spinBody,
  unique,
} from '../../../test/client.ts';

const SPINS = '/rgs/v1/spins';

describe('a spin', () => {
  it('answers in the shape of the contract', async () => {
    const body = spinBody(await openSession());
    const answer = await post(SPINS, body);
    expect(answer.status).toBe(200);
    const spin = OPERATIONS.rgsSpin.response.parse(answer.body);
    expect(spin).toMatchObject({
      spin_id: body.spin_id,
      round_id: body.round_id,
      stake: eur(100),
      replayed: false,
    });
    expect(spin.outcome.events.at(-1)).toEqual({
      type: 'round_ended',
      win_minor: spin.outcome.win.amount_minor,
    });
  });

  it('gives the same answer for ever, marked as replayed', async () => {
    const body = spinBody(await openSession());
    const first = await post(SPINS, body);
    const second = await post(SPINS, body);
    expect(second.status).toBe(200);
    expect(second.body).toEqual({ ...first.body, replayed: true });
  });

  it('is drawn once when sixteen copies arrive together', async () => {
    const body = spinBody(await openSession());
    const answers = await Promise.all(Array.from({ length: 16 }, () => post(SPINS, body)));
    expect(answers.map((answer) => answer.status)).toEqual(new Array(16).fill(200));
    expect(answers.filter((answer) => answer.body.replayed === false)).toHaveLength(1);
    expect(new Set(answers.map((answer) => JSON.stringify({ ...answer.body, replayed: null }))).size).toBe(1);
  });

  it('is the same spin after a new login, with the first session echoed', async () => {
    const body = spinBody(await openSession());
    const first = await post(SPINS, body);
    const again = await post(SPINS, { ...body, session_id: await openSession() });
    expect(again.body).toEqual({ ...first.body, replayed: true });
    expect(again.body.session_id).toBe(body.session_id);
  });

  it('conflicts with other content under the same key', async () => {
    const body = spinBody(await openSession());
    await post(SPINS, body);
    const others = [
      { ...body, stake: eur(200) },
      // Not divisible, yet a conflict first: the key is taken.
      { ...body, stake: eur(101) },
      { ...body, stake: { ...eur(100), currency: 'USD' } },
      { ...body, round_id: `rnd-${unique()}` },
      { ...body, session_id: await openSession({ player_id: 'p-bob' }) },
      { ...body, session_id: await openSession({ operator_id: 'op-other' }) },
      { ...body, session_id: await openSession({ build_hash: `sha256:${'4a'.repeat(32)}` }) },
    ];
    for (const other of others) {
      expect(await post(SPINS, other), JSON.stringify(other)).toMatchObject({
        status: 409,
        body: { code: 'IDEMPOTENCY_CONFLICT' },
      });
    }
  });

  it('of an unknown session is 404', async () => {
    const answer = await post(SPINS, spinBody(`s-${unique()}`));
    expect(answer).toMatchObject({ status: 404, body: { code: 'SESSION_NOT_FOUND' } });
  });

  it('refuses a stake that the lines do not divide, or whose win could not be carried', async () => {
    const session = await openSession();
    const odd = await post(SPINS, spinBody(session, { stake: eur(105) }));
    expect(odd).toMatchObject({ status: 422, body: { code: 'STAKE_NOT_ALLOWED' } });
    expect(odd.body.detail).toBe('a stake of 105 is not a positive multiple of the 10 lines');
    const huge = await post(SPINS, spinBody(session, { stake: eur(100_000_000) }));
    expect(huge).toMatchObject({ status: 422, body: { code: 'STAKE_NOT_ALLOWED' } });
  });

  it('refuses another currency than that of the session', async () => {
    const stake = { amount_minor: 100, currency: 'USD', exponent: 2 };
    const answer = await post(SPINS, spinBody(await openSession(), { stake }));
    expect(answer).toMatchObject({ status: 422, body: { code: 'CURRENCY_NOT_ALLOWED' } });
  });

  it('names the field that is wrong', async () => {
    const body = spinBody(await openSession());
    const cases: [object, string][] = [
      [{ ...body, stake: { ...eur(100), amount_minor: 1.5 } }, 'stake.amount_minor'],
      [{ ...body, spin_type: 'tournament' }, 'grant_id'],
      [{ ...body, stake: { ...eur(100), exponent: 3 } }, 'stake.exponent'],
      [{ ...body, stake: { ...eur(100), amount: '1.00' } }, 'stake.amount'],
      [{ ...body, spin_id: 'spin-another' }, 'spin_id'],
      [{ ...body, lines: 10 }, 'lines'],
    ];
    for (const [wrong, field] of cases) {
      const answer = await post(SPINS, wrong);
      expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
      expect(answer.body.errors).toEqual([{ field, message: expect.any(String) }]);
    }
  });
});

describe('a session', () => {
  it('is announced once and may be announced again with the same content', async () => {
    const body = sessionBody();
    const jwt = await gatewayToken(body);
    const first = await post('/rgs/v1/sessions', { ...body, jwt });
    expect(OPERATIONS.rgsCreateSession.response.parse(first.body)).toEqual({
      session_id: body.session_id,
      mechanics_version: 'slot-engine/1',
    });
    expect((await post('/rgs/v1/sessions', { ...body, jwt })).status).toBe(200);
    const other = await post('/rgs/v1/sessions', { ...body, currency: 'USD', jwt });
    expect(other).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_CONFLICT' } });
  });

  it('of a game or profile that is not offered is refused', async () => {
    await expect(openSession({ rtp_profile: '94' })).rejects.toThrow('GAME_NOT_ALLOWED');
    await expect(openSession({ game_id: 'g-other' })).rejects.toThrow('GAME_NOT_ALLOWED');
  });

  it('needs a token that the gateway made for this studio and this session, and that has not ended', async () => {
    const body = sessionBody();
    const good = await gatewayToken(body);
    const wrong = [
      await gatewayToken(body, { aud: 'st-other' }),
      await gatewayToken(body, { iss: 'http://evil.localhost' }),
      await gatewayToken(body, { exp: '-1m' }),
      await gatewayToken(body, { claims: { sid: 's-other' } }),
      await gatewayToken({ ...body, player_id: 'p-eve' }),
      await gatewayToken({ ...body, geo: 'DE' }),
      `${good.slice(0, -6)}AAAAAA`,
      'not-a-token-but-long-enough',
    ];
    for (const jwt of wrong) {
      const answer = await post('/rgs/v1/sessions', { ...body, jwt });
      expect(answer, jwt).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    }
    expect((await post('/rgs/v1/sessions', { ...body, jwt: good })).status).toBe(200);
  });
});

it('refuses a body that is not JSON, of another type, or too large', async () => {
  expect(await post(SPINS, '{')).toMatchObject({ status: 400, body: { code: 'BODY_NOT_JSON' } });
  const plain = await post(SPINS, {}, { headers: { 'content-type': 'text/plain' } });
  expect(plain).toMatchObject({ status: 415, body: { code: 'MEDIA_TYPE_NOT_SUPPORTED' } });
  const large = await send(signed('POST', SPINS, 'x'.repeat(64 * 1024 + 1)));
  expect(large).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE' } });
});
