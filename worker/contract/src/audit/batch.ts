import { BatchHeader, StoredEvent } from '../archive.ts';
import { CHAIN_START } from '../bus-events.ts';
import type { Sha256 } from './chain.ts';

/** The number of ledger shards. Fixed: a source that moved to another shard would be counted there again. */
export const SHARD_COUNT = 16;

/** The name of a shard by its index. */
export const shardName = (index: number): string => `ledger-${String(index).padStart(2, '0')}`;
/** Every shard. */
export const SHARDS: readonly string[] = Array.from({ length: SHARD_COUNT }, (_, index) => shardName(index));

/** The shard that holds a source, for ever. */
export const shardOf = (sha256: Sha256, source: string): string =>
  shardName(Number.parseInt(sha256(source).slice(0, 8), 16) % SHARD_COUNT);

/** The end of a shard's chain of batches. */
export interface BatchHead {
  readonly number: number;
  readonly sha256: string;
}
/** The head of a shard without batches. */
export const NO_BATCH: BatchHead = { number: 0, sha256: CHAIN_START };

/** One object of the write-once store: named by its place and its content. */
export interface Batch {
  readonly header: BatchHeader;
  readonly key: string;
  readonly sha256: string;
  readonly body: string;
}

/** The place of a batch: its shard, its number, its content. */
export const batchKey = (shard: string, number: number, sha256: string): string =>
  `batches/${shard}/${String(number).padStart(10, '0')}-${sha256}.ndjson`;

/** The place of a manifest. */
export const manifestKey = (number: number): string => `manifests/${String(number).padStart(10, '0')}.json`;

/** Puts lines into the next batch of a shard. The same lines after the same head give the same bytes. */
export function makeBatch(sha256: Sha256, shard: string, after: BatchHead, lines: readonly string[]): Batch {
  const header: BatchHeader = {
    format: 'roundgate.batch/1',
    shard,
    number: after.number + 1,
    prev: after.sha256,
    events: lines.length,
  };
  const body = `${[JSON.stringify(header), ...lines].join('\n')}\n`;
  const digest = sha256(body);
  return { header, key: batchKey(shard, header.number, digest), sha256: digest, body };
}

/** What a batch holds, or why it cannot be read: it must be exactly what {@link makeBatch} makes of it. */
export function readBatch(
  body: string,
): { readonly header: BatchHeader; readonly events: readonly StoredEvent[] } | string {
  const [first = '', ...lines] = body.endsWith('\n') ? body.slice(0, -1).split('\n') : [];
  try {
    const header = BatchHeader.parse(JSON.parse(first));
    const events = lines.map((line) => StoredEvent.parse(JSON.parse(line)));
    if (header.events !== events.length) return `says ${header.events} events and holds ${events.length}`;
    return { header, events };
  } catch {
    return 'is not a batch';
  }
}
