import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeCache } from '../../test/fake-caches.ts';
import { openPageCache } from '../frame/file-store.ts';
import { Shell } from '../service-worker/shell.ts';
import { fetchBuild } from '../verifier/files.ts';
import { FileCache, MAX_KEPT_BYTES } from './file-cache.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const GiB = 1024 ** 3;

/** A device with one cache, and an edge that counts what is asked of it. */
function device(options: { roomBytes?: number; quota?: number; estimateFails?: boolean } = {}) {
  const room = { roomBytes: options.roomBytes ?? Number.POSITIVE_INFINITY };
  const cache = new FakeCache(room);
  const asked: string[] = [];
  const contents = new Map<string, string>();
  const fetcher = (async ({ url }: Request) => {
    asked.push(url);
    return new Response(contents.get(url.split('/').at(-1) ?? ''));
  }) as typeof fetch;
  const caches = { open: async () => cache.asCache } as unknown as CacheStorage;
  const worker = new Shell({
    caches,
    fetch: fetcher,
    origin: 'https://play',
    version: 'v1',
    wordsOf: () => [],
  });
  /** The edge as a page sees it whose worker stands between. */
  const between = (async (url: string, { cache: mode }: RequestInit) =>
    worker.asset({ url, cache: mode } as Request)) as typeof fetch;
  let nowMs = 0;
  const estimate = async (): Promise<StorageEstimate> => {
    if (options.estimateFails) throw new TypeError('denied');
    return { quota: options.quota ?? GiB, usage: 0 };
  };
  /** One launch of a build of these files, by a page of its own. */
  const play = async (name: string, texts: readonly string[]): Promise<string[]> => {
    nowMs += 1_000;
    const keeper = new FileCache({ cache: cache.asCache, estimate, now: () => nowMs });
    const files = Object.fromEntries(
      texts.map((text, index) => {
        contents.set(hash(text), text);
        const file = { sha256: hash(text), size: text.length, type: 'application/json', role: 'asset' };
        return [
          `f${index}.json`,
          file as { sha256: string; size: number; type: 'application/json'; role: 'asset' },
        ];
      }),
    );
    const before = asked.length;
    const verified = await fetchBuild('https://edge', Object.entries(files), () => {}, between);
    const read = await Promise.all(verified.map(({ blob }) => blob.text()));
    expect(read.sort()).toEqual([...texts].sort());
    await keeper.settle(name, verified);
    return asked.slice(before);
  };
  return { cache, play, room };
}

const filesOf = (cache: FakeCache): string[] => cache.paths.filter((path) => path.startsWith('/kept/files/'));
const at = (text: string): string => `/kept/files/${hash(text)}`;

describe('the kept files', () => {
  it('make a second launch of a build ask the edge for nothing', async () => {
    const { play } = device();
    expect(await play('b1', ['code', 'picture'])).toHaveLength(2);
    expect(await play('b1', ['code', 'picture'])).toEqual([]);
  });

  it('serve the next build only where its manifest names the very same bytes', async () => {
    const { play } = device();
    await play('b1', ['code', 'picture']);
    expect(await play('b2', ['other code', 'picture'])).toEqual([
      `https://edge/assets/${hash('other code')}`,
    ]);
  });

  it.each([
    ['other bytes of the same length', 'c0de'],
    ['a part of them', 'co'],
    ['more of them', 'code!'],
    ['nothing', ''],
  ])('that were poisoned with %s under the right key are thrown out and fetched anew', async (_, poison) => {
    const { cache, play } = device();
    await play('b1', ['code', 'picture']);
    await cache.put(at('code'), new Response(poison));
    expect(await play('b1', ['code', 'picture'])).toEqual([`https://edge/assets/${hash('code')}`]);
    expect(await (await cache.match(at('code')))?.text()).toBe('code');
  });

  it('that come with another status are no files', async () => {
    const { cache, play } = device();
    await play('b1', ['code']);
    await cache.put(at('code'), new Response('code', { status: 206 }));
    expect(await play('b1', ['code'])).toHaveLength(1);
  });

  it('of the build played longest ago go first when the device is full, but not those that others share', async () => {
    const { cache, play, room } = device();
    await play('b1', ['a'.repeat(1_000), 'shared']);
    await play('b2', ['b'.repeat(1_000), 'shared']);
    await play('b1', ['a'.repeat(1_000), 'shared']);
    room.roomBytes = 400;
    await play('b3', ['c'.repeat(1_000), 'shared']);
    expect(filesOf(cache).sort()).toEqual(['a'.repeat(1_000), 'c'.repeat(1_000), 'shared'].map(at).sort());
  });

  it('of a build that does not fit at all are not kept, nor half of them', async () => {
    const { cache, play } = device({ roomBytes: 1_500 });
    await play('b1', ['a'.repeat(1_000), 'b'.repeat(1_000)]);
    expect(cache.paths).toEqual([]);
    expect(await play('b1', ['a'.repeat(1_000), 'b'.repeat(1_000)])).toHaveLength(2);
  });

  it('never take more than half of what is free, and never more than the cap', async () => {
    const small = device({ quota: 2_000 });
    await small.play('b1', ['a'.repeat(900)]);
    await small.play('b2', ['b'.repeat(1_900)]);
    expect(filesOf(small.cache)).toEqual([at('b'.repeat(1_900))]);
    expect(MAX_KEPT_BYTES).toBe(64 * 1024 * 1024);
  });

  it('are kept up to the cap when the browser does not say how much there is', async () => {
    const { play } = device({ estimateFails: true });
    await play('b1', ['code']);
    expect(await play('b1', ['code'])).toEqual([]);
  });

  it('survive a record that is no record', async () => {
    const { cache, play } = device();
    await cache.put('/kept/builds/b9', new Response('{"files": 3'));
    await play('b1', ['code']);
    expect(cache.paths).toEqual(['/kept/builds/b1', at('code')]);
  });
});

describe('a browser that keeps nothing', () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    ['has no caches', undefined],
    ['denies them', { open: () => Promise.reject(new DOMException('denied', 'SecurityError')) }],
  ])('%s: there is no store, and nothing is thrown', async (_, caches) => {
    vi.stubGlobal('caches', caches);
    expect(await openPageCache()).toBeUndefined();
  });

  it('fails at every call: the files come from the network all the same', async () => {
    const { cache, play } = device();
    const denied = () => Promise.reject(new DOMException('denied', 'SecurityError'));
    Object.assign(cache, { match: denied, put: denied, delete: denied, keys: denied });
    expect(await play('b1', ['code'])).toHaveLength(1);
    expect(await play('b1', ['code'])).toHaveLength(1);
  });
});
