import { z } from 'zod';
import { Sha256Hex } from '../ids.ts';
import { Reason } from '../register.ts';
import { SAMPLE_RELEASE } from './common.ts';
import { operation } from './operation.ts';
import { RELEASE_PROBLEMS, ReleaseAnswer } from './release-problems.ts';

/** Returns to a build that was stable before, in a new release; naming the stable one ends its canary (spec M4). */
export const rollbackBuild = operation({
  id: 'rollbackBuild',
  server: 'gateway',
  method: 'POST',
  path: '/v1/builds/{digest}/rollback',
  auth: 'studio',
  summary: 'Return to a build that was stable before and is still certified; ends a canary',
  params: z.strictObject({ digest: Sha256Hex }),
  request: z.strictObject({ reason: Reason }),
  response: ReleaseAnswer,
  problems: RELEASE_PROBLEMS,
  examples: {
    request: { reason: 'music stutters on old phones' },
    response: { release: SAMPLE_RELEASE, already_so: false, inherited: [] },
  },
});
