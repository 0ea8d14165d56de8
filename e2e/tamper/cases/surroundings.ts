import type { BrowserContext, Frame, Page } from '@playwright/test';
import type { StatusDocument } from '@roundgate/contract/trust';
import { signDocument } from '@roundgate/contract/trust/sign';
import { REFUSED_FILE, type Stage, type TamperCase } from '../case.ts';
import { contentOf, digestOf } from '../forge.ts';
import type { Told } from '../launch-pad.ts';

const POLL_MS = 61_000;

/** What the element on a page tells next. */
const nextError = (page: Page): Promise<Told> =>
  page.evaluate(
    () =>
      new Promise<Told>((resolve) => {
        document.addEventListener(
          'roundgate:error',
          (event) => {
            const { code, message } = (event as CustomEvent<{ code: string; message: string }>).detail;
            resolve({ told: code, message });
          },
          { once: true },
        );
      }),
  );

/** From now on the status says that this build was revoked. */
async function revoke({ context, genuine, pad }: Stage): Promise<void> {
  const status = contentOf<StatusDocument>(genuine.bundle.status);
  const hash = `sha256:${digestOf(genuine.bundle.build)}`;
  const revoked = { ...status, version: status.version + 1, revoked_builds: [hash] };
  const envelope = await signDocument('status', revoked, [pad.keys.get('status')]);
  await context.route('**/trust/status', (route) =>
    route.fulfill({ json: envelope, headers: { 'access-control-allow-origin': '*' } }),
  );
}

const revocations: TamperCase[] = [
  {
    row: 22,
    name: 'a build that is revoked while it runs',
    expect: ['build_revoked'],
    gameFrames: true,
    arrange: ({ context }) => context.clock.install(),
    after: async (stage, page) => {
      await revoke(stage);
      const told = nextError(page);
      await stage.context.clock.runFor(POLL_MS);
      return told;
    },
  },
];

/** The loader's frame, once what the next launch begins with has been kept on the device. */
export async function keptFrame(page: Page, play: string): Promise<Frame> {
  const frame = page.frames().find((one) => one.url().startsWith(`${play}/frame/`));
  if (!frame) throw new Error('the loader is gone');
  await frame.waitForFunction(async () => {
    const names = await caches.keys();
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    const paths = keys.flat().map(({ url }) => new URL(url).pathname);
    const has = (part: string) => paths.some((path) => path.startsWith(part));
    return ['/frame/', '/loader/main', '/loader/words', '/trust/launch/', '/kept/files/'].every(has);
  });
  return frame;
}

/** Turns a bit in what is kept, under its right name. */
async function poison(page: Page, play: string, part: string): Promise<void> {
  const frame = await keptFrame(page, play);
  await frame.evaluate(async (path) => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const key of (await cache.keys()).filter(({ url }) => url.includes(path))) {
        const response = await cache.match(key);
        const bytes = new Uint8Array((await response?.arrayBuffer()) ?? new ArrayBuffer(0));
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
        await cache.put(key, new Response(bytes, { headers: response?.headers ?? {} }));
      }
    }
  }, part);
}

/** Launches once as it should be, spoils what was kept, and launches again. */
const relaunch = (part: string, cut?: string) => async (stage: Stage, page: Page) => {
  const { pad, context } = stage;
  await poison(page, pad.stack.urls.play, part);
  if (cut) await context.route(cut, (route) => route.abort('connectionreset'));
  // A document of the same process could have the loader from memory: no worker would be asked.
  await page.reload();
  return pad.launch(page.mainFrame(), (await pad.session()).url);
};

// Row 18, a worker that answers with another loader, is the story `offline-and-cache`.
const keeping: TamperCase[] = [
  {
    row: 17,
    name: 'kept files that were poisoned, and a network that is gone',
    expect: REFUSED_FILE,
    serviceWorkers: 'allow',
    gameFrames: true,
    arrange: async () => {},
    after: relaunch('/kept/files/', '**/assets/**'),
  },
  {
    row: 17,
    name: 'kept files that were poisoned: they are fetched anew',
    expect: ['ready'],
    serviceWorkers: 'allow',
    gameFrames: true,
    arrange: async () => {},
    after: relaunch('/kept/files/'),
  },
];

const script = (context: BrowserContext, code: () => void): Promise<unknown> => context.addInitScript(code);

const storage: TamperCase[] = [
  {
    row: 28,
    name: 'a browser that denies all storage',
    expect: ['ready'],
    gameFrames: true,
    arrange: ({ context }) =>
      script(context, () => {
        const denied = () => {
          throw new DOMException('denied', 'SecurityError');
        };
        for (const name of ['caches', 'localStorage', 'sessionStorage', 'indexedDB'])
          Object.defineProperty(globalThis, name, { get: denied });
        Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: denied });
      }),
  },
  {
    row: 28,
    name: 'a device without room',
    expect: ['ready'],
    serviceWorkers: 'allow',
    gameFrames: true,
    arrange: ({ context }) =>
      script(context, () => {
        Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
        Storage.prototype.setItem = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      }),
  },
];

export const SURROUNDINGS_CASES: readonly TamperCase[] = [...revocations, ...keeping, ...storage];
