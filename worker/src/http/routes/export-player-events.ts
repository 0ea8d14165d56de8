import { type OPERATIONS, playerSource } from '@roundgate/contract';
import { readLines } from '../../adapters/audit-store.ts';
import { joinTrail } from '../../use-cases/read-trail.ts';
import type { HandlerOf } from '../bind.ts';
import { playerObject, shardObject } from '../context.ts';

/** Batches that one answer reads: a player's events lie a few to a batch. */
const BATCH_LIMIT = 200;

/** The audit trail of one of the operator's own players; asked to, the ledger fetches from the source what it has not got. */
export const exportPlayerEvents: HandlerOf<typeof OPERATIONS.exportPlayerEvents> = async (
  { params, query: { after, pull }, partner },
  { env },
) => {
  const source = playerSource(partner.id, params.player_id);
  const shard = shardObject(env, source);
  const head = await playerObject(env, partner.id, params.player_id).chainHead();
  if (pull === 'missing') await shard.storeMissing(source);
  const { keys, waiting } = await shard.places(source, after, BATCH_LIMIT);
  const stored = await readLines(env.AUDIT, keys);
  const events = joinTrail(source, after, stored, pull === 'missing' ? waiting : []);
  return { events, chain_head: { seq: head.seq, hash: head.hash } };
};
