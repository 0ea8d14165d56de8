import { readBooks } from '../fixtures/books.ts';
import { expect, test } from '../fixtures/story.ts';

test('a wallet that takes the stake and loses its answer takes one stake, and the panel shows the money moving', async ({
  page,
  player,
  stack,
}) => {
  await player.open();
  await player.fund();
  const game = await player.enter();
  await page.click('#sandbox > summary');
  await page.selectOption('[name="sandbox-call"]', 'debit');
  await page.selectOption('[name="sandbox-fault"]', 'fail_after');
  await page.click('[data-action="plan"]');
  await expect(page.locator('#sandbox-planned')).toContainText('×1');
  await player.spin(game);
  await expect(page.locator('#sandbox-rounds li').first()).toContainText('SETTLED', { timeout: 15_000 });
  await expect(page.locator('#sandbox-ledger')).toContainText('debit');
  await expect(page.locator('#sandbox-chain')).toContainText('spin_finished', { timeout: 15_000 });
  await expect(page.locator('#sandbox-planned')).not.toContainText('×');
  const { wallet, rounds } = await readBooks(stack, await player.playerId());
  expect(rounds.map(({ state }) => state)).toEqual(['SETTLED']);
  expect(wallet.entries.filter(({ kind }) => kind === 'debit')).toHaveLength(1);
});
