import { z } from 'zod';
import { GameId } from '../ids.ts';
import { ArmCount, BuildRecord, RegisterEvent, Release } from '../register.ts';
import { PARTNER_PROBLEMS, SAMPLE, SAMPLE_EVENT, SAMPLE_RELEASE } from './common.ts';
import { operation } from './operation.ts';

/** Everything that the register knows of a game: what is live, its newest builds, and what was done (spec M4). */
export const getReleases = operation({
  id: 'getReleases',
  server: 'gateway',
  method: 'GET',
  path: '/v1/releases',
  auth: 'studio_or_platform',
  summary: "Read a game's releases, builds and history, newest first",
  query: z.strictObject({
    game_id: GameId,
    before: z.coerce.number().int().min(1).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({
    releases: z.array(Release),
    arms: z
      .array(z.object({ rtp_profile: z.string(), canary: ArmCount, stable: ArmCount }))
      .meta({ description: 'Of canaries that run: how their sessions fare beside the stable ones' }),
    builds: z.array(BuildRecord),
    history: z.array(RegisterEvent),
    next_before: z.number().int().nullable(),
  }),
  problems: [...PARTNER_PROBLEMS, 'VALIDATION_FAILED'],
  examples: {
    response: {
      releases: [SAMPLE_RELEASE],
      arms: [],
      builds: [
        {
          build_hash: SAMPLE.build,
          studio_id: SAMPLE.studio,
          game_id: SAMPLE.game,
          rtp_profile: '96',
          version: '1.0.0',
          seq: 1,
          model_hash: `sha256:${'5c'.repeat(32)}`,
          mechanics_version: 'slot-engine/1',
          keyid: '0f1e2d3c4b5a6978',
          published_at: SAMPLE.ts,
          state: 'stable',
          revoked: null,
        },
      ],
      history: [SAMPLE_EVENT],
      next_before: null,
    },
  },
});
