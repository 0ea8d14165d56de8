import type { OPERATIONS } from '@roundgate/contract';
import { readAudit } from '../../adapters/audit-store.ts';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';

/** The audit trail of one of the operator's own players, from the write-once store and nowhere else. */
export const exportPlayerEvents: HandlerOf<typeof OPERATIONS.exportPlayerEvents> = async (
  { params, query, partner },
  { env },
) => {
  const head = await playerObject(env, partner.id, params.player_id).chainHead();
  const events = await readAudit(env.AUDIT, partner.id, params.player_id, query.after);
  return { events, chain_head: { seq: head.seq, hash: head.hash } };
};
