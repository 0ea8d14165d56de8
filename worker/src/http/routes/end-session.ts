import type { OPERATIONS } from '@roundgate/contract';
import { toTimestamp } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { refused } from '../error-response.ts';

/** Ends a session of one of the operator's own players. */
export const endSession: HandlerOf<typeof OPERATIONS.endSession> = async (
  { params, body, partner },
  { env, traceId },
) => {
  const ended = await playerObject(env, partner.id, body.player_id).endSession(params.session_id, traceId);
  if (!ended.ok) throw refused(ended.refusal);
  return { session_id: params.session_id, ended_at: toTimestamp(ended.value) };
};
