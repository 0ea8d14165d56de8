import { TrustFault } from '@roundgate/contract/trust';
import { readTrustVectors, type TrustVectorFile } from '@roundgate/contract/vectors/read-trust.ts';
import vectors from '@roundgate/contract/vectors/trust.gen.json';
import { describe, expect, it } from 'vitest';
import { LoaderFault } from '../verifier/fault.ts';
import type { Page } from './page.ts';
import { FloorMemory, loadLaunch, StatusWatch } from './trust.ts';

const file = vectors as unknown as TrustVectorFile;
const cases = readTrustVectors(file);
const [good] = cases;
if (!good) throw new Error('the vectors are empty');

/** A store in memory; with `denied` it throws, as a browser does that blocks it. */
function storage(denied = false): Storage {
  const values = new Map<string, string>();
  const touch = () => {
    if (denied) throw new DOMException('denied', 'SecurityError');
  };
  return {
    getItem(key: string) {
      touch();
      return values.get(key) ?? null;
    },
    setItem(key: string, value: string) {
      touch();
      values.set(key, value);
    },
  } as Storage;
}

const page = (change: Partial<Page> = {}): Page => ({
  assurance: 'hosted',
  home: 'https://play.example',
  edge: 'https://edge.example',
  ancestors: [],
  launchToken: '',
  pins: file.pins,
  version: '0.1.0',
  ...good.asked,
  ...change,
});
const answering = (body: unknown, status = 200): typeof fetch =>
  (async () =>
    new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })) as typeof fetch;
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: unknown) =>
      error instanceof LoaderFault || error instanceof TrustFault ? error.code : String(error),
  );

describe('a launch, as the loader fetches it', () => {
  // Cases with the device's clock are for a start without network, which does not come this way.
  const fetched = cases.filter(({ nowMs }) => nowMs === undefined);
  it.each(fetched.map((vector) => [vector.name, vector] as const))('%s', async (_, vector) => {
    const memory = new FloorMemory(storage(), file.pins);
    memory.raise(vector.floors);
    const own = page({ ...vector.asked, version: vector.loader });
    expect(await codeOf(loadLaunch(own, memory, answering(vector.bundle)))).toBe(vector.expected);
  });

  it.each([
    ['an error page with 200', '<html>', 200, 'trust_missing'],
    ['nothing', '', 200, 'trust_missing'],
    ['an unknown build', '{}', 404, 'build_missing'],
    ['a country without a permit', '{}', 403, 'market_refused'],
    ['a server that fails', '{}', 500, 'trust_missing'],
    ['a part', '{}', 206, 'trust_missing'],
    ['more than any launch needs', ' '.repeat(300_000), 200, 'signature_invalid'],
  ])('refuses %s', async (_, body, status, code) => {
    expect(
      await codeOf(loadLaunch(page(), new FloorMemory(undefined, file.pins), answering(body, status))),
    ).toBe(code);
  });

  it('tells a lost network apart from a document that is wrong', async () => {
    const lost = (async () => Promise.reject(new TypeError('lost'))) as typeof fetch;
    expect(await codeOf(loadLaunch(page(), new FloorMemory(undefined, file.pins), lost))).toBe('network');
  });

  it('believes nothing older than what this device has believed', async () => {
    const memory = new FloorMemory(storage(), file.pins);
    await loadLaunch(page(), memory, answering(good.bundle));
    expect(memory.read()).toMatchObject({ status: 41, 'permit/MT': 5 });
    memory.raise({ status: 50 });
    memory.raise({ status: 42 });
    expect(memory.read().status).toBe(50);
    expect(await codeOf(loadLaunch(page(), memory, answering(good.bundle)))).toBe('trust_rolled_back');
  });

  it('starts where storage is denied, with the status and the gateway to hold the line', async () => {
    const memory = new FloorMemory(storage(true), file.pins);
    expect(await codeOf(loadLaunch(page(), memory, answering(good.bundle)))).toBe('ok');
    expect(memory.read()).toEqual({});
  });
});

describe('the status of a running game', () => {
  const MINUTE = 60_000;
  const watchOf = async (fetcher: typeof fetch) => {
    const launch = await loadLaunch(page(), new FloorMemory(undefined, file.pins), answering(good.bundle));
    return new StatusWatch(page(), launch, 0, fetcher);
  };

  it('is good for its ten minutes and a grace of five, without a newer one', async () => {
    const watch = await watchOf(answering('', 500));
    expect([await watch.ask(14 * MINUTE), await watch.ask(15 * MINUTE + 1)]).toEqual(['good', 'stale']);
  });

  it('is renewed by one that is not older', async () => {
    const watch = await watchOf(answering(good.bundle.status));
    expect(await watch.ask(14 * MINUTE)).toBe('good');
    expect(watch.verdict(28 * MINUTE)).toBe('good');
    expect(watch.verdict(30 * MINUTE)).toBe('stale');
  });

  it('stops the game when it names its build as revoked', async () => {
    const revoked = cases.find(
      ({ expected, name }) => expected === 'build_revoked' && name.includes('revoked'),
    );
    const watch = await watchOf(answering(revoked?.bundle.status));
    expect(await watch.ask(MINUTE)).toBe('revoked');
  });

  it('is not believed from a stranger', async () => {
    const foreign = cases.find(({ name }) => name === 'a status signed by compliance');
    const watch = await watchOf(answering(foreign?.bundle.status));
    await watch.ask(MINUTE);
    expect(watch.verdict(16 * MINUTE)).toBe('stale');
  });
});
