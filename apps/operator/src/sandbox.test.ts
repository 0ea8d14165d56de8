import { runDurableObjectAlarm } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { signatureHeaders } from '@roundgate/contract/http-signature';
import { SANDBOX_KEY_ID } from '@roundgate/sandbox';
import { describe, expect, it } from 'vitest';
import {
  balanceOf,
  eur,
  movement,
  ORIGIN,
  playerWith,
  signed,
  undoOf,
  unique,
  wallet,
} from '../test/wallet-client.ts';
import type { Env } from './config.ts';

const bindings = env as unknown as Env;
const PATH = '/sandbox/v1/faults';

async function sandbox(method: string, path: string, body?: unknown, secret = bindings.SANDBOX_SECRET ?? '') {
  const text = body === undefined ? '' : JSON.stringify(body);
  const parts = { method, path, timestampMs: Date.now(), nonce: unique(), body: text };
  const headers = { ...signatureHeaders(SANDBOX_KEY_ID, secret, parts), 'content-type': 'application/json' };
  const request = new Request(ORIGIN + path, { method, headers, ...(text ? { body: text } : {}) });
  const response = await exports.default.fetch(request);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const plan = (subject: string, call: string, fault: string, more: object = {}) =>
  sandbox('POST', PATH, { subject, call, fault, ...more });

/** The status of a debit, whatever its body is. */
const debitStatus = async (bet: object): Promise<number> => {
  const response = await exports.default.fetch(signed('POST', '/wallet/v1/debit', bet));
  await response.body?.cancel();
  return response.status;
};
const heldMinor = async (playerId: string): Promise<unknown> =>
  ((await balanceOf(playerId)) as { amount_minor?: unknown } | undefined)?.amount_minor;

describe('a fault of the sandbox', () => {
  it.each([
    ['fail_before', 500, 1_000],
    ['fail_after', 500, 900],
    ['garbage', 200, 900],
    ['insufficient_funds', 409, 1_000],
    ['rg_blocked', 403, 1_000],
  ])('%s answers %d and leaves %d of 1000', async (fault, _, leftMinor) => {
    const player = await playerWith(1_000);
    expect((await plan(player, 'debit', fault)).status).toBe(200);
    const bet = movement(player, 100);
    expect(await debitStatus(bet)).not.toBe(fault === 'garbage' ? 500 : 200);
    expect(await heldMinor(player)).toBe(leftMinor);
    // Used up: the same request is carried out once, and answered as it should be.
    expect((await wallet('debit', bet)).status).toBe(200);
    expect(await heldMinor(player)).toBe(900);
  });

  it('other_amount tells one minor unit more than it moved', async () => {
    const player = await playerWith(1_000);
    await plan(player, 'debit', 'other_amount');
    const answer = await wallet('debit', movement(player, 100));
    expect(answer.body.amount).toEqual(eur(101));
    expect(await heldMinor(player)).toBe(900);
  });

  it('late is carried out when it is due, once, by the rules that hold then', async () => {
    const [player, other] = [await playerWith(1_000), await playerWith(1_000)];
    for (const one of [player, other]) await plan(one, 'debit', 'late', { delay_ms: 0 });
    const [kept, undone] = [movement(player, 100), movement(other, 100)];
    expect([await debitStatus(kept), await debitStatus(undone)]).toEqual([500, 500]);
    expect((await wallet('rollback', undoOf(undone))).body.status).toBe('tombstoned');
    for (const one of [player, other]) await runDurableObjectAlarm(bindings.SANDBOX.getByName(one));
    expect([await heldMinor(player), await heldMinor(other)]).toEqual([900, 1_000]);
  });

  it('waits for its own player and call, as often as was said, and can be cleared', async () => {
    const [player, other] = [await playerWith(1_000), await playerWith(1_000)];
    const planned = await plan(player, 'debit', 'fail_before', { times: 2 });
    expect(planned.body.faults).toEqual([{ call: 'debit', fault: 'fail_before', left: 2, delayMs: 6_000 }]);
    expect(await debitStatus(movement(other, 1))).toBe(200);
    expect([await debitStatus(movement(player, 1)), await debitStatus(movement(player, 1))]).toEqual([
      500, 500,
    ]);
    expect(await debitStatus(movement(player, 1))).toBe(200);
    await plan(player, 'debit', 'fail_before');
    expect((await sandbox('DELETE', `${PATH}?subject=${player}`)).body.faults).toEqual([]);
    expect(await debitStatus(movement(player, 1))).toBe(200);
  });
});

describe('the API of the sandbox', () => {
  it('names the field that is wrong', async () => {
    const answer = await plan('p-x', 'debit', 'explode');
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED', errors: [{ field: 'fault' }] },
    });
  });

  it('believes only its own key', async () => {
    expect((await sandbox('GET', `${PATH}?subject=p-x`, undefined, 'another-secret-altogether')).status).toBe(
      401,
    );
  });
});
