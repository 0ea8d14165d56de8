import { OPERATIONS } from '@roundgate/contract';
import type { Context } from 'hono';
import type { JWTPayload } from 'jose';
import type { z } from 'zod';
import type { TokenFault } from '../../auth/gateway-tokens.ts';
import { MECHANICS_VERSION } from '../../maths/index.ts';
import { registry } from '../../registry/model-registry.ts';
import type { SessionFacts } from '../../sessions/session-facts.ts';
import type { AnnounceAnswer } from '../../sessions/session-shard.ts';
import type { AppEnv } from '../context.ts';
import { parseBody } from '../parse-request.ts';
import { ProblemError } from '../problem-error.ts';

const { request } = OPERATIONS.rgsCreateSession;
type Body = z.output<NonNullable<typeof request>>;

const toFacts = (body: Body): SessionFacts => ({
  sessionId: body.session_id,
  operatorId: body.operator_id,
  playerId: body.player_id,
  gameId: body.game_id,
  buildHash: body.build_hash,
  rtpProfile: body.rtp_profile,
  currency: body.currency,
  country: body.geo,
});

/** Claims that must be those of the body: a token of one session must not open another. `sub` is the player. */
const BOUND: readonly (readonly [string, keyof Body])[] = [
  ['sub', 'player_id'],
  ['op', 'operator_id'],
  ['sid', 'session_id'],
  ['game', 'game_id'],
  ['geo', 'geo'],
  ['build', 'build_hash'],
];

function checkToken(token: JWTPayload | TokenFault, body: Body): void {
  if (token === 'unavailable')
    throw new ProblemError('SERVICE_UNAVAILABLE', { detail: "the gateway's keys could not be read" });
  if (token === 'invalid')
    throw new ProblemError('UNAUTHENTICATED', { detail: 'jwt is not valid for this studio' });
  const other = BOUND.find(([claim, field]) => claim in token && token[claim] !== body[field]);
  if (other) throw new ProblemError('UNAUTHENTICATED', { detail: `jwt was made for another ${other[1]}` });
}

function checkAnnounced(answer: AnnounceAnswer): void {
  if (answer === 'nonce_replayed') throw new ProblemError('NONCE_REPLAYED');
  if (answer === 'conflict') throw new ProblemError('IDEMPOTENCY_CONFLICT');
}

/** `rgsCreateSession`. */
export async function createSession(c: Context<AppEnv>): Promise<Response> {
  const { sessions, tokens } = c.get('services');
  const call = c.get('call');
  const body = parseBody(c, request);
  c.get('logged').session_id = body.session_id;
  checkToken(await tokens.verify(body.jwt, call.nowMs), body);
  if (!registry.offered(body.game_id, body.rtp_profile))
    throw new ProblemError('GAME_NOT_ALLOWED', {
      detail: `${body.game_id} with profile ${body.rtp_profile}`,
    });
  checkAnnounced(await sessions.announce(toFacts(body), call.nonce, call.nowMs));
  return c.json({ session_id: body.session_id, mechanics_version: MECHANICS_VERSION });
}
