import { OPERATIONS } from '@roundgate/contract';
import type { Context } from 'hono';
import { registry } from '../../registry/model-registry.ts';
import { stakeFault } from '../../spins/draw-spin.ts';
import type { AppEnv } from '../context.ts';
import { parseBody } from '../parse-request.ts';
import { ProblemError } from '../problem-error.ts';

/** Refuses a packet that no profile of the game could play. */
function checkPlayable(gameId: string, betMinor: number): void {
  const models = registry.active.filter(({ model }) => model.source.game_id === gameId);
  if (models.length === 0)
    throw new ProblemError('GAME_NOT_ALLOWED', { detail: `${gameId} is not part of this deployment` });
  const faults = models.map((model) => stakeFault(model, betMinor));
  const [detail] = faults;
  if (detail !== undefined && !faults.includes(undefined))
    throw new ProblemError('STAKE_NOT_ALLOWED', { detail });
}

/** `rgsGrantFreeSpins`. */
export async function grantFreeSpins(c: Context<AppEnv>): Promise<Response> {
  const body = parseBody(c, OPERATIONS.rgsGrantFreeSpins.request);
  c.get('logged').grant_id = body.grant_id;
  checkPlayable(body.game_id, body.bet_size.amount_minor);
  const grant = {
    operatorId: body.operator_id,
    playerId: body.player_id,
    grantId: body.grant_id,
    gameId: body.game_id,
    count: body.count,
    betMinor: body.bet_size.amount_minor,
    currency: body.bet_size.currency,
  };
  const answer = await c.get('services').grants.issue(grant, c.get('call'));
  if (answer === 'nonce_replayed') throw new ProblemError('NONCE_REPLAYED');
  if (answer === 'conflict') throw new ProblemError('IDEMPOTENCY_CONFLICT');
  return c.json({ grant_id: body.grant_id });
}
