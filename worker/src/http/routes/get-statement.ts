import type { OPERATIONS } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { refused } from '../error-response.ts';

/** The reconciliation statement of a session of one of the operator's own players. */
export const getStatement: HandlerOf<typeof OPERATIONS.getStatement> = async (
  { params, query, partner },
  { env },
) => {
  const object = playerObject(env, partner.id, query.player_id);
  const reply = await object.statement(params.session_id, query.after_seq, query.limit);
  if (!reply.ok) throw refused(reply.refusal);
  return reply.value;
};
