const ORIGIN = 'https://play.example';
const addressOf = (key: RequestInfo | URL): string =>
  new URL(typeof key === 'object' && 'url' in key ? key.url : String(key), ORIGIN).href;

/** A cache in memory: keys in the order of their last put, and a device that can be full. */
export class FakeCache {
  readonly entries = new Map<
    string,
    { readonly bytes: Uint8Array<ArrayBuffer>; readonly init: ResponseInit }
  >();
  readonly #device: { roomBytes: number };

  constructor(device: { roomBytes: number } = { roomBytes: Number.POSITIVE_INFINITY }) {
    this.#device = device;
  }

  async match(key: RequestInfo | URL): Promise<Response | undefined> {
    const entry = this.entries.get(addressOf(key));
    return entry && new Response(entry.bytes, entry.init);
  }

  async put(key: RequestInfo | URL, response: Response): Promise<void> {
    const bytes = new Uint8Array(await response.arrayBuffer());
    const before = this.entries.get(addressOf(key))?.bytes.length ?? 0;
    if (bytes.length - before > this.#device.roomBytes)
      throw new DOMException('the device is full', 'QuotaExceededError');
    this.#device.roomBytes -= bytes.length - before;
    this.entries.delete(addressOf(key));
    const init = { status: response.status, headers: Object.fromEntries(response.headers) };
    this.entries.set(addressOf(key), { bytes, init });
  }

  async delete(key: RequestInfo | URL): Promise<boolean> {
    this.#device.roomBytes += this.entries.get(addressOf(key))?.bytes.length ?? 0;
    return this.entries.delete(addressOf(key));
  }

  async keys(): Promise<Request[]> {
    return [...this.entries.keys()].map((url) => new Request(url));
  }

  /** The paths that are in it, in order. */
  get paths(): string[] {
    return [...this.entries.keys()].map((url) => url.replace(ORIGIN, ''));
  }

  /** As the browser's own type. */
  get asCache(): Cache {
    return this as unknown as Cache;
  }
}

/** The caches of one origin. */
export class FakeCaches {
  readonly caches = new Map<string, FakeCache>();

  async open(name: string): Promise<Cache> {
    const cache = this.caches.get(name) ?? new FakeCache();
    this.caches.set(name, cache);
    return cache.asCache;
  }

  async keys(): Promise<string[]> {
    return [...this.caches.keys()];
  }

  async delete(name: string): Promise<boolean> {
    return this.caches.delete(name);
  }

  get asStorage(): CacheStorage {
    return this as unknown as CacheStorage;
  }
}
