import type { Operation } from '@roundgate/contract';
import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import { authenticatePartner } from '../auth/partners.ts';
import type { TokenSubject } from '../auth/tokens.ts';
import type { Partner } from '../config.ts';
import type { RequestContext } from './context.ts';
import { ProblemError } from './error-response.ts';
import { check, MAX_JSON_BYTES, parseJsonBody, readBody } from './request-body.ts';
import { checkVersion } from './version.ts';

/** What the app keeps for one request. */
export interface AppEnv {
  Variables: { context: RequestContext };
}

type Infer<S> = S extends z.ZodType ? z.infer<S> : undefined;

/** Checked input of one operation: credentials by its `auth`, then parameters, query and body by its schemas. */
export interface Input<Req extends z.ZodType, Params extends z.ZodObject, Query extends z.ZodObject> {
  readonly params: Infer<Params>;
  readonly query: Infer<Query>;
  readonly body: Infer<Req>;
  readonly raw: Uint8Array;
  /** Set when the operation is for partners; its kind is the operation's `auth`. */
  readonly partner: Partner;
  /** Set when the operation is for players. */
  readonly player: TokenSubject;
}

/** Answers an operation: its response, or with another status one of `alsoAnswers`. Refusals are thrown. */
export type Handler<
  Req extends z.ZodType,
  Res extends z.ZodType,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
> = (input: Input<Req, Params, Query>, context: RequestContext) => Promise<z.input<Res> | Response>;

/** The handler of one operation of the contract. */
export type HandlerOf<O> =
  O extends Operation<infer Req, infer Res, infer Params, infer Query>
    ? Handler<Req, Res, Params, Query>
    : never;

const NOBODY: Partner = { kind: 'platform', id: '', keyId: '', secret: '' };
const NO_PLAYER: TokenSubject = {
  operatorId: '',
  playerId: '',
  sessionId: '',
  gameId: '',
  country: '',
  rtpProfile: '',
  buildHash: '',
};

/** The kinds of partner behind an `auth` that names more than one. */
const ALLOWED: Readonly<Partial<Record<Operation['auth'], readonly Partner['kind'][]>>> = {
  studio_or_platform: ['studio', 'platform'],
  partner: ['operator', 'studio', 'platform'],
};

async function authenticate(auth: Operation['auth'], raw: Uint8Array, context: RequestContext) {
  if (auth === 'none') return { partner: NOBODY, player: NO_PLAYER };
  if (auth === 'player') return { partner: NOBODY, player: await authenticatePlayer(context) };
  const { request, config, env, nowMs } = context;
  const partner = await authenticatePartner(request, raw, config, env, nowMs);
  if (typeof partner === 'string') throw new ProblemError(partner);
  const allowed: readonly string[] = ALLOWED[auth] ?? [auth];
  if (!allowed.includes(partner.kind))
    throw new ProblemError('FORBIDDEN', { detail: `this is for the key of a ${allowed.join(' or the ')}` });
  return { partner, player: NO_PLAYER };
}

async function authenticatePlayer({ request, tokens, nowMs }: RequestContext): Promise<TokenSubject> {
  const [scheme, token] = (request.headers.get('authorization') ?? '').split(' ');
  if (scheme !== 'Bearer' || !token) throw new ProblemError('UNAUTHENTICATED');
  const subject = await tokens.verify('player', token, nowMs);
  if (typeof subject === 'string') throw new ProblemError(subject);
  return subject;
}

/** The coarse shield of one operator's traffic; exact limits are the player object's. */
async function shield({ env }: RequestContext, operatorId: string): Promise<void> {
  if (!operatorId) return;
  const { success } = await env.OPERATOR_LIMIT.limit({ key: operatorId });
  if (!success)
    throw new ProblemError('RATE_LIMITED', {
      detail: "this operator's requests are over their rate",
      retry_after_ms: 10_000,
    });
}

/** Puts an operation of the contract at its path. `maxBytes` is given for bodies that are not JSON. */
export function bind<
  Req extends z.ZodType,
  Res extends z.ZodType,
  Params extends z.ZodObject,
  Query extends z.ZodObject,
>(
  app: Hono<AppEnv>,
  operation: Operation<Req, Res, Params, Query>,
  handler: Handler<Req, Res, Params, Query>,
  maxBytes = MAX_JSON_BYTES,
): void {
  const answer = async (c: Context<AppEnv>): Promise<Response> => {
    const context = c.get('context');
    const { request } = context;
    checkVersion(request.headers.get('accept'));
    const raw = await readBody(request, maxBytes);
    const caller = await authenticate(operation.auth, raw, context);
    await shield(
      context,
      caller.player.operatorId || (caller.partner.kind === 'operator' ? caller.partner.id : ''),
    );
    const input = {
      ...caller,
      raw,
      params: operation.params && check(operation.params, c.req.param()),
      query: operation.query && check(operation.query, c.req.query()),
      body: operation.request && check(operation.request, parseJsonBody(request, raw)),
    } as Input<Req, Params, Query>;
    const value = await handler(input, context);
    return value instanceof Response
      ? value
      : Response.json(value, { headers: { 'cache-control': 'no-store' } });
  };
  app.on(operation.method, operation.path.replaceAll(/\{(\w+)\}/g, ':$1'), answer);
}
