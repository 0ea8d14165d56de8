import { expect, test } from '@playwright/test';
import { ANSWERS, config, openGame, summaries } from './harness/open-game.ts';

const features = { autoplay: false, turbo: false, bonus_buy: false, jackpot: false };

test('a forbidden control is absent, not hidden', async ({ page }) => {
  const game = await openGame(page);
  await game.play();
  await expect(game.frame.locator('.control.autoplay')).toHaveCount(0);
  await game.frame.locator('.control.rules').click();
  await expect(game.frame.locator('.sheet-rules')).not.toContainText('Autoplay');
});

test('reels cannot be stopped early without turbo', async ({ page }) => {
  const game = await openGame(page, { spins: [{ ...ANSWERS.noWin, delayMs: 2500 }] });
  await game.play();
  const spin = game.frame.locator('.control.spin');
  await spin.click();
  await expect(spin).toHaveAttribute('data-press', 'none');
  await expect(spin).toHaveAttribute('aria-disabled', 'true');
});

test.describe('with all movement', () => {
  test.use({ contextOptions: { reducedMotion: 'no-preference' } });

  test('reels can be stopped early with turbo', async ({ page }) => {
    const changes = { config: config({ features: { ...features, turbo: true } }) };
    const game = await openGame(page, { ...changes, spins: [{ ...ANSWERS.noWin, delayMs: 1000 }] });
    await game.play();
    const spin = game.frame.locator('.control.spin');
    await spin.click();
    await expect(spin).toHaveAttribute('data-press', 'stop');
    await spin.click();
    await expect(game.frame.locator('.result')).toHaveText('No win this time.', { timeout: 20_000 });
  });

  test('a paused game stands still and goes on', async ({ page }) => {
    const game = await openGame(page, { spins: [ANSWERS.win] });
    await game.play();
    await game.frame.locator('.control.spin').click();
    await game.tell('pause');
    await expect(game.frame.locator('.result')).toHaveText('Paused');
    await page.waitForTimeout(3000);
    expect(await game.words('round-shown')).toEqual([]);
    await game.tell('resume');
    await expect(game.frame.locator('.result')).toHaveText(/^You win/, { timeout: 20_000 });
  });
});

test("the market's shortest round is kept from start to start", async ({ page }) => {
  const game = await openGame(page, { config: config({ min_round_ms: 6000 }) }, { realTime: true });
  await game.play();
  // From the press, not from when its message arrived: that may be late, and would make the round look short.
  const pressedAtMs = await page.evaluate(() => performance.now());
  await game.frame.locator('body').press('Space');
  for (;;) {
    await page.keyboard.press('Space');
    if ((await game.words('spin')).length === 2) break;
  }
  const [, second] = await game.words('spin');
  expect((second?.atMs ?? 0) - pressedAtMs).toBeGreaterThanOrEqual(6000);
});

test('a win under the stake is told plainly, and celebrated only where the market lets it be', async ({
  page,
}) => {
  const game = await openGame(page, { spins: [ANSWERS.lessThanStake] });
  await game.play();
  expect(await game.spin()).toMatch(/back of a €1\.00 stake/);
  const elsewhere = await openGame(page, {
    spins: [ANSWERS.lessThanStake],
    config: config({ celebrate_below_stake: true }),
  });
  await page.reload();
  await elsewhere.play();
  expect(await elsewhere.spin()).toMatch(/^You win/);
});

test('a press that meant to skip and came a moment too late is no bet', async ({ page }) => {
  const game = await openGame(page);
  await game.play();
  const late = (said: string) =>
    game.frame.locator('.control.spin').evaluate((button, press) => {
      // The button still says what it said before the round was over.
      (button as HTMLElement).dataset.press = press;
      (button as HTMLElement).click();
    }, said);
  await late('skip');
  expect(await game.words('spin')).toHaveLength(0);
  await late('spin');
  await expect.poll(async () => (await game.words('spin')).length).toBe(1);
});

test('autoplay is offered for no more rounds than the market allows', async ({ page }) => {
  const changes = { features: { ...features, autoplay: true }, autoplay_max_rounds: 3 };
  const game = await openGame(page, { config: config(changes) });
  await game.play();
  await expect(game.frame.locator('.control.autoplay')).toHaveAttribute('aria-label', 'Autoplay: 3 rounds');
  await game.frame.locator('.control.rules').click();
  await expect(game.frame.locator('.sheet-rules')).toContainText('3 rounds');
});

test('autoplay plays on and stops when asked', async ({ page }) => {
  const own = config({ features: { ...features, autoplay: true } });
  // Time enough for the second press, however late it comes.
  const game = await openGame(page, { config: own }, { realTime: true });
  await game.play();
  const autoplay = game.frame.locator('.control.autoplay');
  await expect(autoplay).toHaveAttribute('aria-label', 'Autoplay: 10 rounds');
  await autoplay.click();
  await expect.poll(async () => (await game.words('round-shown')).length, { timeout: 30_000 }).toBe(1);
  await expect(autoplay).toHaveAttribute('aria-pressed', 'true');
  await autoplay.click();
  await expect(autoplay).toHaveAttribute('aria-pressed', 'false');
  const spin = game.frame.locator('.control.spin');
  await expect(spin).toHaveAttribute('data-press', 'spin', { timeout: 20_000 });
  const spins = await game.words('spin');
  expect(spins.length).toBeLessThanOrEqual(2);
  // The gateway holds the market's word on it.
  expect(spins[0]).toMatchObject({ uses: ['autoplay'] });
});

for (const [name, answer] of [
  ['a win of twenty stakes', ANSWERS.huge],
  ['an error', { fault: { code: 'OFFLINE', retry_after_ms: null } }],
] as const) {
  test(`autoplay stops by itself after ${name}`, async ({ page }) => {
    const changes = { config: config({ features: { ...features, autoplay: true } }) };
    const game = await openGame(page, { ...changes, spins: [answer] });
    await game.play();
    await game.frame.locator('.control.autoplay').click();
    await expect(game.frame.locator('.control.spin')).toHaveAttribute('data-press', 'none');
    await expect(game.frame.locator('.control.autoplay')).toHaveAttribute('aria-pressed', 'false', {
      timeout: 30_000,
    });
    await expect(game.frame.locator('.control.spin')).toHaveAttribute('data-press', 'spin');
    expect(await game.words('spin')).toHaveLength(1);
  });
}

test('mute and language follow the loader at once', async ({ page }) => {
  const game = await openGame(page, { config: config({ muted: false }) });
  await game.play();
  const sound = game.frame.locator('.control.sound');
  await expect(sound).toHaveAttribute('aria-label', 'Turn sound off');
  await game.tell('mute', { muted: true });
  await expect(sound).toHaveAttribute('aria-label', 'Turn sound on');
  await game.tell('set-locale', { locale: 'uk' });
  await expect(sound).toHaveAttribute('aria-label', 'Увімкнути звук');
  await expect(game.frame.locator('.result')).toHaveText('Оберіть ставку й крутіть.');
  await expect(game.frame.locator('html')).toHaveAttribute('lang', 'uk');
  expect(game.errors).toEqual([]);
});

test('the rules state RTP and pays for the chosen stake', async ({ page }) => {
  const game = await openGame(page);
  await game.play();
  await game.frame.locator('.control.raise').click();
  await expect(game.frame.locator('.stake .value')).toHaveText('€2.00');
  await game.frame.locator('.control.rules').click();
  const rules = game.frame.locator('.sheet-rules');
  await expect(rules.locator('.rtp')).toHaveText('96.00%');
  await expect(rules).toContainText('Pays for a stake of €2.00');
  await expect(rules.locator('.pay.wild dd').first()).toHaveText('€300.00');
  await expect(rules.locator('.pay.scatter dd').first()).toHaveText('€200.00');
  await expect(rules.locator('.pay.bonus')).toContainText('one of 6 prizes');
  await expect(rules).toContainText('€10.00, €20.00, €30.00, €50.00, €100.00, €200.00');
  await expect(rules.locator('figure')).toHaveCount(10);
});

test('the history comes page by page', async ({ page }) => {
  const game = await openGame(page, { history: summaries(7) });
  await game.play();
  await game.frame.locator('.control.history').click();
  const rounds = game.frame.locator('.round');
  await expect(rounds).toHaveCount(5);
  await game.frame.locator('.sheet-history .more').click();
  await expect(rounds).toHaveCount(7);
  await expect(game.frame.locator('.sheet-history .more')).toBeHidden();
  const asked = (await game.words('history')).map((word) => word.before);
  expect(asked).toEqual([null, 'rnd-history-0003']);
});
