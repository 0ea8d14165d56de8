import { z } from 'zod';
import { PlayerId, SessionId, Timestamp } from '../ids.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** The operator ends a session; a running round is settled, no new one starts. Ending twice answers the same. */
export const endSession = operation({
  id: 'endSession',
  server: 'gateway',
  method: 'POST',
  path: '/v1/sessions/{session_id}/end',
  auth: 'operator',
  summary: 'End a session; a running round is still settled',
  params: z.strictObject({ session_id: SessionId }),
  request: z.strictObject({ player_id: PlayerId, reason: z.string().min(1).max(200) }),
  response: z.object({ session_id: SessionId, ended_at: Timestamp }),
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS, 'SESSION_NOT_FOUND'],
  examples: {
    request: { player_id: SAMPLE.player, reason: 'player logged out' },
    response: { session_id: SAMPLE.session, ended_at: SAMPLE.later },
  },
});
