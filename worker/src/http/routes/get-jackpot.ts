import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { jackpotObject } from '../context.ts';
import { found } from './jackpot-view.ts';

/** One meter as its pool knows it now. */
export const getJackpot: HandlerOf<typeof OPERATIONS.getJackpot> = async ({ params }, { env }) =>
  found(await jackpotObject(env, params.jackpot_id).view());
