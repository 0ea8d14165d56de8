import { z } from 'zod';
import { BusEvent, ChainedEvent } from './bus-events.ts';
import { Sha256Hex, StudioId, Timestamp } from './ids.ts';

/** Whose chain an event belongs to: `players/<operator>/<player>` or `studios/<studio>`. */
export const EventSource = z
  .string()
  .regex(
    /^(players\/op-[A-Za-z0-9_-]{1,64}\/p-[A-Za-z0-9_-]{1,64}|studios\/st-[A-Za-z0-9_-]{1,64})$/,
    'must look like players/op-…/p-… or studios/st-…',
  )
  .meta({ id: 'EventSource', description: 'Whose chain an event belongs to' });

/** The source of a player's own chain. */
export const playerSource = (operatorId: string, playerId: string): string =>
  `players/${operatorId}/${playerId}`;
/** The source of a studio's own chain. */
export const studioSource = (studioId: string): string => `studios/${studioId}`;

/** Who a source is; the operator and the player, or the studio. */
export function readSource(
  source: string,
): { readonly operatorId: string; readonly playerId: string } | { readonly studioId: string } {
  const [kind, first = '', second = ''] = source.split('/');
  return kind === 'players' ? { operatorId: first, playerId: second } : { studioId: first };
}

/** Chosen by the studio once per event and repeated on every retry of it. */
export const EventId = z
  .string()
  .regex(/^evt-[A-Za-z0-9_-]{8,64}$/, 'must look like evt-… with 8 to 64 letters, digits, _ or -')
  .meta({ description: "Chosen by the studio once per event: the event's idempotency key" });

/** A contiguous run of a studio's own events, as it travels on the Queue. */
export const StudioRange = z
  .strictObject({
    studio_id: StudioId,
    from: z.number().int().min(1),
    to: z.number().int().min(1),
    events: z
      .array(ChainedEvent.extend({ event_id: EventId }))
      .min(1)
      .max(100),
  })
  .meta({ id: 'StudioRange' });
export type StudioRange = z.infer<typeof StudioRange>;

/** One line of a batch in the write-once store. `at` is when the ledger took it: the day that it was posted. */
export const StoredEvent = z
  .strictObject({
    source: EventSource,
    at: Timestamp,
    seq: z.number().int().min(1),
    prev_hash: Sha256Hex,
    hash: Sha256Hex,
    event: BusEvent,
    event_id: EventId.optional(),
  })
  .meta({ id: 'StoredEvent' });
export type StoredEvent = z.infer<typeof StoredEvent>;

/** The name of a ledger shard. */
export const ShardName = z.string().regex(/^ledger-\d\d$/, 'must look like ledger-00');

/** The first line of a batch: its place in its shard's chain. `prev` is the SHA-256 of the batch before it. */
export const BatchHeader = z.strictObject({
  format: z.literal('roundgate.batch/1'),
  shard: ShardName,
  number: z.number().int().min(1),
  prev: Sha256Hex,
  events: z.number().int().min(1),
});
export type BatchHeader = z.infer<typeof BatchHeader>;

/** How far one shard had come when a manifest was made. */
export const ShardHead = z.strictObject({
  shard: ShardName,
  /** The last batch that the manifest covers, 0 when there is none. */
  batches: z.number().int().min(0),
  head: Sha256Hex,
  /** Events in all batches up to here. */
  events: z.number().int().min(0),
});
export type ShardHead = z.infer<typeof ShardHead>;

/** What is signed once a day: where every shard's chain of batches stood. `prev` is the digest of the manifest before. */
export const AuditManifest = z
  .strictObject({
    format: z.literal('roundgate.audit-manifest/1'),
    number: z.number().int().min(1),
    prev: Sha256Hex,
    made_at: Timestamp,
    shards: z.array(ShardHead).min(1).max(100),
  })
  .meta({ id: 'AuditManifest' });
export type AuditManifest = z.infer<typeof AuditManifest>;

/** Signed when an archive is copied: the newest manifest at that moment, so that none can be left off the end. */
export const ArchiveHead = z
  .strictObject({
    format: z.literal('roundgate.audit-head/1'),
    made_at: Timestamp,
    number: z.number().int().min(0),
    digest: Sha256Hex,
  })
  .meta({ id: 'ArchiveHead' });
export type ArchiveHead = z.infer<typeof ArchiveHead>;

/** A signature envelope (DSSE), as it is stored and served. */
export const SignedEnvelope = z
  .strictObject({
    payloadType: z.string().max(80),
    payload: z.base64(),
    signatures: z
      .array(z.strictObject({ keyid: z.string().regex(/^[0-9a-f]{16}$/), sig: z.base64() }))
      .min(1)
      .max(8),
  })
  .meta({ id: 'SignedEnvelope' });
export type SignedEnvelope = z.infer<typeof SignedEnvelope>;

/** The keys that manifests are believed by: `{keyid: base64 of the raw Ed25519 key}`. */
export const AuditKeys = z.strictObject({
  keys: z.record(z.string().regex(/^[0-9a-f]{16}$/), z.base64()),
});
export type AuditKeys = z.infer<typeof AuditKeys>;

export const MANIFEST_TYPE = 'application/vnd.roundgate.audit-manifest+json';
export const ARCHIVE_HEAD_TYPE = 'application/vnd.roundgate.audit-head+json';
