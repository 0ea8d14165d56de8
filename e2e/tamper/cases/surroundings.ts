import type { Page } from '@playwright/test';
import type { StatusDocument } from '@roundgate/contract/trust';
import { signDocument } from '@roundgate/contract/trust/sign';
import { denyStorage, fillDevice, keptFrame, spoilKept } from '../../fixtures/kept.ts';
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

/** Launches once as it should be, spoils what was kept, and launches again. */
const relaunch = (part: string, cut?: string, text?: string) => async (stage: Stage, page: Page) => {
  const { pad, context } = stage;
  await spoilKept(await keptFrame(page, pad.stack.urls.play), part, text);
  if (cut) await context.route(cut, (route) => route.abort('connectionreset'));
  // A document of the same process could have the loader from memory: no worker would be asked.
  await page.reload();
  return pad.launch(page.mainFrame(), (await pad.session()).url);
};

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
  {
    row: 18,
    name: 'a service worker that answers with another loader',
    expect: ['loader_timeout'],
    serviceWorkers: 'allow',
    gameFrames: true,
    arrange: async () => {},
    after: relaunch('/loader/main.*js$', undefined, 'parent.postMessage("evil", "*")'),
  },
];

const storage: TamperCase[] = [
  {
    row: 28,
    name: 'a browser that denies all storage',
    expect: ['ready'],
    gameFrames: true,
    arrange: ({ context }) => context.addInitScript(denyStorage),
  },
  {
    row: 28,
    name: 'a device without room',
    expect: ['ready'],
    serviceWorkers: 'allow',
    gameFrames: true,
    arrange: ({ context }) => context.addInitScript(fillDevice),
  },
];

export const SURROUNDINGS_CASES: readonly TamperCase[] = [...revocations, ...keeping, ...storage];
