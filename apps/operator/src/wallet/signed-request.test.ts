import { Problem } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import {
  ledgerOf,
  movement,
  ORIGIN,
  playerWith,
  refused,
  send,
  signed,
  undoOf,
  unique,
  wallet,
} from '../../test/wallet-client.ts';

const DEBIT = '/wallet/v1/debit';

describe('a wallet request', () => {
  it('without a signature is refused as a problem with a trace', async () => {
    const bare = new Request(ORIGIN + DEBIT, { method: 'POST', body: '{}' });
    const answer = await send(bare);
    expect(answer).toMatchObject(refused(401, 'UNAUTHENTICATED'));
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(Problem.safeParse(answer.body).success).toBe(true);
    expect(answer.headers.get('x-trace-id')).toBe(answer.body.trace_id);
  });

  it('with a wrong secret, from an unknown key or with our own key towards the gateway is refused', async () => {
    const player = await playerWith(100);
    for (const wrong of [
      { secret: 'another-secret-of-a-gateway' },
      { keyId: 'key-x' },
      { keyId: 'key-op-lantern' },
    ])
      expect(await wallet('debit', movement(player, 1), wrong)).toMatchObject(
        refused(401, 'SIGNATURE_INVALID'),
      );
    const cut = await wallet('debit', movement(player, 1), { headers: { 'x-signature': 'abc' } });
    expect(cut).toMatchObject(refused(401, 'SIGNATURE_INVALID'));
  });

  it('is bound to its body, its path and its query', async () => {
    const player = await playerWith(100);
    const good = signed('POST', DEBIT, movement(player, 1));
    const { headers } = good;
    const body = await good.text();
    const others = [
      new Request(good.url, { method: 'POST', headers, body: body.replace(':1,', ':2,') }),
      new Request(`${good.url}?x=1`, { method: 'POST', headers, body }),
      new Request(good.url.replace('debit', 'credit'), { method: 'POST', headers, body }),
    ];
    for (const other of others) expect(await send(other)).toMatchObject(refused(401, 'SIGNATURE_INVALID'));
  });

  it('that is too old or too new is stale', async () => {
    const player = await playerWith(100);
    for (const offsetMs of [-301_000, 301_000]) {
      const answer = await wallet('debit', movement(player, 1), { timestampMs: Date.now() + offsetMs });
      expect(answer).toMatchObject({ status: 401, body: { code: 'SIGNATURE_STALE', retry: 'same_key' } });
    }
  });

  it('is good once, whatever it asks for and however it was answered', async () => {
    const player = await playerWith(100);
    const debit = movement(player, 10);
    const { transaction_id } = debit;
    const requests = [
      signed('POST', DEBIT, debit),
      signed('POST', DEBIT, movement(player, 1_000)),
      signed('POST', '/wallet/v1/rollback', undoOf(debit)),
      signed('POST', '/wallet/v1/status', { transaction_id, player_id: player }),
      signed('POST', '/wallet/v1/balance', { player_id: player, currency: 'EUR' }),
      signed('GET', `/wallet/v1/ledger?player_id=${player}`, undefined),
    ];
    for (const request of requests) {
      expect((await send(request.clone())).body.code).not.toBe('NONCE_REPLAYED');
      expect(await send(request)).toMatchObject(refused(401, 'NONCE_REPLAYED'));
    }
  });

  it('of which two copies arrive at once is taken once', async () => {
    const player = await playerWith(100);
    const request = signed('POST', DEBIT, movement(player, 10));
    const answers = await Promise.all([send(request.clone()), send(request.clone()), send(request)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
  });

  it('with a body that is no JSON, of another type, over the limit or for another version is refused', async () => {
    expect(await wallet('debit', '{')).toMatchObject(refused(400, 'BODY_NOT_JSON'));
    expect(await wallet('debit', '{}', { headers: { 'content-type': 'text/plain' } })).toMatchObject(
      refused(415, 'MEDIA_TYPE_NOT_SUPPORTED'),
    );
    expect(await wallet('debit', ' '.repeat(65_537))).toMatchObject(refused(413, 'BODY_TOO_LARGE'));
    expect(await wallet('debit', '{}', { headers: { accept: 'text/html' } })).toMatchObject(
      refused(406, 'VERSION_NOT_SUPPORTED'),
    );
  });

  it('for the ledger is signed like the rest, and its query is checked', async () => {
    const player = await playerWith(100);
    const bare = new Request(`${ORIGIN}/wallet/v1/ledger?player_id=${player}`);
    expect(await send(bare)).toMatchObject(refused(401, 'UNAUTHENTICATED'));
    expect(await ledgerOf('nobody')).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'player_id' }] },
    });
    expect(await ledgerOf(player, '&x=1')).toMatchObject({ status: 400, body: { errors: [{ field: 'x' }] } });
  });

  it('carries its trace id through', async () => {
    const trace = unique();
    const answer = await wallet('debit', movement('p-nobody', 1), { headers: { 'x-trace-id': trace } });
    expect(answer.headers.get('x-trace-id')).toBe(trace);
    expect(answer.body.trace_id).toBe(trace);
  });
});
