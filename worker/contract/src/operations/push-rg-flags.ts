import { z } from 'zod';
import { PlayerId } from '../ids.ts';
import { RgFlags } from '../rg.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** The operator sets a player's responsible-gaming flags; they bind the very next spin (spec G2). */
export const pushRgFlags = operation({
  id: 'pushRgFlags',
  server: 'gateway',
  method: 'PUT',
  path: '/v1/players/{player_id}/rg-flags',
  auth: 'operator',
  summary: "Set a player's responsible-gaming flags, effective on the next spin",
  params: z.strictObject({ player_id: PlayerId }),
  request: z.strictObject({ rg_flags: RgFlags, reason: z.string().min(1).max(200) }),
  response: z.object({ player_id: PlayerId, rg_flags: RgFlags }),
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS],
  examples: {
    request: {
      rg_flags: { self_excluded: true, blocked: false, time_limit_min: null },
      reason: 'asked by the player',
    },
    response: {
      player_id: SAMPLE.player,
      rg_flags: { self_excluded: true, blocked: false, time_limit_min: null },
    },
  },
});
