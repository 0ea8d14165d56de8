import { OPERATIONS } from '@roundgate/contract';
import type { Context } from 'hono';
import { drawFree, type FreeAnswer } from '../../grants/draw-free.ts';
import type { StoredSpin } from '../../spins/spin-types.ts';
import type { AppEnv } from '../context.ts';
import { fieldFault, parseBody } from '../parse-request.ts';
import { ProblemError } from '../problem-error.ts';
import { spinView } from '../spin-view.ts';

type Drawn = { spin: StoredSpin; replayed: boolean };

function drawnOf(answer: FreeAnswer): Drawn {
  switch (answer.kind) {
    case 'drawn':
      return answer;
    case 'conflict':
      throw new ProblemError('IDEMPOTENCY_CONFLICT');
    case 'closed':
      throw new ProblemError('ROUND_CLOSED');
    case 'stake_not_allowed':
      throw new ProblemError('STAKE_NOT_ALLOWED', { detail: answer.detail });
    case 'unknown':
    case 'none_left':
      throw new ProblemError('GRANT_NOT_FOUND');
    case 'other_bet':
      throw new ProblemError('STAKE_NOT_ALLOWED', { detail: 'this is not the bet of the packet' });
    case 'currency_not_allowed':
      throw new ProblemError('CURRENCY_NOT_ALLOWED');
    case 'cannot_draw':
      throw new ProblemError('SERVICE_UNAVAILABLE', { detail: answer.detail });
    case 'nonce_replayed':
      throw new ProblemError('NONCE_REPLAYED');
  }
}

/** `rgsSpin`. */
export async function spin(c: Context<AppEnv>): Promise<Response> {
  const { sessions, spins, grants, offered } = c.get('services');
  const body = parseBody(c, OPERATIONS.rgsSpin.request);
  Object.assign(c.get('logged'), {
    session_id: body.session_id,
    spin_id: body.spin_id,
    round_id: body.round_id,
  });
  // One name for one spin: key and id lead to the same shard.
  if (body.spin_id !== `spin-${body.idempotency_key}`)
    throw fieldFault('spin_id', 'must be spin- and the idempotency_key');
  // The packet and what it pays for go together.
  if (body.spin_type !== 'cash' && body.grant_id === undefined)
    throw fieldFault('grant_id', `is needed for a ${body.spin_type} spin`);
  if (body.spin_type === 'cash' && body.grant_id !== undefined)
    throw fieldFault('grant_id', 'must be left out of a cash spin');
  const session = await sessions.find(body.session_id);
  if (!session) throw new ProblemError('SESSION_NOT_FOUND');
  const order = {
    key: body.idempotency_key,
    spinId: body.spin_id,
    roundId: body.round_id,
    session,
    stakeMinor: body.stake.amount_minor,
    currency: body.stake.currency,
    spinType: body.spin_type,
    jackpots: offered(body.jackpots ?? []),
    grantId: body.grant_id ?? '',
  };
  const call = c.get('call');
  const isFree = order.grantId !== '';
  const drawn = drawnOf(await (isFree ? drawFree(order, call, grants, spins) : spins.spin(order, call)));
  c.get('logged').replayed = drawn.replayed;
  return c.json(spinView(drawn.spin, drawn.replayed));
}
