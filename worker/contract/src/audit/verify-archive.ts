import { ARCHIVE_HEAD_TYPE, ArchiveHead, AuditManifest, MANIFEST_TYPE, SignedEnvelope } from '../archive.ts';
import { CHAIN_START } from '../bus-events.ts';
import { fromBase64 } from '../trust/bytes.ts';
import { preAuthEncoding, signersOf } from '../trust/envelope.ts';
import { type BatchHead, batchKey, manifestKey, NO_BATCH, readBatch, SHARDS, shardOf } from './batch.ts';
import { type ChainHead, EMPTY_CHAIN, findBreak, type Sha256 } from './chain.ts';

/** A copy of the write-once store: every object by its key, the signed head, and the keys that are believed. */
export interface Archive {
  readonly keys: readonly string[];
  readonly read: (key: string) => string;
  readonly head: unknown;
  readonly trusted: Readonly<Record<string, string>>;
  /** Digests of manifests that were kept somewhere else, by number. */
  readonly anchors: readonly { readonly number: number; readonly digest: string }[];
}

/** Something that is not as it was written: where, and what. */
export interface ArchiveFault {
  readonly where: string;
  readonly what: string;
}

/** What was read, and what of it is not as it was written. */
export interface ArchiveReport {
  readonly manifests: number;
  readonly batches: number;
  readonly events: number;
  readonly sources: number;
  readonly madeAt: string | null;
  readonly faults: readonly ArchiveFault[];
}

/** Reads what an envelope of this type signs; undefined unless a trusted key signed exactly these bytes. */
export async function believe(
  payloadType: string,
  value: unknown,
  trusted: Archive['trusted'],
): Promise<string | undefined> {
  const parsed = SignedEnvelope.safeParse(value);
  if (!parsed.success || parsed.data.payloadType !== payloadType) return undefined;
  const payload = fromBase64(parsed.data.payload);
  const message = preAuthEncoding(payloadType, payload);
  const signed = { payload, message, signatures: parsed.data.signatures };
  const signers = await signersOf(signed, trusted, Object.keys(trusted));
  return signers.length > 0 ? new TextDecoder().decode(payload) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A manifest that is believed, with its digest. */
interface Sealed {
  readonly manifest: AuditManifest;
  readonly digest: string;
}

/** Checks the chain of manifests up to the signed head; returns those that are believed, in order. */
async function readManifests(archive: Archive, sha256: Sha256, faults: ArchiveFault[]) {
  const fault = (where: string, what: string) => void faults.push({ where, what });
  const headText = await believe(ARCHIVE_HEAD_TYPE, archive.head, archive.trusted);
  const head = headText === undefined ? undefined : ArchiveHead.safeParse(parse(headText)).data;
  if (!head) fault('head.json', 'is not signed by a trusted key: nothing says where the archive ends');
  const sealed: Sealed[] = [];
  const there = archive.keys.filter((key) => key.startsWith('manifests/'));
  const last = Math.max(head?.number ?? 0, there.length);
  for (let number = 1; number <= last; number += 1) {
    const where = manifestKey(number);
    if (!there.includes(where)) {
      fault(where, 'is missing');
      continue;
    }
    const text = await believe(MANIFEST_TYPE, parse(archive.read(where)), archive.trusted);
    const manifest = text === undefined ? undefined : AuditManifest.safeParse(parse(text)).data;
    if (!text || !manifest) fault(where, 'is not signed by a trusted key');
    else {
      if (manifest.number !== number) fault(where, `is manifest ${manifest.number}`);
      if (manifest.prev !== (sealed.at(-1)?.digest ?? CHAIN_START))
        fault(where, `does not follow manifest ${number - 1}`);
      sealed.push({ manifest, digest: sha256(text) });
    }
  }
  const end = sealed.at(-1);
  if (head && (head.number !== (end?.manifest.number ?? 0) || head.digest !== (end?.digest ?? CHAIN_START)))
    fault('head.json', `says that the archive ends with manifest ${head.number}, ${head.digest}`);
  return { sealed, madeAt: head?.made_at ?? null };
}

function checkAnchors({ anchors }: Archive, sealed: readonly Sealed[], faults: ArchiveFault[]): void {
  for (const { number, digest } of anchors) {
    const found = sealed.find(({ manifest }) => manifest.number === number);
    if (found?.digest !== digest)
      faults.push({ where: manifestKey(number), what: 'is not the manifest that was anchored' });
  }
}

/** What the manifests say of one shard: its head after each of them. */
interface ShardClaim {
  readonly shard: string;
  readonly heads: readonly { readonly batches: number; readonly head: string; readonly events: number }[];
}

const claimOf = (shard: string, sealed: readonly Sealed[]): ShardClaim => ({
  shard,
  heads: sealed.flatMap(({ manifest }) => manifest.shards.filter((one) => one.shard === shard)),
});

/** Walks the batches of one shard: bytes, place, chain of batches, chain of each source, heads of the manifests. */
function walkShard(archive: Archive, { shard, heads }: ShardClaim, sha256: Sha256, faults: ArchiveFault[]) {
  const fault = (where: string, what: string) => void faults.push({ where, what });
  const keys = archive.keys.filter((key) => key.startsWith(`batches/${shard}/`)).sort();
  const chains = new Map<string, ChainHead>();
  let last: BatchHead = NO_BATCH;
  let events = 0;
  for (const key of keys) {
    const body = archive.read(key);
    const digest = sha256(body);
    const batch = readBatch(body);
    if (typeof batch === 'string') {
      fault(key, batch);
      continue;
    }
    const { header } = batch;
    if (key !== batchKey(shard, header.number, digest) || header.shard !== shard)
      fault(key, 'is not what its name says');
    if (header.number !== last.number + 1) fault(key, `batch ${last.number + 1} is missing before it`);
    else if (header.prev !== last.sha256) fault(key, `does not follow batch ${last.number}`);
    for (const [source, links] of Map.groupBy(batch.events, (line) => line.source)) {
      const broken = findBreak(sha256, chains.get(source) ?? EMPTY_CHAIN, links);
      if (broken) fault(`${key}, ${source}`, broken);
      if (shardOf(sha256, source) !== shard) fault(`${key}, ${source}`, 'belongs to another shard');
      const end = links.at(-1);
      if (end) chains.set(source, { seq: end.seq, hash: end.hash });
    }
    events += batch.events.length;
    last = { number: header.number, sha256: digest };
    for (const head of heads)
      if (head.batches === header.number && (head.head !== digest || head.events !== events))
        fault(key, 'is not the batch that its manifest was signed for');
  }
  const end = heads.at(-1);
  if ((end?.batches ?? 0) > last.number)
    fault(`batches/${shard}`, `ends with batch ${last.number}; the manifests go to ${end?.batches}`);
  if ((end?.batches ?? 0) < last.number)
    fault(`batches/${shard}`, `holds batch ${last.number}; the manifests go to ${end?.batches ?? 0}`);
  return { batches: keys.length, events, sources: chains.size };
}

const isKnown = (key: string): boolean =>
  /^manifests\/\d{10}\.json$/.test(key) ||
  (/^batches\/ledger-\d\d\/\d{10}-[0-9a-f]{64}\.ndjson$/.test(key) &&
    SHARDS.includes(key.split('/')[1] ?? ''));

/**
 * Holds a copy of the write-once store against itself and its signatures (spec E4). Nothing but the copy and the trusted
 * keys is needed: an edit, a drop, a swap or an insertion breaks a digest, a link or a signature.
 */
export async function verifyArchive(archive: Archive, sha256: Sha256): Promise<ArchiveReport> {
  const faults: ArchiveFault[] = [];
  const { sealed, madeAt } = await readManifests(archive, sha256, faults);
  checkAnchors(archive, sealed, faults);
  for (const key of archive.keys)
    if (!isKnown(key)) faults.push({ where: key, what: 'does not belong to an archive' });
  const shards = SHARDS.map((shard) => walkShard(archive, claimOf(shard, sealed), sha256, faults));
  const sum = (of: 'batches' | 'events' | 'sources') => shards.reduce((total, one) => total + one[of], 0);
  return {
    manifests: sealed.length,
    batches: sum('batches'),
    events: sum('events'),
    sources: sum('sources'),
    madeAt,
    faults,
  };
}
