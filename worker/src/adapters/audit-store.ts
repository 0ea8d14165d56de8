import { SignedEnvelope, type StoredEvent } from '@roundgate/contract';
import { manifestKey, readBatch } from '@roundgate/contract/audit';
import { ONCE } from './write-once.ts';

const READS_AT_ONCE = 20;

/** Thrown when the write-once store does not hold what its index says. */
export class ArchiveDamagedError extends Error {
  readonly code = 'ARCHIVE_DAMAGED';
}

/** Writes a batch at its place, once (spec E4). */
export async function putBatch(bucket: R2Bucket, key: string, body: string): Promise<void> {
  await bucket.put(key, body, ONCE);
}

/** The lines of batches, in the order of the keys. */
export async function readLines(bucket: R2Bucket, keys: readonly string[]): Promise<StoredEvent[]> {
  const lines: StoredEvent[] = [];
  for (let at = 0; at < keys.length; at += READS_AT_ONCE) {
    const parts = await Promise.all(keys.slice(at, at + READS_AT_ONCE).map((key) => readOne(bucket, key)));
    lines.push(...parts.flat());
  }
  return lines;
}

async function readOne(bucket: R2Bucket, key: string): Promise<readonly StoredEvent[]> {
  const body = await readObject(bucket, key);
  const batch = body === undefined ? 'is missing' : readBatch(body);
  if (typeof batch === 'string') throw new ArchiveDamagedError(`${key} ${batch}`);
  return batch.events;
}

/** One object as it is; undefined when there is none. */
export async function readObject(bucket: R2Bucket, key: string): Promise<string | undefined> {
  return (await bucket.get(key))?.text();
}

/** Keys after one, in order. */
export async function listKeys(
  bucket: R2Bucket,
  after: string,
  limit: number,
): Promise<{ keys: string[]; next: string | null }> {
  const page = await bucket.list({ limit, ...(after && { startAfter: after }) });
  const keys = page.objects.map(({ key }) => key);
  return { keys, next: page.truncated ? (keys.at(-1) ?? null) : null };
}

/** The newest manifest as it is stored; undefined before the first. */
export async function newestManifest(bucket: R2Bucket): Promise<SignedEnvelope | undefined> {
  // Numbers are contiguous: the last is where doubling and halving meets the first that is not there.
  const exists = async (number: number) => (await bucket.head(manifestKey(number))) !== null;
  if (!(await exists(1))) return undefined;
  let [low, high] = [1, 2];
  while (await exists(high)) [low, high] = [high, high * 2];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (await exists(middle)) low = middle;
    else high = middle;
  }
  const text = await readObject(bucket, manifestKey(low));
  return text === undefined ? undefined : SignedEnvelope.parse(JSON.parse(text));
}

/** Writes a manifest; false when another has taken its number. */
export async function putManifest(
  bucket: R2Bucket,
  number: number,
  envelope: SignedEnvelope,
): Promise<boolean> {
  return (await bucket.put(manifestKey(number), JSON.stringify(envelope), ONCE)) !== null;
}
