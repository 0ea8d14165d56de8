import { z } from 'zod';
import { LOADER_ERRORS } from '../frame-messages.ts';
import { BODY_PROBLEMS, COMMON_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';

/**
 * The loader tells that a game could not be started or stopped by itself. The launch token, or the player's token once
 * there is one, names the session; a session counts once however often it reports (spec M4: canary).
 */
export const reportLoaderError = operation({
  id: 'reportLoaderError',
  server: 'gateway',
  method: 'POST',
  path: '/v1/launch/errors',
  auth: 'none',
  summary: 'Report why a game did not start or stopped; counts once per session',
  request: z.strictObject({ token: z.string().min(20).max(2000), code: z.enum(LOADER_ERRORS) }),
  response: z.object({
    counted: z.boolean().meta({ description: 'True when it is held against the build of a running canary' }),
  }),
  problems: [...COMMON_PROBLEMS, ...BODY_PROBLEMS, 'UNAUTHENTICATED', 'TOKEN_EXPIRED'],
  examples: {
    request: { token: 'eyJhbGciOiJFZERTQSJ9.launch.token', code: 'game_failed' },
    response: { counted: true },
  },
});
