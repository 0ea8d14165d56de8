import { keptFileAt } from '../frame/file-store.ts';
import type { VerifiedFile } from '../verifier/files.ts';

/** The most that builds may take on a device, in bytes; less where the browser gives less. */
export const MAX_KEPT_BYTES = 64 * 1024 * 1024;

const BUILDS = '/kept/builds/';

/** Which files a build needs, and when it was last played. */
interface BuildRecord {
  readonly digest: string;
  readonly usedAtMs: number;
  readonly files: Readonly<Record<string, number>>;
}

/** What the browser offers for keeping things; injected, so that a test can be any browser. */
export interface StorageTools {
  readonly cache: Cache;
  readonly estimate: () => Promise<StorageEstimate>;
  readonly now: () => number;
}

const isFull = (error: unknown): boolean => error instanceof DOMException && /quota/i.test(error.name);

/** Files of builds by digest, the builds played longest ago given up first. Nothing here ever stops a game. */
export class FileCache {
  readonly #tools: StorageTools;

  constructor(tools: StorageTools) {
    this.#tools = tools;
  }

  /** Writes down the files of a build that runs, and what of older builds goes for it. Never rejects. */
  async settle(digest: string, files: readonly VerifiedFile[]): Promise<void> {
    const needed = Object.fromEntries(files.map(({ sha256, blob }) => [sha256, blob.size]));
    try {
      await this.#settle({ digest, usedAtMs: this.#tools.now(), files: needed }, files);
    } catch {
      // A browser that keeps nothing: the next launch fetches again.
    }
  }

  async #settle(own: BuildRecord, files: readonly VerifiedFile[]): Promise<void> {
    const others = (await this.#records()).filter(({ digest }) => digest !== own.digest);
    others.sort((left, right) => left.usedAtMs - right.usedAtMs);
    const limit = await this.#limit(bytesOf(others));
    while (bytesOf([...others, own]) > limit) {
      if (!(await this.#giveUp(others, own))) return this.#forget(own, others);
    }
    // The record first: a file without one would never be given up.
    await this.#tools.cache.put(BUILDS + own.digest, Response.json(own));
    for (const { sha256, blob } of files) {
      if (await this.#tools.cache.match(keptFileAt(sha256))) continue;
      if (!(await this.#put(sha256, blob, others, own))) return this.#forget(own, others);
    }
  }

  /** Writes one file, giving up older builds while the browser says that it is full. */
  async #put(sha256: string, blob: Blob, others: BuildRecord[], own: BuildRecord): Promise<boolean> {
    for (;;) {
      try {
        await this.#tools.cache.put(keptFileAt(sha256), new Response(blob));
        return true;
      } catch (error) {
        if (!isFull(error) || !(await this.#giveUp(others, own))) return false;
      }
    }
  }

  async #giveUp(others: BuildRecord[], own: BuildRecord): Promise<boolean> {
    const oldest = others.shift();
    if (oldest) await this.#forget(oldest, [...others, own]);
    return oldest !== undefined;
  }

  /** Takes a build out, but for the files that another one needs too. */
  async #forget({ digest, files }: BuildRecord, rest: readonly BuildRecord[]): Promise<void> {
    await this.#tools.cache.delete(BUILDS + digest);
    const gone = Object.keys(files).filter((sha256) => !rest.some((other) => sha256 in other.files));
    await Promise.all(gone.map((sha256) => this.#tools.cache.delete(keptFileAt(sha256))));
  }

  async #records(): Promise<BuildRecord[]> {
    const { cache } = this.#tools;
    const keys = (await cache.keys()).filter(({ url }) => new URL(url).pathname.startsWith(BUILDS));
    const read = async (key: Request): Promise<BuildRecord[]> => {
      const record: unknown = await (await cache.match(key))?.json().catch(() => null);
      if (isRecord(record)) return [record];
      await cache.delete(key);
      return [];
    };
    return (await Promise.all(keys.map(read))).flat();
  }

  /** What builds may take in all: never more than half of what is still free beside them. */
  async #limit(keptBytes: number): Promise<number> {
    const { quota, usage = 0 } = await this.#tools.estimate().catch((): StorageEstimate => ({}));
    if (quota === undefined) return MAX_KEPT_BYTES;
    return Math.min(MAX_KEPT_BYTES, keptBytes + (quota - usage) / 2);
  }
}

function isRecord(value: unknown): value is BuildRecord {
  const { digest, usedAtMs, files } = (value ?? {}) as Partial<BuildRecord>;
  return typeof digest === 'string' && typeof usedAtMs === 'number' && typeof files === 'object' && !!files;
}

/** Bytes of several builds, a file that they share counted once. */
const bytesOf = (records: readonly BuildRecord[]): number =>
  Object.values(Object.assign({}, ...records.map(({ files }) => files)) as Record<string, number>).reduce(
    (sum, size) => sum + size,
    0,
  );
