import { z } from 'zod';
import { MarketStatus } from '../market-rules.ts';
import { COMMON_PROBLEMS, SAMPLE_MARKET_STATUS } from './common.ts';
import { operation } from './operation.ts';

/** Every market whose rules are kept here, and how it stands now (spec M1, M2). */
export const listMarkets = operation({
  id: 'listMarkets',
  server: 'gateway',
  method: 'GET',
  path: '/v1/markets',
  auth: 'none',
  summary: 'List the markets, what of them is unknown or stale, and which can be launched',
  response: z.object({ markets: z.array(MarketStatus) }),
  problems: COMMON_PROBLEMS,
  examples: { response: { markets: [SAMPLE_MARKET_STATUS] } },
});
