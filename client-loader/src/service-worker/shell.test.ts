import { describe, expect, it, vi } from 'vitest';
import { FakeCache, FakeCaches } from '../../test/fake-caches.ts';
import { kindOf, Shell } from './shell.ts';

const PLAY = 'https://play.example';
const PAGE = `${PLAY}/frame/op-lantern/${'a'.repeat(64)}?mode=demo&country=MT`;
const BUNDLE = `https://edge.example/trust/launch/MT/${'a'.repeat(64)}`;
const POLICY = { 'content-security-policy': "default-src 'none'" };
const page = (version: string): string => `<script src="/loader/main.${version}.js"></script>`;

/** A network that can be cut or made endless, with the loader of one version deployed. */
function world(version = 'v1') {
  const asked: string[] = [];
  const network = { version, state: 'up' as 'up' | 'down' | 'endless' };
  const fetcher = (async (input: RequestInfo | URL) => {
    const url = String(typeof input === 'object' && 'url' in input ? input.url : input).split('#')[0] ?? '';
    asked.push(url.replace(PLAY, ''));
    if (network.state === 'down') throw new TypeError('no network');
    if (network.state === 'endless') return new Promise<Response>(() => {});
    if (url.startsWith(`${PLAY}/frame/`)) return new Response(page(network.version), { headers: POLICY });
    if (url === BUNDLE) return new Response(`bundle ${network.version}`);
    const known = [`/loader/main.${network.version}.js`, `/loader/words-pt-BR.${network.version}.json`];
    const found = known.includes(url.replace(PLAY, ''));
    return new Response(found ? `${url} of ${network.version}` : 'none', { status: found ? 200 : 404 });
  }) as typeof fetch;
  const caches = new FakeCaches();
  const shellOf = (name: string): Shell =>
    new Shell({
      ...{ caches: caches.asStorage, fetch: fetcher, origin: PLAY, version: name },
      wordsOf: (language) => [`/loader/words-${language}.${name}.json`],
    });
  return { asked, network, caches, shellOf };
}

/** A navigation, as the worker sees it: with its fragment. */
const navigation = (fragment: string): Request => ({ url: PAGE + fragment }) as Request;
const REAL = { url: `${PAGE.replace('mode=demo&', '')}#launch=x` } as Request;
const read = async (shell: Shell, fragment: string): Promise<Response> => {
  const { answer, kept } = shell.page(navigation(fragment));
  await kept.catch(() => {});
  return answer;
};

describe('the worker', () => {
  it.each([
    [PAGE, 'page'],
    [`${PLAY}/loader/main.v1.js`, 'file'],
    [BUNDLE, 'document'],
    ['https://edge.example/trust/status', undefined],
    [`https://edge.example/assets/${'a'.repeat(64)}`, 'asset'],
    ['https://edge.example/assets/other', undefined],
    [`${PLAY}/v1/rounds`, undefined],
    [`${PLAY}/sw.js`, undefined],
  ])('takes %s for %s', (url, kind) => {
    expect(kindOf(new URL(url), PLAY)).toBe(kind);
  });
});

describe('a page', () => {
  it('comes from the network as long as there is one, and is kept with its policy', async () => {
    const { network, shellOf } = world();
    const shell = shellOf('s1');
    await read(shell, '#demo=x');
    network.version = 'v2';
    expect(await (await read(shell, '#demo=x')).text()).toBe(page('v2'));
    network.state = 'down';
    const kept = await read(shell, '#demo=x');
    expect([await kept.text(), kept.headers.get('content-security-policy')]).toEqual([
      page('v2'),
      "default-src 'none'",
    ]);
  });

  it('is kept only together with the loader files that it names', async () => {
    const { network, caches, shellOf } = world();
    const shell = shellOf('s1');
    await read(shell, '');
    const [cache] = caches.caches.values();
    expect(cache?.paths).toEqual(['/loader/main.v1.js', PAGE.replace(PLAY, '')]);
    // The page of a deployment whose files are not there yet: the kept page stays the one that is whole.
    vi.spyOn(network, 'version', 'get').mockReturnValueOnce('v2').mockReturnValue('v1');
    await read(shell, '');
    network.state = 'down';
    expect(await (await read(shell, '')).text()).toBe(page('v1'));
  });

  it('of a demo does not wait for a network that says nothing; that of real play does', async () => {
    vi.useFakeTimers();
    const { network, shellOf } = world();
    const shell = shellOf('s1');
    await read(shell, '');
    await shell.page(REAL).kept;
    network.state = 'endless';
    const answers: string[] = [];
    void shell.page(navigation('#demo=x')).answer.then(() => answers.push('demo'));
    void shell.page(REAL).answer.then(() => answers.push('real'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(answers).toEqual(['demo']);
    vi.useRealTimers();
  });

  it('that was never kept fails without a network, as if there were no worker', async () => {
    const { network, shellOf } = world();
    network.state = 'down';
    await expect(read(shellOf('s1'), '#demo=x')).rejects.toThrow('no network');
  });
});

describe('a loader file', () => {
  it('comes from the cache once it was fetched', async () => {
    const { asked, shellOf } = world();
    const shell = shellOf('s1');
    const request = new Request(`${PLAY}/loader/main.v1.js`);
    const first = await (await shell.file(request)).text();
    expect(await (await shell.file(request)).text()).toBe(first);
    expect(asked).toHaveLength(1);
  });

  it('that is not there is not remembered as missing', async () => {
    const { network, shellOf } = world();
    const shell = shellOf('s1');
    expect((await shell.file(new Request(`${PLAY}/loader/main.v2.js`))).status).toBe(404);
    network.version = 'v2';
    expect((await shell.file(new Request(`${PLAY}/loader/main.v2.js`))).status).toBe(200);
  });
});

it('the signed documents are the newest that can be had', async () => {
  const { network, shellOf } = world();
  const shell = shellOf('s1');
  await shell.document(new Request(BUNDLE)).kept;
  network.version = 'v2';
  expect(await (await shell.document(new Request(BUNDLE)).answer).text()).toBe('bundle v2');
  network.state = 'down';
  expect(await (await shell.document(new Request(BUNDLE)).answer).text()).toBe('bundle v2');
});

describe('an update', () => {
  it('brings what was kept into its own version, whole, and then takes the old away', async () => {
    const { network, caches, shellOf } = world();
    await shellOf('v1').keep([PAGE, BUNDLE, `${PLAY}/loader/words-pt-BR.v1.json`]);
    network.version = 'v2';
    const next = shellOf('v2');
    await next.renew();
    // Both stand side by side while a game of the old version may run.
    expect([...caches.caches.keys()]).toEqual(['roundgate-shell-v1', 'roundgate-shell-v2']);
    caches.caches.set('roundgate-files', new FakeCache());
    await next.clean();
    expect([...caches.caches.keys()]).toEqual(['roundgate-shell-v2', 'roundgate-files']);
    network.state = 'down';
    expect(await (await read(next, '#demo=x')).text()).toBe(page('v2'));
    const words = await next.file(new Request(`${PLAY}/loader/words-pt-BR.v2.json`));
    expect(await words.text()).toContain('of v2');
  });
});

describe('what is kept', () => {
  it('is bounded: the oldest pages go', async () => {
    const { caches, shellOf } = world();
    const pages = Array.from({ length: 12 }, (_, index) => `${PLAY}/frame/op-lantern/${index}`);
    await shellOf('s1').keep(pages);
    const kept = [...caches.caches.values()].flatMap(({ paths }) =>
      paths.filter((path) => path.includes('frame')),
    );
    expect(kept).toEqual(pages.slice(4).map((url) => url.replace(PLAY, '')));
  });

  it('is nothing at all when storage is denied, and pages and files come all the same', async () => {
    const { caches, shellOf } = world();
    caches.open = () => Promise.reject(new DOMException('denied', 'SecurityError'));
    const shell = shellOf('s1');
    expect((await read(shell, '#demo=x')).status).toBe(200);
    expect((await shell.file(new Request(`${PLAY}/loader/main.v1.js`))).status).toBe(200);
    expect((await shell.document(new Request(BUNDLE)).answer).status).toBe(200);
  });
});
