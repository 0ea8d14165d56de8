import { z } from 'zod';
import { BuildHash } from '../ids.ts';
import { AccessToken, SessionInfo } from '../sessions.ts';
import { BODY_PROBLEMS, COMMON_PROBLEMS, SAMPLE, SAMPLE_SESSION } from './common.ts';
import { operation } from './operation.ts';

/** The versions of the trust documents that a loader believed at its launch. */
export const TrustVersions = z.strictObject({
  root: z.number().int().min(1),
  permit: z.number().int().min(1),
  status: z.number().int().min(1),
});

/** What a loader says of itself at its launch: a hint for whoever reads the records, and the first thing to be refused. */
export const LoaderFacts = z.strictObject({
  version: z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/, 'must be like 0.1.0'),
  assurance: z.enum(['hosted', 'pinned']),
  age_label_shown: z
    .enum(['visible', 'unknown'])
    .meta({ description: 'What the loader can attest; never guessed' }),
  trust: TrustVersions,
});
export type LoaderFacts = z.infer<typeof LoaderFacts>;

/** The loader trades its single-use launch token for a player token, naming the build that it verified (spec A2, M1). */
export const openSession = operation({
  id: 'openSession',
  server: 'gateway',
  method: 'POST',
  path: '/v1/launch',
  auth: 'none',
  summary: 'Trade a launch token, once, for a player token',
  request: z.strictObject({
    launch_token: z.string().min(20).max(2000),
    build_hash: BuildHash,
    loader: LoaderFacts,
  }),
  response: z.object({ token: AccessToken, session: SessionInfo }),
  problems: [
    ...COMMON_PROBLEMS,
    ...BODY_PROBLEMS,
    'UNAUTHENTICATED',
    'TOKEN_EXPIRED',
    'LAUNCH_TOKEN_USED',
    'BUILD_MISMATCH',
    'BUILD_REVOKED',
    'ASSURANCE_TOO_LOW',
    'LOADER_TOO_OLD',
    'TRUST_STALE',
    'MARKET_NOT_CERTIFIED',
    'MARKET_RULES_UNKNOWN',
    'RG_BLOCKED',
    'SESSION_ENDED',
    'UPSTREAM_UNAVAILABLE',
  ],
  examples: {
    request: {
      launch_token: 'eyJhbGciOiJFZERTQSJ9.launch.token',
      build_hash: SAMPLE.build,
      loader: {
        version: '0.1.0',
        assurance: 'hosted',
        age_label_shown: 'visible',
        trust: { root: 1, permit: 4, status: 290 },
      },
    },
    response: {
      token: { access_token: 'eyJ', token_type: 'Bearer', expires_at: SAMPLE.later },
      session: SAMPLE_SESSION,
    },
  },
});
