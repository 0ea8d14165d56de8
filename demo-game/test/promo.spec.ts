import { expect, test } from '@playwright/test';
import {
  ANSWERS,
  asFree,
  JACKPOT_MINOR,
  meter,
  openGame,
  packet,
  promo,
  withJackpot,
} from './harness/open-game.ts';

const wins = ANSWERS.win.result.win.amount_minor;
const eur = (minor: number) =>
  new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' }).format(minor / 100);

test('a packet is accepted, played spin by spin at its own bet, summed up, and the next one is offered', async ({
  page,
}) => {
  const game = await openGame(page, { spins: [asFree(ANSWERS.win), asFree(ANSWERS.noWin)] });
  await game.play();
  const stake = game.frame.locator('.stake .value');
  await expect(stake).toHaveText('€1.00');
  // Half of the first was played before the game was opened.
  const first = packet('fs-first', 4, 2, 300);
  await game.tell('promo', promo({ free_spins: [first, packet('fs-second', 7)] }));
  const sheet = game.frame.locator('.sheet-gift');
  await expect(sheet.locator('h2')).toHaveText('2 free spins');
  await expect(sheet).toContainText('Each is played at €0.50');
  // A key that was meant for the reels starts nothing.
  await page.keyboard.press('Space');
  await expect(sheet).toBeHidden();
  expect(await game.words('spin')).toEqual([]);
  await expect(stake).toHaveText('€1.00');
  await expect(game.frame.locator('.gift')).toHaveText('9 free spins');
  await game.frame.locator('.gift').click();
  await sheet.locator('.more').click();
  await expect(game.frame.locator('.packet')).toHaveText(/^Free spins left: 2 of 4/);
  await expect(stake).toHaveText('€0.50');
  await expect(game.frame.locator('.stake .label')).toHaveText('Free spin');
  await expect(game.frame.locator('.control.raise')).toHaveAttribute('aria-disabled', 'true');
  await game.spin();
  await expect(game.frame.locator('.packet')).toContainText('Free spins left: 1 of 4');
  await expect(game.frame.locator('.packet')).toContainText(`Won so far: ${eur(300 + wins)}`);
  expect(await game.spin()).toBe(`Free spins finished: ${eur(300 + wins)} won in total.`);
  const sent = (await game.words('spin')).map(({ stake_minor, grant_id }) => [stake_minor, grant_id]);
  expect(sent).toEqual([
    [50, 'fs-first'],
    [50, 'fs-first'],
  ]);
  await expect(stake).toHaveText('€1.00');
  await expect(game.frame.locator('.balance .value')).toHaveText('€1,000.00');
  await expect(game.frame.locator('.gift')).toHaveText('7 free spins');
  expect(game.errors).toEqual([]);
});

test('a packet that is taken back, or that the gateway does not know, is told, and play goes back to cash', async ({
  page,
}) => {
  const fault = { code: 'GRANT_NOT_FOUND', retry_after_ms: null } as const;
  const game = await openGame(page, { spins: [{ fault }, ANSWERS.noWin] });
  await game.play();
  await game.tell('promo', promo({ free_spins: [packet('fs-taken', 3)] }));
  await game.frame.locator('.sheet-gift .more').click();
  await expect(game.frame.locator('.packet')).toBeVisible();
  await game.tell('promo', promo());
  await expect(game.frame.locator('.result')).toHaveText(/^These free spins are no longer available/);
  await expect(game.frame.locator('.stake .value')).toHaveText('€1.00');
  await game.tell('promo', promo({ free_spins: [packet('fs-unknown', 3)] }));
  await game.frame.locator('.sheet-gift .more').click();
  await game.frame.locator('.control.spin').click();
  await expect(game.frame.locator('.result')).toHaveText(/^These free spins are no longer available/);
  await expect(game.frame.locator('.packet')).toBeHidden();
  await game.spin();
  const sent = (await game.words('spin')).map(({ stake_minor, grant_id }) => [stake_minor, grant_id]);
  expect(sent).toEqual([
    [50, 'fs-unknown'],
    [100, undefined],
  ]);
});

test('meters stand above the reels with no more than was told, and a jackpot is told and counted as won', async ({
  page,
}) => {
  const game = await openGame(page, { spins: [withJackpot(ANSWERS.win)] });
  await game.play();
  const values = game.frame.locator('.meter dd');
  await game.tell('promo', promo({ jackpots: [meter('grand', 500_000), meter('mini', 1_234)] }));
  await expect(game.frame.locator('.meter dt')).toHaveText(['Grand', 'Mini']);
  await expect(values).toHaveText(['€5,000.00', '€12.34']);
  await game.tell('promo', promo({ jackpots: [meter('grand', 501_234), meter('mini', null)] }));
  await expect(values).toHaveText(['€5,012.34', '–']);
  // Also when the screen is turned while they are there.
  for (const [width, height] of [
    [320, 480],
    [640, 320],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expect
      .poll(() =>
        game.frame.locator('.game').evaluate((root) => {
          const strip = root.querySelector('.strip')?.getBoundingClientRect();
          return (strip?.bottom ?? 0) <= Number.parseFloat(root.style.getPropertyValue('--reels-y'));
        }),
      )
      .toBe(true);
  }
  expect(await game.words('fault')).toEqual([]);
  expect(await game.spin()).toBe(`Jackpot Grand won: ${eur(JACKPOT_MINOR)}`);
  await expect(game.frame.locator('.win .value')).toHaveText(eur(JACKPOT_MINOR + wins));
  await game.frame.locator('.control.rules').click();
  await expect(game.frame.locator('.sheet-rules')).toContainText(
    'Jackpot Grand: at a stake of €1.00, the chance in one round is now 1 in 500,000.',
  );
  expect(game.errors).toEqual([]);
});
