import {
  type OPERATIONS,
  playerSource,
  type StoredEvent,
  studioSource,
  toCloudEvent,
} from '@roundgate/contract';
import { SHARDS, shardName, shardOf } from '@roundgate/contract/audit';
import { readLines } from '../../adapters/audit-store.ts';
import type { Partner } from '../../config.ts';
import { type EventFilter, isWanted, type Scope } from '../../domain/audit/scope.ts';
import { sha256Hex } from '../../sha256.ts';
import type { HandlerOf } from '../bind.ts';
import { type RequestContext, shardObject, shardStub } from '../context.ts';
import { ProblemError } from '../error-response.ts';

/** Batches that one answer reads. */
const BATCH_LIMIT = 10;
const MAX_DAYS = 100;

function scopeOf(partner: Partner, { config }: RequestContext): Scope {
  if (partner.kind === 'platform') return { operatorId: null, games: null, source: null };
  if (partner.kind === 'operator') return { operatorId: partner.id, games: null, source: null };
  const games = config.studio(partner.id)?.game_ids ?? [];
  return { operatorId: null, games, source: studioSource(partner.id) };
}

const wrong = (field: string, message: string): ProblemError =>
  new ProblemError('VALIDATION_FAILED', { errors: [{ field, message }] });

function checkPeriod(from: string | undefined, to: string | undefined): { from: string; to: string } {
  if (!from || !to) throw wrong(from ? 'to' : 'from', 'is needed unless operator and player are named');
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (days < 0) throw wrong('to', 'is before from');
  if (days > MAX_DAYS) throw wrong('to', `is more than ${MAX_DAYS} days after from`);
  return { from, to };
}

interface Page {
  readonly lines: readonly StoredEvent[];
  readonly next: string | null;
}

/** One player's batches, found by the player; the cursor is the sequence number that was reached. */
async function playerPage({ env }: RequestContext, source: string, after: number): Promise<Page> {
  const { keys } = await shardObject(env, source).places(source, after, BATCH_LIMIT);
  const lines = (await readLines(env.AUDIT, keys)).filter(
    (line) => line.source === source && line.seq > after,
  );
  const last = lines.at(-1);
  const index = SHARDS.indexOf(shardOf(sha256Hex, source));
  return { lines, next: keys.length === BATCH_LIMIT && last ? `${index}.${last.seq}` : null };
}

/** The batches of a period, shard after shard; the cursor is the batch that was reached. */
async function periodPage(
  { env }: RequestContext,
  period: { from: string; to: string },
  [shard, after]: readonly [number, number],
): Promise<Page> {
  const found = await shardStub(env, shardName(shard)).batches(after, period, BATCH_LIMIT);
  const lines = await readLines(
    env.AUDIT,
    found.map(({ key }) => key),
  );
  const last = found.length === BATCH_LIMIT ? found.at(-1) : undefined;
  if (last) return { lines, next: `${shard}.${last.number}` };
  return { lines, next: shard + 1 < SHARDS.length ? `${shard + 1}.0` : null };
}

/** Events of the write-once store, in their envelopes. */
export const exportEvents: HandlerOf<typeof OPERATIONS.exportEvents> = async (
  { query, partner },
  context,
) => {
  const scope = scopeOf(partner, context);
  const operatorId = query.operator_id ?? scope.operatorId;
  if (scope.operatorId !== null && operatorId !== scope.operatorId)
    throw new ProblemError('FORBIDDEN', { detail: 'these are events of another operator' });
  const filter: EventFilter = {
    operatorId,
    playerId: query.player_id ?? null,
    roundId: query.round_id ?? null,
    from: query.from ?? null,
    to: query.to ?? null,
  };
  const [shard = 0, after = 0] = (query.cursor ?? '0.0').split('.').map(Number);
  const source = operatorId !== null && query.player_id ? playerSource(operatorId, query.player_id) : null;
  if (source === null && !SHARDS[shard]) throw wrong('cursor', 'is none that was given out');
  const page =
    source === null
      ? await periodPage(context, checkPeriod(query.from, query.to), [shard, after])
      : await playerPage(context, source, after);
  const events = page.lines.filter((line) => isWanted(line, filter, scope)).map(toCloudEvent);
  return { events, next: page.next };
};
