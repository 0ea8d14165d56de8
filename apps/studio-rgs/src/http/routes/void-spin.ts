import { OPERATIONS } from '@roundgate/contract';
import type { Context } from 'hono';
import type { AppEnv } from '../context.ts';
import { fieldFault, parseBody } from '../parse-request.ts';
import { ProblemError } from '../problem-error.ts';

/** The packet of a voided free spin gets it back. A session that was never announced took none. */
async function giveBack(c: Context<AppEnv>, sessionId: string, grantId: string, key: string): Promise<void> {
  const { sessions, grants } = c.get('services');
  const session = await sessions.find(sessionId);
  if (!session) return;
  const { operatorId, playerId } = session;
  await grants.giveBack({ operatorId, playerId, grantId }, key);
}

/** `rgsVoid`. Asks for no session: a key must be closable whatever else was lost. */
export async function voidSpin(c: Context<AppEnv>): Promise<Response> {
  const body = parseBody(c, OPERATIONS.rgsVoid.request);
  const key = body.idempotency_key;
  Object.assign(c.get('logged'), {
    session_id: body.session_id,
    spin_id: `spin-${key}`,
    round_id: body.round_id,
  });
  const order = {
    key,
    sessionId: body.session_id,
    roundId: body.round_id,
    ifDrawn: body.if_drawn,
    reason: body.reason,
  };
  const answer = await c.get('services').spins.void(order, c.get('call'));
  if (answer.kind === 'nonce_replayed') throw new ProblemError('NONCE_REPLAYED');
  if (answer.kind === 'other_round') throw fieldFault('round_id', 'is not the round of this idempotency_key');
  if (answer.kind === 'voided' && body.grant_id !== undefined)
    await giveBack(c, body.session_id, body.grant_id, key);
  c.get('logged').void_status = answer.kind;
  const jackpot_id = answer.kind === 'voided' ? answer.jackpotId : null;
  return c.json({ idempotency_key: key, status: answer.kind, jackpot_id });
}
