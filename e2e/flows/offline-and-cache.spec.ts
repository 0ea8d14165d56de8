import type { Frame, Page, Request } from '@playwright/test';
import { denyStorage, fillDevice, keptFrame, spoilKept } from '../fixtures/kept.ts';
import { type LobbyPlayer, minorOf } from '../fixtures/lobby.ts';
import { expect, test } from '../fixtures/story.ts';

// A small window: what is shown is not what is tested here, and software rendering is slow.
const LAUNCH_MS = 45_000;

test.use({ contextOptions: { reducedMotion: 'reduce' }, viewport: { width: 500, height: 420 } });

/** How many games this page has shown so far. */
const shown = (page: Page): Promise<number> =>
  page.evaluate(() => Number(document.documentElement.dataset.shown ?? 0));

/** Opens the lobby and waits for the game that it starts by itself, so that no later start is taken for it. */
async function open({ page, stack }: LobbyPlayer): Promise<void> {
  await page.addInitScript(() => {
    document.addEventListener('roundgate:ready', () => {
      const { dataset } = document.documentElement;
      dataset.shown = String(Number(dataset.shown ?? 0) + 1);
    });
  });
  await page.goto(stack.urls.operator);
  await expect.poll(() => shown(page), { timeout: LAUNCH_MS }).toBe(1);
}

/** A pointer's click right after a scroll is still aimed by the last picture, in which the game stood there. */
const press = (page: Page, action: 'demo' | 'relaunch'): Promise<void> =>
  page.dispatchEvent(`[data-action="${action}"]`, 'click');

/** Starts the game with a button of the lobby and waits for its first screen; answers the requests that it took. */
async function start({ page }: LobbyPlayer, action: 'demo' | 'relaunch'): Promise<Request[]> {
  const sent: Request[] = [];
  const note = (request: Request): void => void sent.push(request);
  const before = await shown(page);
  page.context().on('request', note);
  await page.locator(`[data-action="${action}"]`).scrollIntoViewIfNeeded();
  await press(page, action);
  await expect(page.locator('roundgate-game')).toBeInViewport();
  await expect.poll(() => shown(page), { timeout: LAUNCH_MS }).toBe(before + 1);
  page.context().off('request', note);
  return sent;
}

/** The next event of this name that the operator's page hears. */
const heard = (page: Page, name: 'error'): Promise<{ code?: string; message?: string }> =>
  page.evaluate(
    (event) =>
      new Promise((resolve) => {
        document.addEventListener(event, (heardEvent) => resolve((heardEvent as CustomEvent).detail), {
          once: true,
        });
      }),
    `roundgate:${name}`,
  );

/** Waits until everything of a start is kept. */
async function kept(player: LobbyPlayer): Promise<Frame> {
  await player.loader();
  return keptFrame(player.page, player.stack.urls.play);
}

/** Requests that reached a server for things that a cache may hold. */
async function fetched(sent: readonly Request[]): Promise<string[]> {
  const fromNetwork = async (request: Request): Promise<string[]> => {
    const { pathname } = new URL(request.url());
    if (!/^\/(?:assets|loader|frame|trust\/launch)\//.test(pathname)) return [];
    const response = await request.response();
    const isFetched = response && (request.serviceWorker() || !response.fromServiceWorker());
    return isFetched ? [pathname] : [];
  };
  return (await Promise.all(sent.map(fromNetwork))).flat();
}

test('a demo starts again without a network, from files that are verified again', async ({
  player,
  page,
  context,
  violations,
}) => {
  await open(player);
  await page.selectOption('select[name="locale"]', 'de');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await start(player, 'demo');
  const first = await kept(player);
  expect(await first.textContent('#demo')).toContain('Spielgeld');
  expect(await first.textContent('#age')).toBe('18+');

  await context.setOffline(true);
  expect(await fetched(await start(player, 'demo'))).toEqual([]);
  const loader = await player.loader();
  expect(await loader.textContent('#demo')).toContain('Sie sind offline');
  expect(await loader.textContent('#age')).toBe('18+');
  const before = minorOf(await loader.textContent('#balance'));
  const game = await player.enter();
  await player.spin(game);
  const [stake, win] = await Promise.all(['stake', 'win'].map((of) => game.textContent(`.${of} .value`)));
  expect(minorOf(stake ?? null)).toBeGreaterThan(0);
  const after = before - minorOf(stake ?? null) + minorOf(win ?? null);
  await expect.poll(async () => minorOf(await loader.textContent('#balance'))).toBe(after);
  expect(violations).toEqual([]);
});

test('a second launch asks for the page and the signed documents, and finds out every damaged copy', async ({
  player,
}) => {
  await open(player);
  await kept(player);
  const again = await fetched(await start(player, 'relaunch'));
  expect(again.map((path) => path.split('/')[1]).sort()).toEqual(['frame', 'trust']);

  // Every kept file is damaged under its right name: each is found out, thrown away and fetched anew.
  const damaged = await spoilKept(await kept(player), '/kept/files/');
  const mended = (await fetched(await start(player, 'relaunch'))).filter((path) =>
    path.startsWith('/assets/'),
  );
  expect(mended.map((path) => path.split('/')[2]).sort()).toEqual(damaged.sort());
});

test('real play says that there is no network, and a worker that answers for the loader runs nothing', async ({
  player,
  page,
  context,
}) => {
  await open(player);
  // The kept page is a page all the same: it tells what is missing.
  const { href } = new URL((await kept(player)).url());
  await context.setOffline(true);
  const error = heard(page, 'error');
  await page.evaluate((url) => {
    const game = document.querySelector('roundgate-game');
    game?.setAttribute('launch-url', `${url}#launch=none`);
    (game as unknown as { launch(): Promise<void> }).launch().catch(() => {});
  }, href);
  expect(await error).toMatchObject({ code: 'network', message: expect.stringContaining('no connection') });
  await context.setOffline(false);
  await page.evaluate(() => document.querySelector('roundgate-game')?.removeAttribute('launch-url'));

  // What the worker answers with from now on is another script; the page's own hash of it keeps it out.
  const spoilt = await spoilKept(await player.loader(), '\\.js$', 'parent.postMessage("evil", "*")');
  expect(spoilt).not.toEqual([]);
  // On a page of its own: the browser's memory may still hold the true script of the last one.
  await page.addInitScript(() => {
    const fate = new Promise((resolve) => {
      addEventListener('message', ({ data }) => data === 'evil' && resolve('ran'));
      for (const [event, meaning] of Object.entries({ error: 'refused', ready: 'untouched' }))
        document.addEventListener(`roundgate:${event}`, () => resolve(meaning), { once: true });
    });
    Object.assign(window, { fate });
  });
  await page.reload();
  expect(await page.evaluate(() => (window as unknown as { fate: Promise<string> }).fate)).toBe('refused');
});

for (const [what, script] of [
  ['a browser that denies all storage', denyStorage],
  ['a device that is full', fillDevice],
] as const)
  test(`${what} plays from the network, and nothing goes unhandled`, async ({ player, page, violations }) => {
    const unhandled: string[] = [];
    page.on('pageerror', (error) => unhandled.push(error.message));
    await page.addInitScript(script);
    await open(player);
    const assets = (await fetched(await start(player, 'demo'))).filter((path) => path.startsWith('/assets/'));
    expect(assets.length).toBeGreaterThan(0);
    expect([unhandled, violations]).toEqual([[], []]);
  });
