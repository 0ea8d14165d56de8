import { z } from 'zod';
import { Sha256Hex } from '../ids.ts';
import { Reason, ShareBp } from '../register.ts';
import { SAMPLE, SAMPLE_RELEASE } from './common.ts';
import { operation } from './operation.ts';
import { RELEASE_PROBLEMS, ReleaseAnswer } from './release-problems.ts';

/** Gives a share of a game's new sessions to a certified build, or changes the share (spec M4). */
export const canaryBuild = operation({
  id: 'canaryBuild',
  server: 'gateway',
  method: 'POST',
  path: '/v1/builds/{digest}/canary',
  auth: 'studio',
  summary: 'Give a build a share of the new sessions, beside the stable one',
  params: z.strictObject({ digest: Sha256Hex }),
  request: z.strictObject({ share_bp: ShareBp, reason: Reason }),
  response: ReleaseAnswer,
  problems: RELEASE_PROBLEMS,
  examples: {
    request: { share_bp: 500, reason: 'smaller textures' },
    response: {
      release: {
        ...SAMPLE_RELEASE,
        canary: { build_hash: `sha256:${'4a'.repeat(32)}`, share_bp: 500, since: SAMPLE.ts },
      },
      already_so: false,
      inherited: ['MT'],
    },
  },
});
