import type { Frame } from '@playwright/test';
import axe from 'axe-core';
import { readBooks } from '../fixtures/books.ts';
import { expect, test } from '../fixtures/story.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Serious and critical findings of one document. The shadow root is closed, so each frame is looked at by itself. */
async function seriousFaults(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe.source);
  return frame.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      iframes: false,
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  });
}

test('lobby, loader and game have no serious accessibility fault', async ({ player, page }) => {
  await player.open();
  await player.fund();
  const game = await player.enter();
  await player.spin(game);
  expect(await seriousFaults(page.mainFrame()), 'lobby').toEqual([]);
  expect(await seriousFaults(await player.loader()), 'loader').toEqual([]);
  expect(await seriousFaults(game), 'game').toEqual([]);
});

test('a player with only a keyboard launches, raises the stake and spins', async ({
  player,
  page,
  stack,
}) => {
  await player.open();
  await player.fund();
  const game = await player.game();
  await game.waitForSelector('button.play', { timeout: 45_000 });
  await game.focus('button.play');
  await page.keyboard.press('Enter');
  await game.waitForSelector('button.spin[data-press="spin"]', { timeout: 30_000 });
  const before = await game.textContent('.stake .value');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => game.textContent('.stake .value')).not.toBe(before);
  await page.keyboard.press('Space');
  await expect.poll(async () => (await readBooks(stack, await player.playerId())).rounds.length).toBe(1);
});
