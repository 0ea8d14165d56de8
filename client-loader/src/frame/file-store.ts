import type { FileStore } from '../verifier/files.ts';

/** The one cache of the loader frame; the service worker keeps its own, by other names. */
const FILE_CACHE = 'roundgate-files';
/** Where a file lies in it. */
export const keptFileAt = (sha256: string): string => `/kept/files/${sha256}`;

/** The loader's cache, or undefined where the browser has none or denies it: then everything comes from the network. */
export async function openPageCache(): Promise<Cache | undefined> {
  try {
    return await caches.open(FILE_CACHE);
  } catch {
    return undefined;
  }
}

/** Files that earlier launches have kept; what this one fetches is only noted, and written once the game runs. */
export class KeptFiles implements FileStore {
  /** Files that were fetched and checked by this launch. */
  readonly fresh = new Map<string, Blob>();
  readonly #cache: Cache;

  constructor(cache: Cache) {
    this.#cache = cache;
  }

  read(sha256: string): Promise<Response | undefined> {
    return this.#cache.match(keptFileAt(sha256)).catch(() => undefined);
  }

  async drop(sha256: string): Promise<void> {
    await this.#cache.delete(keptFileAt(sha256)).catch(() => false);
  }

  keep(sha256: string, blob: Blob): void {
    this.fresh.set(sha256, blob);
  }
}
