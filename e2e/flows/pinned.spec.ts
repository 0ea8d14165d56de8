import { readFileSync } from 'node:fs';
import type { Frame, Page } from '@playwright/test';
import { answerInAHurry } from '../fixtures/lobby.ts';
import { ownPages } from '../fixtures/own-page.ts';
import { repo } from '../fixtures/paths.ts';
import type { Stack } from '../fixtures/stack.ts';
import { expect, test } from '../fixtures/story.ts';

const LAUNCH_MS = 45_000;

interface PinnedFacts {
  readonly file: string;
  readonly integrity: string;
  readonly scripts: readonly string[];
}
const facts = (): PinnedFacts =>
  JSON.parse(readFileSync(repo('client-loader/dist/pinned.json'), 'utf8')) as PinnedFacts;

/** The strictest policy under which pinned mode plays, as the guide has it. */
function policyOf({ edge, play }: Stack['urls'], { scripts }: PinnedFacts): string {
  return [
    "default-src 'none'",
    `script-src ${edge} ${scripts.map((hash) => `'${hash}'`).join(' ')} blob:`,
    "style-src 'none'",
    `connect-src 'self' ${edge} ${play} ${play.replace(/^http/, 'ws')} blob: data:`,
    'img-src blob: data:',
    'media-src blob:',
    'font-src blob:',
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types roundgate l1 boot',
  ].join('; ');
}

async function servePinned(page: Page, stack: Stack, integrity?: string): Promise<void> {
  const pinned = facts();
  const tag = `<script src="${stack.urls.edge}/${pinned.file}" integrity="${integrity ?? pinned.integrity}" crossorigin="anonymous" defer></script>`;
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pinned</title>${tag}<roundgate-game game-id="g-night-market" launch-endpoint="/launch"><p id="fallback">No game here</p></roundgate-game></html>`;
  const headers = { 'content-security-policy': policyOf(stack.urls, pinned) };
  await ownPages(page, stack, '/pinned/', () => ({ body, contentType: 'text/html', headers }));
}

/** The next events of these names, in the order in which they come. */
const heard = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const told: unknown[] = [];
    Object.assign(globalThis, { told });
    for (const name of ['ready', 'error', 'round-start', 'round-end', 'balance'])
      document.addEventListener(`roundgate:${name}`, (event) =>
        told.push([name, (event as CustomEvent).detail.code ?? null]),
      );
  });
};
const told = (page: Page): Promise<[string, string | null][]> =>
  page.evaluate(() => (globalThis as unknown as { told: [string, string | null][] }).told);

/** Puts money into the visitor's account, as the lobby's button does. */
const deposit = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    const body = JSON.stringify({ click_id: crypto.randomUUID() });
    const headers = { 'content-type': 'application/json', 'x-lobby': '1' };
    const { status } = await fetch('/lobby/fund', { method: 'POST', headers, body });
    if (status !== 200) throw new Error(`the lobby answered ${status}`);
  });

/** Loader and game are documents without an address; the game's is the inner one. */
async function frames(page: Page): Promise<{ loader: Frame; game: Frame }> {
  const inner = (): Frame | undefined =>
    page.frames().find((frame) => frame.parentFrame() && frame.parentFrame() !== page.mainFrame());
  await expect.poll(() => inner() !== undefined, { timeout: LAUNCH_MS }).toBe(true);
  const game = inner() as Frame;
  return { game, loader: game.parentFrame() as Frame };
}

test("a pinned loader plays a round on the page of an operator, under that page's own strict policy", async ({
  page,
  stack,
  violations,
}) => {
  await heard(page);
  await servePinned(page, stack);
  await page.goto(`${stack.urls.operator}/pinned/`);
  await deposit(page);
  const { loader, game } = await frames(page);
  expect(
    await loader.evaluate(() => [origin, document.querySelector('meta[name="roundgate:launch-url"]')]),
  ).toEqual([stack.urls.operator, null]);
  await answerInAHurry(loader, game);
  await game.click('button.play', { timeout: LAUNCH_MS });
  await expect(loader.locator('#age')).toHaveText('18+');
  await game.click('button.spin[data-press="spin"]', { timeout: LAUNCH_MS });
  await expect.poll(() => told(page), { timeout: LAUNCH_MS }).toContainEqual(['round-end', null]);
  expect((await told(page)).filter(([name]) => name === 'error')).toEqual([]);
  expect(violations).toEqual([]);
});

test('a pinned script that is not the one of the digest does not run, and the page shows its own words', async ({
  page,
  stack,
}) => {
  await heard(page);
  await servePinned(page, stack, `sha384-${'A'.repeat(64)}`);
  await page.goto(`${stack.urls.operator}/pinned/`);
  await expect(page.locator('#fallback')).toBeVisible();
  expect(page.frames()).toHaveLength(1);
});
