import { expect, type Frame, type Page, test } from '@playwright/test';
import type { MarketTerms, RgView } from '@roundgate/contract';
import { eur, inMs } from './harness/fake-gateway.ts';
import { MARKETS, terms } from './harness/markets.ts';
import { misfits, type OpenFrame, openFrame, seriousFaults } from './harness/open-frame.ts';

/** A market that asks for everything at once. */
const ALL: MarketTerms = terms({
  languages: ['en', 'de', 'uk', 'hi'],
  logos: MARKETS.SE.logos,
  links: [...MARKETS.GB.links, ...MARKETS.ES.links],
  rules: {
    show: {
      ...{ clock: true, net_position: true, totals: true, month_net: true, rtp: true, top_win_odds: true },
      ...{ bounds: true, last_result: true },
    },
    reality_check: { every_min: null, choices_min: [15, 30, 45, 60], lockout_min: 5 },
    panic_h: 24,
  },
});
const BALANCE = {
  totals: { rounds: 900, staked: eur(987_654_32), won: eur(876_543_21), net: eur(-111_111_11) },
};
const limits = { time_min: 60, spend: eur(2000), time_left_ms: 5_400_000, spend_left: eur(150), near: false };
const check = {
  check_id: 'rc-1',
  due_since: inMs(),
  locked_until: inMs(600_000),
  acknowledged: false,
} as const;

type Step = readonly [name: string, open: (frame: OpenFrame) => Promise<void>];

/** By the keyboard: a page that was just resized has not been drawn anew, and the pointer goes by what is drawn. */
const press = (loader: Frame, selector: string) => loader.press(selector, 'Enter');
const pushed = (changes: Partial<RgView>) => async (frame: OpenFrame) => {
  frame.gateway.push({ check: null, limits_needed: false, limits, ...changes });
};
const pressed = (id: string) => async (frame: OpenFrame) => {
  await pushed({})(frame);
  await frame.loader.locator('#overlay').waitFor({ state: 'detached' });
  await press(frame.loader, id);
};

/** Every screen, in an order in which one can follow the other. */
const STEPS: readonly Step[] = [
  ['limits', pushed({ limits_needed: true, soon_again: true })],
  ['limits-wrong', ({ loader }) => press(loader, '.actions button')],
  ['check', pushed({ check: { ...check, kind: 'reality_check' } })],
  ['rest', pushed({ check: { ...check, kind: 'rest', acknowledged: true } })],
  ['near', pushed({ limits: { ...limits, near: true } })],
  [
    'info',
    async (frame) => {
      await press(frame.loader, '.actions button');
      await pressed('#info')(frame);
    },
  ],
  ['interval', ({ loader }) => press(loader, '.row button')],
  [
    'panic',
    async (frame) => {
      await press(frame.loader, '.actions button');
      await pressed('#panic')(frame);
    },
  ],
  ['blocked', pushed({ blocked: { reason: 'self_excluded', until: inMs(86_400_000) } })],
];

const SIZES = [
  [320, 480],
  [390, 844],
  [844, 390],
  [480, 320],
  [1280, 800],
] as const;

async function open(page: Page, locale: string): Promise<OpenFrame> {
  const frame = await openFrame(page, { terms: ALL, locale, view: BALANCE });
  await frame.game();
  await expect.poll(() => frame.gateway.feeds).toBe(1);
  return frame;
}

/** Looks at what is open on every size; the sizes in which something does not fit, with what. */
async function look(page: Page, { loader }: OpenFrame, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    await loader.waitForFunction(([w, h]) => innerWidth === w && innerHeight === h, [width, height] as const);
    found.push(...(await misfits(loader)).map((what) => `${width} × ${height}: ${what}`));
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}-${width}.png` });
  }
  return found;
}

for (const locale of ['en', 'de', 'uk', 'hi']) {
  test(`every screen fits in ${locale} on every size`, async ({ page }) => {
    const frame = await open(page, locale);
    expect(await look(page, frame, `bar-all-${locale}`), 'the bar').toEqual([]);
    let before = '';
    for (const [name, show] of STEPS) {
      await show(frame);
      const text = () => frame.loader.locator('#overlay').innerText();
      await expect.poll(text, name).not.toBe(before);
      before = await text();
      expect.soft(await look(page, frame, `${name}-${locale}`), name).toEqual([]);
    }
    expect(frame.errors).toEqual([]);
  });
}

for (const [country, terms] of Object.entries(MARKETS)) {
  test(`the bar of ${country} fits and leaves the game most of a small screen`, async ({ page }) => {
    const frame = await openFrame(page, { terms: { ...terms, languages: ['de'] }, locale: 'de' });
    for (const [width, height] of SIZES.slice(0, 4)) {
      await page.setViewportSize({ width, height });
      const heightOf = () => frame.loader.locator('main').evaluate((main) => main.clientHeight);
      await expect
        .poll(async () => (await heightOf()) / height, `${width} × ${height}`)
        .toBeGreaterThan(0.64);
    }
    expect(await look(page, frame, `bar-${country}`)).toEqual([]);
  });
}

test('no screen has a serious accessibility fault', async ({ page }) => {
  const frame = await open(page, 'en');
  expect(await seriousFaults(frame.loader), 'the bar').toEqual([]);
  for (const [name, show] of STEPS) {
    await show(frame);
    await expect(frame.loader.locator('#overlay')).toBeVisible();
    expect(await seriousFaults(frame.loader), name).toEqual([]);
  }
});
