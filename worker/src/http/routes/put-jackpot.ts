import type { OPERATIONS } from '@roundgate/contract';
import { rulesFaults } from '../../domain/jackpots/rules.ts';
import type { HandlerOf } from '../bind.ts';
import { jackpotObject } from '../context.ts';
import { ProblemError } from '../error-response.ts';
import { found } from './jackpot-view.ts';

/** Makes a meter, once. */
export const putJackpot: HandlerOf<typeof OPERATIONS.putJackpot> = async (
  { params, body },
  { env, config },
) => {
  const { jackpot_id } = params;
  const faults = rulesFaults(body, (gameId) => config.studioOfGame(gameId) !== undefined);
  if (faults.length > 0) throw new ProblemError('VALIDATION_FAILED', { errors: faults });
  const meter = jackpotObject(env, jackpot_id);
  const made = await meter.put(jackpot_id, body);
  if (made === 'conflict')
    throw new ProblemError('IDEMPOTENCY_CONFLICT', { detail: `${jackpot_id} has other rules, for good` });
  return { jackpot_id, already_there: made === 'same', jackpot: found(await meter.view()) };
};
