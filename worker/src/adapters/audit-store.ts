import type { ChainedEvent, EventRange } from '@roundgate/contract';
import { sha256Hex } from '../sha256.ts';
import { ONCE } from './write-once.ts';

const padded = (seq: number): string => String(seq).padStart(16, '0');
const prefixOf = (operatorId: string, playerId: string): string => `players/${operatorId}/${playerId}/`;
const ndjson = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Writes a range of a player's chain as one object, named by its place and its content, once (spec E4). */
export async function writeRange(bucket: R2Bucket, range: EventRange): Promise<void> {
  const body = ndjson(range.events);
  const key = `${prefixOf(range.operator_id, range.player_id)}${padded(range.to)}-${padded(range.from)}-${sha256Hex(body).slice(0, 16)}.ndjson`;
  await bucket.put(key, body, ONCE);
}

/** Writes a batch of a studio's own events, named by its content, once. */
export async function writeStudioBatch(
  bucket: R2Bucket,
  studioId: string,
  events: readonly unknown[],
): Promise<void> {
  const body = ndjson(events);
  await bucket.put(`studios/${studioId}/${sha256Hex(body)}.ndjson`, body, ONCE);
}

/** The most events that one reading answers. */
const EXPORT_LIMIT = 1000;

/** A player's events after `after`, in order. A range that was delivered twice is read once. */
export async function readAudit(
  bucket: R2Bucket,
  operatorId: string,
  playerId: string,
  after: number,
): Promise<ChainedEvent[]> {
  const prefix = prefixOf(operatorId, playerId);
  const bySeq = new Map<number, ChainedEvent>();
  let startAfter = `${prefix}${padded(after)}~`;
  while (bySeq.size < EXPORT_LIMIT) {
    const page = await bucket.list({ prefix, startAfter, limit: 100 });
    for (const { key } of page.objects) {
      const body = await (await bucket.get(key))?.text();
      for (const line of body?.trimEnd().split('\n') ?? []) {
        const link = JSON.parse(line) as ChainedEvent;
        if (link.seq > after) bySeq.set(link.seq, link);
      }
    }
    const last = page.objects.at(-1);
    if (!page.truncated || !last) break;
    startAfter = last.key;
  }
  return [...bySeq.values()].sort((left, right) => left.seq - right.seq).slice(0, EXPORT_LIMIT);
}
