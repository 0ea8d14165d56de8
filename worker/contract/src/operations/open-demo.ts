import { z } from 'zod';
import { DemoInfo } from '../demo.ts';
import { BuildHash } from '../ids.ts';
import { BODY_PROBLEMS, COMMON_PROBLEMS, SAMPLE, SAMPLE_LAUNCH } from './common.ts';
import { operation } from './operation.ts';

/**
 * The loader shows the grant of a demo and gets the rules that it plays by. As often as wanted until the grant expires;
 * nothing is stored, and play itself calls nobody (spec M5).
 */
export const openDemo = operation({
  id: 'openDemo',
  server: 'gateway',
  method: 'POST',
  path: '/v1/demos/open',
  auth: 'none',
  summary: 'The rules of a demo, for the loader',
  request: z.strictObject({ demo_grant: z.string().min(20).max(2000), build_hash: BuildHash }),
  response: DemoInfo,
  problems: [
    ...COMMON_PROBLEMS,
    ...BODY_PROBLEMS,
    'UNAUTHENTICATED',
    'TOKEN_EXPIRED',
    'BUILD_MISMATCH',
    'BUILD_REVOKED',
    'MARKET_NOT_CERTIFIED',
    'MARKET_RULES_UNKNOWN',
  ],
  examples: {
    request: { demo_grant: 'eyJhbGciOiJFZERTQSJ9.demo.grant', build_hash: SAMPLE.build },
    response: {
      ...SAMPLE_LAUNCH,
      balance: { amount_minor: 100_000, currency: 'EUR', exponent: 2 },
      expires_at: SAMPLE.later,
    },
  },
});
