import { z } from 'zod';
import { Sha256Hex } from '../ids.ts';
import { Reason } from '../register.ts';
import { SAMPLE_RELEASE } from './common.ts';
import { operation } from './operation.ts';
import { RELEASE_PROBLEMS, ReleaseAnswer } from './release-problems.ts';

/** Makes a certified build the one that new sessions get. Nothing goes live without it (spec M4). */
export const promoteBuild = operation({
  id: 'promoteBuild',
  server: 'gateway',
  method: 'POST',
  path: '/v1/builds/{digest}/promote',
  auth: 'studio',
  summary: 'Make a build the stable one of its game and profile',
  params: z.strictObject({ digest: Sha256Hex }),
  request: z.strictObject({ reason: Reason }),
  response: ReleaseAnswer,
  problems: RELEASE_PROBLEMS,
  examples: {
    request: { reason: 'the canary did well' },
    response: { release: SAMPLE_RELEASE, already_so: false, inherited: [] },
  },
});
