import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ProblemCode } from '@roundgate/contract';
import { Hono } from 'hono';
import type { z } from 'zod';
import type { Config, Env, PartnerKey } from '../config.ts';
import type { AppEnv } from '../http/app-env.ts';
import { ProblemError } from '../http/problem.ts';
import { readBody } from '../http/read-body.ts';
import type { SignedCall } from '../wallet/account-do.ts';
import { readSigned } from '../wallet/signed-request.ts';
import type { Done, Order } from './order.ts';

/** An answer in a dialect's own words. */
export interface Answer {
  readonly status: 200 | 400 | 401 | 403 | 404 | 409 | 422;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One call that a dialect offers. */
export interface Operation<Sent> {
  readonly path: string;
  readonly schema: z.ZodType<Sent>;
  readonly playerId: (sent: Sent) => string;
  /** What it means for the account; undefined when its fields contradict each other. */
  readonly order: (sent: Sent) => Order | undefined;
  readonly done: (sent: Sent, done: Done) => Answer;
  readonly refused: (sent: Sent, code: ProblemCode) => Answer;
}

/** How a dialect is signed, and what it says before it knows what is asked. */
export interface Manners {
  readonly signing: 'request' | 'body-hmac';
  readonly unsigned: Answer;
  readonly malformed: Answer;
}

interface Call {
  readonly body: Uint8Array;
  readonly call: SignedCall;
}

/** A bare body HMAC has no nonce: a replay is met by the transaction id, as it is with such wallets. */
async function readHmac(request: Request, key: PartnerKey): Promise<Call | undefined> {
  const body = await readBody(request);
  const told = Buffer.from(request.headers.get('x-signature-hmac') ?? '', 'hex');
  const expected = createHmac('sha256', key.secret).update(body).digest();
  const own = request.headers.get('x-key-id') === key.id;
  if (!own || told.length !== expected.length || !timingSafeEqual(told, expected)) return undefined;
  const nowMs = Date.now();
  return { body, call: { nonce: { nonce: crypto.randomUUID(), expiresMs: nowMs }, nowMs } };
}

async function readCall(
  request: Request,
  signing: Manners['signing'],
  key: PartnerKey,
): Promise<Call | undefined> {
  try {
    return await (signing === 'request' ? readSigned(request, key) : readHmac(request, key));
  } catch (fault) {
    if (fault instanceof ProblemError) return undefined;
    throw fault;
  }
}

function readJson<Sent>(body: Uint8Array, schema: z.ZodType<Sent>): Sent | undefined {
  try {
    return schema.safeParse(
      JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)),
    ).data;
  } catch {
    return undefined;
  }
}

type Handler = (call: Call, env: Env) => Promise<Answer>;

/** Binds an operation to its own type of request, so that operations of many types share one list. */
export function operation<Sent>(manners: Manners, offered: Operation<Sent>): [path: string, Handler] {
  const handle: Handler = async ({ body, call }, env) => {
    const sent = readJson(body, offered.schema);
    const order = sent === undefined ? undefined : offered.order(sent);
    if (sent === undefined || !order) return manners.malformed;
    const outcome = await env.ACCOUNTS.getByName(offered.playerId(sent)).carryOut(call, order);
    if (outcome.ok) return offered.done(sent, outcome);
    return outcome.code === 'NONCE_REPLAYED' ? manners.unsigned : offered.refused(sent, outcome.code);
  };
  return [offered.path, handle];
}

/** The wallet of one dialect, over the accounts that all dialects share. */
export function counterRoutes(
  manners: Manners,
  operations: readonly [path: string, Handler][],
  config: Config,
  env: Env,
): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  for (const [path, handle] of operations)
    app.post(path, async (c) => {
      const call = await readCall(c.req.raw, manners.signing, config.walletKey);
      const { status, body } = call ? await handle(call, env) : manners.unsigned;
      return c.json(body, status);
    });
  return app;
}
