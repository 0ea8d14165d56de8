import { expect, type Frame, type Page, test } from '@playwright/test';
import { GAME_MESSAGES } from '@roundgate/locales/all-game';
import { createTranslator, LANGUAGES, type Language } from '@roundgate/locales/i18n';
import { watchFrames } from './harness/drawn-frames.ts';
import { ANSWERS, config, openGame, summaries } from './harness/open-game.ts';

test('a round is played with the keyboard alone', async ({ page }) => {
  const game = await openGame(page, { spins: [ANSWERS.win], history: summaries(2) });
  await game.frame.locator('body').press('Tab');
  await expect(game.frame.locator('.play')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(game.frame.locator('.control.spin')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(game.frame.locator('.stake .value')).toHaveText('€2.00');
  await page.keyboard.press('ArrowLeft');
  await expect(game.frame.locator('.stake .value')).toHaveText('€1.00');
  await page.keyboard.press('Space');
  await expect.poll(() => game.words('round-shown'), { timeout: 20_000 }).toHaveLength(1);
  expect(await game.words('spin')).toHaveLength(1);
  await expect(game.frame.locator('.control.spin')).toBeFocused();
  await expect(game.frame.locator('[role=status].result')).toHaveText(/^You win/);
});

test('sheets take the focus, close with Esc and give it back', async ({ page }) => {
  const game = await openGame(page, { history: summaries(2) });
  await game.play();
  for (const name of ['rules', 'history']) {
    const control = game.frame.locator(`.control.${name}`);
    await control.focus();
    await page.keyboard.press('Enter');
    const sheet = game.frame.locator(`.sheet-${name}`);
    await expect(sheet).toBeVisible();
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    await expect(control).toBeFocused();
  }
  expect(await game.words('spin')).toEqual([]);
});

test('a held key plays one round', async ({ page }) => {
  const game = await openGame(page);
  await game.play();
  for (let press = 0; press < 5; press += 1) await page.keyboard.down('Space');
  await page.keyboard.up('Space');
  await expect.poll(() => game.words('round-shown'), { timeout: 20_000 }).toHaveLength(1);
  expect(await game.words('spin')).toHaveLength(1);
});

test('with reduced motion, rounds of every kind end without turning reels', async ({ page }) => {
  const game = await openGame(page, { spins: [ANSWERS.huge, ANSWERS.freeSpins] });
  await game.play();
  await game.spin();
  await expect(game.frame.locator('.result')).toHaveText(/^You win/);
  await game.spin();
  expect(game.errors).toEqual([]);
});

/** Of 40 frames of the game's page, those in which its picture was drawn, and how long they took. */
async function drawing(page: Page): Promise<{ drawn: number; tookMs: number }> {
  const { drawn, tookMs } = await watchFrames(page.frames().at(-1) as Frame, { frames: 40 });
  return { drawn: drawn.length, tookMs };
}
/** A picture that stands still is drawn every 400 ms at the most. */
const atRest = (tookMs: number): number => Math.ceil(tookMs / 400) + 1;

test('with reduced motion, a game at rest is hardly ever drawn', async ({ page }) => {
  const game = await openGame(page, {}, { realTime: true });
  await game.play();
  await game.spin();
  const { drawn, tookMs } = await drawing(page);
  expect(drawn).toBeLessThanOrEqual(atRest(tookMs));
});

test.describe('with all movement', () => {
  test.use({ contextOptions: { reducedMotion: 'no-preference' } });

  test('the scenery of a game at rest moves, and stands still while it is paused', async ({ page }) => {
    const game = await openGame(page, {}, { realTime: true });
    await game.play();
    const moving = await drawing(page);
    expect(moving.drawn).toBeGreaterThan(atRest(moving.tookMs));
    await game.tell('pause');
    await expect(game.frame.locator('.result')).toHaveText('Paused');
    const paused = await drawing(page);
    expect(paused.drawn).toBeLessThanOrEqual(atRest(paused.tookMs));
  });
});

/** Where the least room is, every language; where there is more, those of the longest words and the tallest letters. */
const LONG: readonly Language[] = ['de', 'el', 'fr', 'hi', 'uk'];
const SIZES = [
  [320, 480, LANGUAGES],
  [390, 844, LONG],
  [844, 390, LONG],
  [480, 320, LANGUAGES],
] as const;

/**
 * Elements whose text does not fit, or that stand outside the view or on one another: as the game is, and with each of
 * these texts in its result line.
 */
function misfits(_body: Element, lines: readonly string[]): string[] {
  const found: string[] = [];
  const isSeen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest('.sr');
  const checkText = (element: Element) => {
    const box = element.getBoundingClientRect();
    const name = `${element.className || element.tagName}: ${element.textContent}`;
    if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) found.push(`cut ${name}`);
    if (box.left < -0.5 || box.right > innerWidth + 0.5) found.push(`outside ${name}`);
    const inPanel = element.closest('.panel,.start-foot');
    if (inPanel && (box.top < -0.5 || box.bottom > innerHeight + 0.5)) found.push(`below ${name}`);
    const holder = element.closest('.display')?.getBoundingClientRect();
    if (holder && (box.left < holder.left - 0.5 || box.right > holder.right + 0.5))
      found.push(`wide ${name}`);
  };
  const checkParts = () => {
    const parts = [...document.querySelectorAll('.panel > *, .start-foot > *')].filter(isSeen);
    for (const [index, part] of parts.entries()) {
      const box = part.getBoundingClientRect();
      if (box.bottom > innerHeight + 0.5 || box.top < -0.5) found.push(`part outside ${part.className}`);
      for (const other of parts.slice(index + 1)) {
        const next = other.getBoundingClientRect();
        const over = Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top);
        if (over > 1 && Math.min(box.right, next.right) - Math.max(box.left, next.left) > 1)
          found.push(`${part.className} over ${other.className}: ${part.textContent}`);
      }
    }
  };
  const texts =
    '.pick-title,.prize,.value,.label,.result,.lead,.facts,.play,.more,h2,h3,dt,dd,p,figcaption,.state';
  [...document.querySelectorAll(texts)].filter(isSeen).forEach(checkText);
  checkParts();
  const result = document.querySelector('.result');
  const said = result?.textContent ?? '';
  for (const line of result && isSeen(result) ? lines : []) {
    if (result) result.textContent = line;
    if (result) checkText(result);
    checkParts();
  }
  if (result) result.textContent = said;
  return found;
}

/** Every text that the result line can show, with amounts as long as they come. */
async function resultLines(language: Language): Promise<string[]> {
  const { t } = await createTranslator({
    language,
    namespace: 'game',
    resources: GAME_MESSAGES,
    strict: true,
  });
  const euros = new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' });
  const counts = { line: 10, count: 15, multiplier: 10, index: 10, total: 25 };
  const values = { ...counts, amount: euros.format(250_000), stake: euros.format(1_000) };
  return Object.keys(GAME_MESSAGES.en)
    .filter((key) => /^(line|fault)\./.test(key))
    .map((key) => t(key, values));
}

/** A bonus whose prizes are as long as they come. */
function richBonus(): typeof ANSWERS.bonus {
  const { result } = structuredClone(ANSWERS.bonus);
  for (const event of result.events)
    if (event.type === 'bonus_prize') Object.assign(event, { others: Array(5).fill(1_000_000_00) });
  return { result };
}

for (const [width, height, languages] of SIZES) {
  test(`all texts fit in ${languages.length} languages at ${width} × ${height}`, async ({ page }) => {
    // Sixteen languages on four screens: minutes on a busy machine.
    test.slow();
    await page.setViewportSize({ width, height });
    const balance = { amount_minor: 12_345_678_90, currency: 'EUR', exponent: 2 } as const;
    const features = { autoplay: true, turbo: true, bonus_buy: false, jackpot: false };
    const game = await openGame(page, {
      config: config({ balance, features, min_round_ms: 2500 }),
      history: summaries(7),
      spins: [richBonus()],
    });
    const found: string[] = [];
    const checkAll = async (screen: string) => {
      for (const language of languages) {
        await game.tell('set-locale', { locale: language });
        await game.frame.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
        const misfit = await game.frame.locator('body').evaluate(misfits, await resultLines(language));
        found.push(...misfit.map((what) => `${language} ${screen}: ${what}`));
      }
    };
    await checkAll('start');
    await game.play();
    await checkAll('panel');
    await game.frame.locator('.control.rules').click();
    await checkAll('rules');
    await page.keyboard.press('Escape');
    await game.frame.locator('.control.history').click();
    await expect(game.frame.locator('.round')).toHaveCount(5);
    await checkAll('history');
    await page.keyboard.press('Escape');
    await game.frame.locator('.control.spin').press('Space');
    await game.frame.locator('.choice').first().click();
    await expect(game.frame.locator('.prize')).toHaveCount(6);
    // Paused, the opened prizes stay to be looked at.
    await game.tell('pause');
    await checkAll('bonus');
    expect(found).toEqual([]);
    expect(game.errors).toEqual([]);
  });
}
