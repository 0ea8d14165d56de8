import { expect, test } from '@playwright/test';
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

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  test('a round ends without turning reels', async ({ page }) => {
    const game = await openGame(page, { spins: [ANSWERS.huge, ANSWERS.freeSpins] });
    await game.play();
    await game.spin();
    await expect(game.frame.locator('.result')).toHaveText(/^You win/);
    await game.spin();
    expect(game.errors).toEqual([]);
  });
});

const SIZES = [
  [320, 480],
  [390, 844],
  [844, 390],
  [480, 320],
] as const;

/** Elements whose text does not fit, or that stand outside the view or on one another. */
function misfits(): string[] {
  const found: string[] = [];
  const texts = [
    ...document.querySelectorAll(
      '.value,.label,.result,.lead,.facts,.play,.more,h2,h3,dt,dd,p,figcaption,.state',
    ),
  ];
  const seen = texts.filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.closest('.sr') &&
      element.className !== 'sr',
  );
  for (const element of seen) {
    const box = element.getBoundingClientRect();
    const name = `${element.className || element.tagName}: ${element.textContent}`;
    if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) found.push(`cut ${name}`);
    if (box.left < -0.5 || box.right > innerWidth + 0.5) found.push(`outside ${name}`);
    const inPanel = element.closest('.panel,.start-foot');
    if (inPanel && (box.top < -0.5 || box.bottom > innerHeight + 0.5)) found.push(`below ${name}`);
    const holder = element.closest('.display')?.getBoundingClientRect();
    if (holder && (box.left < holder.left - 0.5 || box.right > holder.right + 0.5))
      found.push(`wide ${name}`);
  }
  const parts = [...document.querySelectorAll('.panel > *, .start-foot > *')].filter((part) =>
    part.checkVisibility({ visibilityProperty: true }),
  );
  for (const [index, part] of parts.entries()) {
    const box = part.getBoundingClientRect();
    if (box.bottom > innerHeight + 0.5 || box.top < -0.5) found.push(`part outside ${part.className}`);
    for (const other of parts.slice(index + 1)) {
      const next = other.getBoundingClientRect();
      const over = Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top);
      if (over > 1 && Math.min(box.right, next.right) - Math.max(box.left, next.left) > 1)
        found.push(`${part.className} over ${other.className}`);
    }
  }
  return found;
}

for (const [width, height] of SIZES) {
  for (const locale of ['en', 'de', 'uk', 'hi', 'es']) {
    test(`all texts fit in ${locale} at ${width} × ${height}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      const balance = { amount_minor: 12_345_678_90, currency: 'EUR', exponent: 2 } as const;
      const features = { autoplay: true, turbo: true, bonus_buy: false, jackpot: false };
      const fault = { code: 'PENDING', retry_after_ms: null } as const;
      const game = await openGame(page, {
        config: config({ locale, balance, features, min_round_ms: 2500 }),
        spins: [{ fault }],
        history: summaries(7),
      });
      const check = () => game.frame.locator('body').evaluate(misfits);
      expect(await check()).toEqual([]);
      await game.play();
      expect(await check()).toEqual([]);
      await game.frame.locator('.control.rules').click();
      expect(await check()).toEqual([]);
      await page.keyboard.press('Escape');
      await game.frame.locator('.control.history').click();
      await expect(game.frame.locator('.round')).toHaveCount(5);
      expect(await check()).toEqual([]);
      await page.keyboard.press('Escape');
      await game.frame.locator('.control.spin').click();
      await expect(game.frame.locator('.control.spin')).toHaveAttribute('data-press', 'spin', {
        timeout: 20_000,
      });
      // The longest message there is: it comes a little after the button is free again.
      await expect(game.frame.locator('.result')).toHaveText(/.{40}/);
      expect(await check()).toEqual([]);
      expect(game.errors).toEqual([]);
    });
  }
}
