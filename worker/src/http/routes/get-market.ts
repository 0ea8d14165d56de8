import type { OPERATIONS } from '@roundgate/contract';
import { findMarket } from '../../domain/markets/catalogue.ts';
import { fileOf } from '../../domain/markets/status.ts';
import type { HandlerOf } from '../bind.ts';
import { ProblemError } from '../error-response.ts';

/** One market in full. */
export const getMarket: HandlerOf<typeof OPERATIONS.getMarket> = async (
  { params },
  { matrix, config, nowMs },
) => {
  const market = findMarket(params.country);
  if (!market) throw new ProblemError('MARKET_RULES_UNKNOWN');
  const certified = await matrix.countries(nowMs);
  return fileOf(market, config.rulesAtMs(nowMs), certified.includes(market.country));
};
