import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { jackpotObject } from '../context.ts';
import { found } from './jackpot-view.ts';

/** Puts a meter back into play as it was. */
export const resumeJackpot: HandlerOf<typeof OPERATIONS.resumeJackpot> = async ({ params }, { env }) =>
  found(await jackpotObject(env, params.jackpot_id).setState('running'));
