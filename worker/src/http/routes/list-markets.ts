import type { OPERATIONS } from '@roundgate/contract';
import { MARKETS } from '../../domain/markets/catalogue.ts';
import { statusOf } from '../../domain/markets/status.ts';
import type { HandlerOf } from '../bind.ts';

/** Every market that is kept here, and how it stands. */
export const listMarkets: HandlerOf<typeof OPERATIONS.listMarkets> = async (_, { matrix, config, nowMs }) => {
  const certified = await matrix.countries(nowMs);
  const atMs = config.rulesAtMs(nowMs);
  return {
    markets: MARKETS.map((market) => statusOf(market, atMs, certified.includes(market.country))),
  };
};
