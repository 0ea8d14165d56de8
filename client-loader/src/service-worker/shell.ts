// What lets a launch begin without a network: the loader's page, its own files, the signed documents, and the files of
// games that its page has kept. None of it is believed: the page's scripts are pinned by its integrity attributes, the
// documents by their signatures, the words by their name, and the files of games by their digests.
import { FILE_CACHE, keptFileAt } from '../frame/file-store.ts';

const PREFIX = 'roundgate-shell-';
/** A page is asked for anew at every start; with a copy at hand, for this long. */
const PATIENCE_MS = 4_000;
/** The newest pages and documents that are kept; older ones go. */
const MAX_PAGES = 8;
const MAX_DOCUMENTS = 16;

const LOADER_FILE = /\/loader\/[\w.-]+/g;
const DOCUMENT = /^\/trust\/launch\/.+$/;
const ASSET = /^\/assets\/([0-9a-f]{64})$/;
const WORDS = /\/loader\/words-([a-zA-Z-]+)\./;

/** What kind of thing an address is, or undefined: then the worker stays out of it. */
export type Kind = 'page' | 'file' | 'document' | 'asset';

/** Sorts a request by its address alone. */
export function kindOf(url: URL, origin: string): Kind | undefined {
  if (ASSET.test(url.pathname)) return 'asset';
  if (url.origin !== origin) return DOCUMENT.test(url.pathname) ? 'document' : undefined;
  if (url.pathname.startsWith('/frame/')) return 'page';
  return url.pathname.startsWith('/loader/') ? 'file' : undefined;
}

/** An answer that need not wait for its copy: `kept` ends when that is in place. */
export interface Served {
  readonly answer: Promise<Response>;
  readonly kept: Promise<void>;
}

/** What the shell needs of its surroundings. */
export interface ShellTools {
  readonly caches: CacheStorage;
  readonly fetch: typeof fetch;
  readonly origin: string;
  /** Differs with every build of the loader. */
  readonly version: string;
  /** Where the words of a language lie in this version. */
  wordsOf(language: string): readonly string[];
}

/** The kept shell of one version of the loader. Every method that keeps something may fail without harm. */
export class Shell {
  readonly #tools: ShellTools;

  constructor(tools: ShellTools) {
    this.#tools = tools;
  }

  /**
   * The page of a build: from the network whenever there is one, so that its policy is today's. Without one, the copy
   * answers with the headers it came with, policy included: a demo starts from it, also when the network is too slow;
   * real play gets from it only the words for what is missing.
   */
  page(request: Request): Served {
    const [address = ''] = request.url.split('#');
    const fresh = this.#tools.fetch(request);
    const copy = fresh.then((response) => response.clone());
    const patienceMs = new URL(address).searchParams.get('mode') === 'demo' ? PATIENCE_MS : undefined;
    return {
      answer: this.#orKept(fresh, address, patienceMs),
      kept: copy.then((response) => this.#keepPage(address, response)),
    };
  }

  /** One of the loader's own files: their names hold their hashes, so a copy is as good as the original. */
  async file(request: Request): Promise<Response> {
    return (await this.#match(request.url)) ?? this.#fetchAndKeep(request);
  }

  /** A signed document: the newest that can be had. The loader finds out by itself whether it is still good. */
  document(request: Request): Served {
    const fresh = this.#tools.fetch(request);
    const copy = fresh.then((response) => response.clone());
    return {
      answer: this.#orKept(fresh, request.url, PATIENCE_MS),
      kept: copy.then((response) => this.#keepGood(request.url, response)).catch(() => {}),
    };
  }

  /**
   * A file of a game as its page has kept it, else from the network. A page that found the copy damaged asks past every
   * cache: then the copy goes, and the page keeps the one that it has checked.
   */
  async asset(request: Request): Promise<Response> {
    const cache = await this.#tools.caches.open(FILE_CACHE).catch(() => undefined);
    const name = keptFileAt(ASSET.exec(new URL(request.url).pathname)?.[1] ?? '');
    const kept = await cache?.match(name).catch(() => undefined);
    if (kept?.status === 200 && request.cache !== 'reload') return kept;
    if (kept) await cache?.delete(name).catch(() => false);
    return this.#tools.fetch(request);
  }

  /** Fetches what a launch used before this worker stood between: its page, files and documents. */
  async keep(urls: readonly string[]): Promise<void> {
    for (const url of urls) {
      const kind = kindOf(new URL(url), this.#tools.origin);
      if (!kind || kind === 'asset' || (await this.#match(url))) continue;
      if (kind === 'page') await this.#keepPage(url, await this.#tools.fetch(url));
      else await this.#fetchAndKeep(new Request(url, { credentials: 'omit' }));
    }
  }

  /** Brings what the last version kept into this one, each page with the loader files that it names today. */
  async renew(): Promise<void> {
    for (const name of await this.#others()) {
      const keys = await (await this.#tools.caches.open(name)).keys();
      for (const { url } of keys) {
        const kind = kindOf(new URL(url), this.#tools.origin);
        const language = WORDS.exec(url)?.[1];
        const words = language ? this.#tools.wordsOf(language) : [];
        const next = kind === 'file' ? words.map((path) => this.#tools.origin + path) : [url];
        await this.keep(next).catch(() => {});
      }
    }
  }

  /** Takes away what other versions kept. */
  async clean(): Promise<void> {
    await Promise.all((await this.#others()).map((name) => this.#tools.caches.delete(name)));
  }

  async #others(): Promise<string[]> {
    const names = await this.#tools.caches.keys();
    return names.filter((name) => name.startsWith(PREFIX) && name !== PREFIX + this.#tools.version);
  }

  #open(): Promise<Cache> {
    return this.#tools.caches.open(PREFIX + this.#tools.version);
  }

  async #match(url: string): Promise<Response | undefined> {
    const cache = await this.#open().catch(() => undefined);
    return cache?.match(url).catch(() => undefined);
  }

  /** The fresh answer, or the kept one when there is none, or none in time. */
  async #orKept(fresh: Promise<Response>, url: string, patienceMs?: number): Promise<Response> {
    const kept = await this.#match(url);
    if (!kept) return fresh;
    const answer = fresh.catch(() => kept);
    if (patienceMs === undefined) return answer;
    const tired = new Promise<Response>((resolve) => {
      setTimeout(() => resolve(kept), patienceMs);
    });
    return Promise.race([answer, tired]);
  }

  async #fetchAndKeep(request: Request): Promise<Response> {
    const response = await this.#tools.fetch(request);
    await this.#keepGood(request.url, response.clone());
    return response;
  }

  async #keepGood(url: string, response: Response): Promise<void> {
    if (response.status === 200) await this.#put(url, response);
  }

  /** Keeps a page once every loader file that it names is kept: a page is never mixed with files of another version. */
  async #keepPage(url: string, response: Response): Promise<void> {
    if (response.status !== 200) return;
    const copy = response.clone();
    const names = new Set((await response.text()).match(LOADER_FILE));
    for (const name of names) {
      if (await this.#match(this.#tools.origin + name)) continue;
      const file = await this.#tools.fetch(this.#tools.origin + name);
      if (file.status !== 200) return;
      await (await this.#open()).put(this.#tools.origin + name, file);
    }
    await this.#put(url, copy);
  }

  /** Puts an answer in as the newest of its kind, the oldest beyond the limit go. A full device keeps nothing. */
  async #put(url: string, response: Response): Promise<void> {
    try {
      const cache = await this.#open();
      await cache.put(url, response);
      const { origin } = this.#tools;
      const keysOf = async (kind: Kind) =>
        (await cache.keys()).filter((key) => kindOf(new URL(key.url), origin) === kind);
      const old = [
        ...(await keysOf('page')).slice(0, -MAX_PAGES),
        ...(await keysOf('document')).slice(0, -MAX_DOCUMENTS),
      ];
      await Promise.all(old.map((key) => cache.delete(key)));
    } catch {
      // The next start asks the network.
    }
  }
}
