import { z } from 'zod';
import { BuildHash } from '../ids.ts';
import { ReplayInfo } from '../replay.ts';
import { BODY_PROBLEMS, COMMON_PROBLEMS, SAMPLE, SAMPLE_LAUNCH, SAMPLE_RESULT } from './common.ts';
import { operation } from './operation.ts';

/**
 * The loader shows the grant of a replay and gets the recorded round, drawn again by the game server and held against
 * the round that was paid. Reads only: as often as wanted until the grant expires, and no money moves (spec R4).
 */
export const openReplay = operation({
  id: 'openReplay',
  server: 'gateway',
  method: 'POST',
  path: '/v1/replays/open',
  auth: 'none',
  summary: 'The recorded round of a replay, for the loader',
  request: z.strictObject({ replay_grant: z.string().min(20).max(2000), build_hash: BuildHash }),
  response: ReplayInfo,
  problems: [
    ...COMMON_PROBLEMS,
    ...BODY_PROBLEMS,
    'UNAUTHENTICATED',
    'TOKEN_EXPIRED',
    'BUILD_MISMATCH',
    'BUILD_REVOKED',
    'ROUND_NOT_FOUND',
    'ROUND_NOT_SETTLED',
    'ROUND_CANCELLED',
    'REPLAY_NOT_POSSIBLE',
    'REPLAY_DIFFERS',
    'UPSTREAM_UNAVAILABLE',
  ],
  examples: {
    request: { replay_grant: 'eyJhbGciOiJFZERTQSJ9.replay.grant', build_hash: SAMPLE.build },
    response: {
      ...SAMPLE_LAUNCH,
      result: SAMPLE_RESULT,
      accepted_at: SAMPLE.ts,
      closed_at: SAMPLE.later,
    },
  },
});
