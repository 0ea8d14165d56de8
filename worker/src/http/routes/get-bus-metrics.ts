import { type OPERATIONS, toTimestamp } from '@roundgate/contract';
import { SHARDS } from '@roundgate/contract/audit';
import { agesOf } from '../../domain/audit/bus-age.ts';
import type { HandlerOf } from '../bind.ts';
import { type RequestContext, shardStub } from '../context.ts';

const DAY_MS = 86_400_000;

/** What the platform knows of the queue; nothing where it does not tell. */
async function queueOf({ env, nowMs }: RequestContext) {
  try {
    const { backlogCount, oldestMessageTimestamp } = await env.EVENTS.metrics();
    const oldest = oldestMessageTimestamp === undefined ? null : nowMs - oldestMessageTimestamp.getTime();
    return {
      messages: backlogCount,
      oldest_ms: backlogCount > 0 && oldest !== null ? Math.max(0, oldest) : null,
    };
  } catch {
    return null;
  }
}

/** Tells how the bus does, over all shards. */
export const getBusMetrics: HandlerOf<typeof OPERATIONS.getBusMetrics> = async (_, context) => {
  const { env, nowMs } = context;
  const since = toTimestamp(nowMs - DAY_MS).slice(0, 13);
  const [queue, ...shards] = await Promise.all([
    queueOf(context),
    ...SHARDS.map((shard) => shardStub(env, shard).metrics(since)),
  ]);
  const counter = (name: string): number =>
    shards.reduce((sum, { counters }) => sum + (counters[name] ?? 0), 0);
  const oldest = shards.flatMap(({ waiting }) =>
    waiting.oldest ? [nowMs - Date.parse(waiting.oldest)] : [],
  );
  const known = [...oldest, ...(queue?.oldest_ms ? [queue.oldest_ms] : [])];
  return {
    oldest_unpublished_ms: known.length > 0 ? Math.max(0, ...known) : null,
    queue,
    ages: agesOf(shards.flatMap(({ ages }) => ages)),
    events: counter('events'),
    duplicates_skipped: counter('duplicates_skipped'),
    gaps_pulled: counter('gaps_pulled'),
    waiting_for_store: shards.reduce((sum, { waiting }) => sum + waiting.events, 0),
  };
};
