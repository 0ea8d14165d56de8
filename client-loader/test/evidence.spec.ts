import { expect, type Page, test } from '@playwright/test';
import { MARKETS } from './harness/markets.ts';
import { openFrame, press } from './harness/open-frame.ts';

const LINE = 'Play waits until the label and warnings above are fully in sight.';

/** Lays a box of the operator's page over the frame's first pixels, or takes it away. */
const cover = (page: Page, on: boolean) =>
  page.evaluate((add) => {
    if (!add) return document.querySelector('#cover')?.remove();
    const box = document.createElement('div');
    box.id = 'cover';
    box.style.cssText = 'position:fixed;inset:0 0 auto 0;height:40px;background:#fff';
    document.body.append(box);
  }, on);
const style = (page: Page, css: string) =>
  page.evaluate((text) => {
    (document.querySelector('roundgate-game') as HTMLElement).style.cssText = text;
  }, css);

test('no round is sent before the gateway has accepted what was seen for a second', async ({ page }) => {
  const frame = await openFrame(page, { terms: MARKETS.SE });
  const game = await frame.game();
  await press(game, 'button');
  await expect(game.locator('#line')).toHaveText('won 0', { timeout: 10_000 });
  const paths = frame.gateway.calls.map(({ path }) => path);
  const attested = paths.indexOf('/v1/session/ui-evidence');
  expect(attested).toBeGreaterThan(0);
  expect(paths.indexOf('/v1/rounds')).toBeGreaterThan(attested);
  const [first] = frame.gateway.called('/v1/session/ui-evidence');
  const evidence = first?.body?.evidence as {
    element: string;
    seen: string;
    for_ms: number;
    ratio: number;
  }[];
  expect(evidence.map(({ element }) => element)).toEqual([
    'age_label',
    'warnings',
    'logos',
    'clock',
    'balance',
  ]);
  for (const { seen, for_ms, ratio } of evidence) {
    expect(seen).toBe('visible');
    expect(for_ms).toBeGreaterThanOrEqual(1_000);
    expect(ratio).toBeGreaterThan(0.95);
  }
});

for (const [what, hide, show] of [
  ['covered by something of the page', (page: Page) => cover(page, true), (page: Page) => cover(page, false)],
  [
    'cut off by the page',
    (page: Page) => style(page, 'margin-top:-30px'),
    (page: Page) => style(page, 'margin-top:0'),
  ],
  ['zoomed out by the page', (page: Page) => style(page, 'zoom:0.2'), (page: Page) => style(page, '')],
  ['shrunk by the page', (page: Page) => style(page, 'scale:0.2'), (page: Page) => style(page, '')],
  [
    'made see-through by the page',
    (page: Page) => style(page, 'opacity:0.4'),
    (page: Page) => style(page, ''),
  ],
] as const) {
  test(`a label that is ${what} holds play until it is seen again`, async ({ page }) => {
    const frame = await openFrame(page);
    const { gateway, loader } = frame;
    const game = await frame.game();
    await expect.poll(() => gateway.evidenceComplete).toBe(true);
    await hide(page);
    await expect.poll(() => gateway.evidenceComplete).toBe(false);
    await expect(loader.locator('#waiting')).toHaveText(LINE);
    await game.evaluate(() => document.querySelector('button')?.click());
    await expect(game.locator('#line')).toHaveText('UI_NOT_SHOWN');
    expect(gateway.called('/v1/rounds')).toEqual([]);
    await show(page);
    await expect.poll(() => gateway.evidenceComplete, { timeout: 10_000 }).toBe(true);
    await expect(loader.locator('#waiting')).toBeHidden();
    await press(game, 'button');
    await expect(game.locator('#line')).toHaveText('won 0');
  });
}

test('what is required is in sight on the smallest screens too', async ({ page }) => {
  const { gateway } = await openFrame(page, { terms: MARKETS.SE, locale: 'de' });
  await expect.poll(() => gateway.evidenceComplete).toBe(true);
  for (const [width, height] of [
    [320, 480],
    [480, 320],
  ] as const) {
    await page.setViewportSize({ width, height });
    const before = gateway.called('/v1/session/ui-evidence').length;
    await page.evaluate(() => (document.body.style.visibility = 'hidden'));
    await expect.poll(() => gateway.evidenceComplete).toBe(false);
    await page.evaluate(() => (document.body.style.visibility = ''));
    await expect.poll(() => gateway.evidenceComplete, { timeout: 10_000 }).toBe(true);
    expect(gateway.called('/v1/session/ui-evidence').length).toBeGreaterThan(before);
  }
});

test('a browser that cannot tell is believed to have seen nothing for certain', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(IntersectionObserverEntry.prototype, 'isVisible');
  });
  const { gateway } = await openFrame(page);
  await expect.poll(() => gateway.called('/v1/session/ui-evidence')).toHaveLength(1);
  const [first] = gateway.called('/v1/session/ui-evidence');
  const evidence = first?.body?.evidence as { seen: string }[];
  expect(new Set(evidence.map(({ seen }) => seen))).toEqual(new Set(['unknown']));
});

test('a gateway that has lost the evidence gets it again', async ({ page }) => {
  const frame = await openFrame(page);
  const { gateway } = frame;
  const game = await frame.game();
  await expect.poll(() => gateway.evidenceComplete).toBe(true);
  gateway.problems.set('/v1/rounds', 'UI_NOT_SHOWN');
  await press(game, 'button');
  await expect(game.locator('#line')).toHaveText('UI_NOT_SHOWN');
  gateway.problems.clear();
  await expect.poll(() => gateway.called('/v1/session/ui-evidence').length).toBe(2);
  await press(game, 'button');
  await expect(game.locator('#line')).toHaveText('won 0');
});
