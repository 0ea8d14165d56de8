import { expect, type Frame, type Page, test } from '@playwright/test';
import { flashingShare } from './harness/flashes.ts';
import { ANSWERS, config, openGame } from './harness/open-game.ts';

declare global {
  interface Window {
    shadersBuilt?: number;
  }
}
/** Runs before the game: counts the shaders that it builds. */
function countShaders(): void {
  const gl = WebGL2RenderingContext.prototype;
  const { linkProgram } = gl;
  gl.linkProgram = function link(program) {
    window.shadersBuilt = (window.shadersBuilt ?? 0) + 1;
    linkProgram.call(this, program);
  };
}
const shadersOf = (page: Page) =>
  page
    .frames()
    .at(-1)
    ?.evaluate(() => window.shadersBuilt);

const ENDS = [
  ['noWin', 'No win this time.'],
  ['lessThanStake', /back of a €1\.00 stake/],
  ['win', /^You win €/],
  ['huge', /^You win €/],
  ['scatter', /^You win €5/],
  ['freeSpins', /^You win €/],
  ['capped', 'You win €1.50'],
] as const;

test.describe('with all movement', () => {
  test.use({ contextOptions: { reducedMotion: 'no-preference' } });

  test('rounds of every kind are shown to their ends without a policy violation or a shader built in play', async ({
    page,
  }) => {
    test.slow();
    await page.addInitScript(countShaders);
    const game = await openGame(page, { spins: ENDS.map(([name]) => ANSWERS[name]) });
    await game.play();
    await expect(game.frame.locator('.result')).toHaveText('Choose your stake and spin.');
    const shaders = await shadersOf(page);
    expect(shaders).toBeGreaterThan(0);
    for (const [name, end] of ENDS) {
      await game.spin();
      await expect(game.frame.locator('.result'), name).toHaveText(end);
      const { amount_minor: won } = ANSWERS[name].result.win;
      await expect(game.frame.locator('.win .value'), name).toHaveText(`€${(won / 100).toFixed(2)}`);
    }
    expect(await game.words('fault')).toEqual([]);
    const shown = (await game.words('round-shown')).map((word) => word.round_id);
    expect(shown).toEqual(ENDS.map(([name]) => ANSWERS[name].result.round_id));
    expect(game.errors).toEqual([]);
    // To build one holds the picture for as long as a tenth of a second on a telephone.
    expect(await shadersOf(page)).toBe(shaders);
  });

  test('the greatest win flashes nowhere more than three times a second', async ({ page }) => {
    const game = await openGame(page, { spins: [ANSWERS.huge] }, { realTime: true });
    await game.play();
    const watched = flashingShare(page.frames().at(-1) as Frame, 7_000);
    await game.spin();
    // A flash counts where a quarter of what one looks at flashes, more than three times a second.
    const { frames, share } = await watched;
    expect(frames).toBeGreaterThan(20);
    expect(share).toBeLessThan(0.25);
  });
});

test('the player opens the bonus with the keyboard, and finds in it what the server has drawn', async ({
  page,
}) => {
  const game = await openGame(page, { spins: [ANSWERS.bonus] });
  await game.frame.locator('.play').press('Enter');
  await page.keyboard.press('Space');
  const choices = game.frame.locator('.choice');
  await expect(choices).toHaveCount(6);
  await expect(choices.first()).toBeFocused();
  await expect(game.frame.locator('.result')).toHaveText('Bonus! Choose one.');
  await page.keyboard.press('Tab');
  await expect(choices.nth(1)).toHaveAttribute('aria-label', 'Choice 2');
  await page.keyboard.press('Enter');
  await expect(choices.nth(1)).toHaveText('€15.00');
  await expect(choices).toHaveText(['€5.00', '€15.00', '€10.00', '€25.00', '€50.00', '€100.00']);
  await expect(game.frame.locator('.result')).toHaveText('You win €15.00', { timeout: 20_000 });
  await expect(choices).toHaveCount(0);
  await expect(game.frame.locator('.control.spin')).toBeFocused();
  expect(game.errors).toEqual([]);
});

for (const name of ['unknownEvent', 'mismatch'] as const) {
  test(`the round "${name}" stops the game loudly`, async ({ page }) => {
    const game = await openGame(page, { spins: [ANSWERS[name]] });
    await game.play();
    await game.frame.locator('.control.spin').click();
    await expect(game.frame.locator('.broken')).toContainText('The game has stopped', { timeout: 20_000 });
    const [fault] = await game.words('fault');
    expect(fault?.message).toContain(name === 'unknownEvent' ? 'meteor_shower' : 'the events win 0');
    expect(await game.words('round-shown')).toEqual([]);
  });
}

test('the balance does not give a running round away', async ({ page }) => {
  const game = await openGame(page, { spins: [{ ...ANSWERS.win, delayMs: 1500 }] });
  await game.play();
  await game.frame.locator('.control.spin').click();
  await game.tell('balance', { balance: { amount_minor: 123_00, currency: 'EUR', exponent: 2 } });
  await expect(game.frame.locator('.result')).toHaveText(/turning/);
  await expect(game.frame.locator('.balance .value')).toHaveText('€1,000.00');
  await expect(game.frame.locator('.balance .value')).toHaveText('€123.00', { timeout: 20_000 });
});

test('an unfinished round is played to its end after the start', async ({ page }) => {
  const resume = { result: ANSWERS.win.result, shown: false };
  const game = await openGame(page, { config: config({ resume }) });
  await game.play();
  await expect(game.frame.locator('.result')).toHaveText('Your unfinished round goes on.');
  await expect(game.frame.locator('.result')).toHaveText(/^You win/, { timeout: 20_000 });
  await expect.poll(() => game.words('round-shown'), { timeout: 20_000 }).toHaveLength(1);
  expect(await game.words('spin')).toEqual([]);
  await game.spin();
});

test('a round that was shown is the picture to start from', async ({ page }) => {
  const game = await openGame(page, {
    config: config({ resume: { result: ANSWERS.win.result, shown: true } }),
  });
  await game.play();
  await expect(game.frame.locator('.result')).toHaveText('This is your last round.');
  const won = ANSWERS.win.result.win.amount_minor;
  await expect(game.frame.locator('.win .value')).toHaveText(`€${(won / 100).toFixed(2)}`);
  expect(await game.words('round-shown')).toEqual([]);
});

const FAULTS = [
  ['INSUFFICIENT_FUNDS', 'Your balance does not cover this stake.'],
  ['PENDING', /still being settled/],
  ['OFFLINE', /No connection/],
  ['RG_BLOCKED', 'Play is not possible at the moment.'],
] as const;

test('every fault of a spin is told, and the next spin is possible', async ({ page }) => {
  const spins = FAULTS.flatMap(([code]) => [{ fault: { code, retry_after_ms: null } }, ANSWERS.noWin]);
  const game = await openGame(page, { spins });
  await game.play();
  for (const [code, message] of FAULTS) {
    const reels = await game.frame.locator('canvas').first().getAttribute('aria-label');
    await game.frame.locator('.control.spin').click();
    await expect(game.frame.locator('.result'), code).toHaveText(message, { timeout: 20_000 });
    expect(await game.frame.locator('canvas').first().getAttribute('aria-label'), code).toBe(reels);
    await game.spin();
    await expect(game.frame.locator('.result'), code).toHaveText('No win this time.');
  }
});
