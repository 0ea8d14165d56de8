import { z } from 'zod';
import { Country } from '../ids.ts';
import { MarketFile } from '../market-rules.ts';
import { COMMON_PROBLEMS, SAMPLE_MARKET_STATUS, SAMPLE_TERMS } from './common.ts';
import { operation } from './operation.ts';

/** One market in full: every rule with grade, sources and dates, and the terms that its permit holds (spec M1, M2). */
export const getMarket = operation({
  id: 'getMarket',
  server: 'gateway',
  method: 'GET',
  path: '/v1/markets/{country}',
  auth: 'none',
  summary: 'Read the rules of one market with their grades, sources and dates',
  params: z.strictObject({ country: Country }),
  response: MarketFile,
  problems: [...COMMON_PROBLEMS, 'VALIDATION_FAILED', 'MARKET_RULES_UNKNOWN'],
  examples: {
    response: {
      ...SAMPLE_MARKET_STATUS,
      rules: [
        {
          rule: 'min_age',
          value: 18,
          grade: 'I',
          sources: [],
          note: 'general knowledge, not seen in a text of the market',
          verified_on: '2026-08-08',
          from: null,
          to: null,
          review_by: '2027-02-04',
          standing: 'in_force',
          applied: 18,
          refuses: false,
        },
      ],
      duties: [],
      pending: [],
      terms: SAMPLE_TERMS,
    },
  },
});
