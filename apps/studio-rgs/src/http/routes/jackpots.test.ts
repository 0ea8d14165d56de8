import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { type JackpotOffer, type JackpotTrigger, OPERATIONS } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { grantBody, openSession, post, replay, signed, spinBody, voidOf } from '../../../test/client.ts';
import type { Env } from '../../env.ts';
import worker from '../../index.ts';

const SPINS = OPERATIONS.rgsSpin.path;
const NEVER: JackpotTrigger = { kind: 'random', one_in_minor: 2 ** 32 };
const ALWAYS: JackpotTrigger = { kind: 'must_hit_by', cap_minor: 1_000 };
const offer = (change: Partial<JackpotOffer> = {}): JackpotOffer => ({
  ...{ jackpot_id: `pool-${crypto.randomUUID()}`, run: 3, meter_minor: 1_000 },
  ...{ contribution_ppm: 15_000, meter_ppm: 12_000, trigger: NEVER },
  ...change,
});
const played = async (body: object) => OPERATIONS.rgsSpin.response.parse((await post(SPINS, body)).body);

/** A request to the same server as a sandbox, and to it as it stands in production. */
const SANDBOX_SECRET = 'secret-of-the-sandbox';
const inSandbox = async (request: Request) => {
  const bindings = { ...(env as unknown as Env), SANDBOX_SECRET };
  const response = await worker.fetch(request as never, bindings, createExecutionContext());
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

it('a jackpot that was planned in a sandbox is hit by the next spin alone, and drawn again as it was', async () => {
  const sessionId = await openSession();
  const plan = { subject: sessionId, call: 'spin', fault: 'jackpot' };
  const planned = signed('POST', '/sandbox/v1/faults', plan, {
    keyId: 'key-sandbox',
    secret: SANDBOX_SECRET,
  });
  expect((await post('/sandbox/v1/faults', plan)).status).toBe(404);
  expect((await inSandbox(planned)).status).toBe(200);
  const [first, second] = [1, 2].map(() => spinBody(sessionId, { jackpots: [offer()] }));
  const hits = [];
  for (const body of [first, second]) {
    const { body: answer } = await inSandbox(signed('POST', SPINS, body));
    hits.push(OPERATIONS.rgsSpin.response.parse(answer).outcome.jackpot);
  }
  expect(hits).toMatchObject([{ run: 3 }, null]);
  expect((await replay(first?.idempotency_key ?? '')).body.matches).toBe(true);
});

describe('a spin that plays for a jackpot', () => {
  it('tells its contribution, and the same for a repeat that is offered another meter', async () => {
    const jackpot = offer();
    const body = spinBody(await openSession(), { jackpots: [jackpot] });
    const first = await played(body);
    expect(first.rgs_txns).toMatchObject([{ jackpot_id: jackpot.jackpot_id, amount: { amount_minor: 1 } }]);
    expect(first.outcome.jackpot).toBe(null);
    const again = await played({ ...body, jackpots: [{ ...jackpot, meter_minor: 9_999 }] });
    expect({ ...again, replayed: false }).toEqual(first);
  });

  it('hits for certain at the cap, tells in which run, and is drawn again as it was', async () => {
    const jackpot = offer({ trigger: ALWAYS });
    const other = offer();
    const body = spinBody(await openSession(), { jackpots: [other, jackpot] });
    const hit = { jackpot_id: jackpot.jackpot_id, run: 3 };
    expect((await played(body)).outcome.jackpot).toEqual(hit);
    const { body: again } = await replay(body.idempotency_key);
    expect(again.matches).toBe(true);
    const draws = again.draws as { label: string; bound: number }[];
    expect(draws.at(-1)).toMatchObject({ label: `jackpot/${other.jackpot_id}`, bound: 2 ** 32 });
    const voided = await post(OPERATIONS.rgsVoid.path, voidOf(body, 'discard'));
    expect(voided.body).toMatchObject({ status: 'voided', jackpot_id: jackpot.jackpot_id });
    expect((await post(OPERATIONS.rgsVoid.path, voidOf(body, 'discard'))).body).toEqual(voided.body);
  });

  it('leaves the game as it is without one', async () => {
    const session = await openSession();
    const body = spinBody(session, { jackpots: [offer()] });
    await post(SPINS, body);
    const { body: again } = await replay(body.idempotency_key);
    const draws = again.draws as { label: string }[];
    expect(draws.findIndex(({ label }) => label.startsWith('jackpot/'))).toBe(draws.length - 1);
  });

  it('puts nothing in and wins nothing when it is not paid in cash', async () => {
    const grant = grantBody();
    await post(OPERATIONS.rgsGrantFreeSpins.path, grant);
    const free = { spin_type: 'free', grant_id: grant.grant_id };
    const body = spinBody(await openSession(), { ...free, jackpots: [offer({ trigger: ALWAYS })] });
    const { rgs_txns, outcome } = await played(body);
    expect([rgs_txns, outcome.jackpot]).toEqual([[], null]);
  });
});
