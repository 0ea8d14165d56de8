import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { jackpotObject } from '../context.ts';
import { found } from './jackpot-view.ts';

/** Takes a meter out of play. */
export const disableJackpot: HandlerOf<typeof OPERATIONS.disableJackpot> = async ({ params }, { env }) =>
  found(await jackpotObject(env, params.jackpot_id).setState('disabled'));
