import type { OPERATIONS } from '@roundgate/contract';
import { readAudit, writeRange } from '../../adapters/audit-store.ts';
import { readWholeTrail } from '../../use-cases/read-trail.ts';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';

/** The audit trail of one of the operator's own players, from the write-once store; asked to, it fills gaps from the source first. */
export const exportPlayerEvents: HandlerOf<typeof OPERATIONS.exportPlayerEvents> = async (
  { params, query, partner },
  { env },
) => {
  const [operatorId, playerId] = [partner.id, params.player_id];
  const object = playerObject(env, operatorId, playerId);
  const head = await object.chainHead();
  const tools = {
    operatorId,
    playerId,
    stored: (after: number) => readAudit(env.AUDIT, operatorId, playerId, after),
    fromSource: (seq: number) => object.eventsAfter(seq),
    store: (range: Parameters<typeof writeRange>[1]) => writeRange(env.AUDIT, range),
  };
  const events =
    query.pull === 'missing'
      ? await readWholeTrail(tools, query.after, head.seq)
      : await tools.stored(query.after);
  return { events, chain_head: { seq: head.seq, hash: head.hash } };
};
