import { countReplays, netOfRounds, readBooks } from '../fixtures/books.ts';
import { expect, test } from '../fixtures/story.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('a player launches the signed game, spins, and every book tells the same money', async ({
  player,
  stack,
  violations,
}) => {
  await player.open();
  await player.fund();
  const game = await player.enter();
  for (let round = 0; round < 3; round += 1) await player.spin(game);
  const books = await readBooks(stack, await player.playerId());
  expect(books.rounds).toHaveLength(3);
  expect(books.wallet.net_minor).toBe(netOfRounds(books.rounds));
  expect(await countReplays(stack, books.rounds)).toBe(3);
  expect(violations).toEqual([]);
});

test("the loader shows the market's age label, warnings and balance outside the game's frame", async ({
  player,
}) => {
  await player.open();
  await player.fund();
  await player.enter();
  const loader = await player.loader();
  expect(await loader.textContent('#age')).toBe('18+');
  expect(await loader.textContent('#warnings')).toContain('Please play responsibly');
  await expect.poll(() => loader.textContent('#balance')).toMatch(/\d/);
});

test('a double click is one bet, and the same request sent again moves no money', async ({
  player,
  page,
  stack,
}) => {
  await player.open();
  await player.fund();
  const game = await player.enter();
  const sent = page.waitForRequest(
    (request) => request.method() === 'POST' && request.url().endsWith('/v1/rounds'),
  );
  await game.dblclick('button.spin');
  const request = await sent;
  const first = (await (await request.response())?.json()) as { result: object };
  const headers = {
    authorization: (await request.allHeaders()).authorization ?? '',
    'content-type': 'application/json',
  };
  const again = await fetch(`${stack.urls.gatewayApi}/v1/rounds`, {
    method: 'POST',
    headers,
    body: request.postData(),
  });
  const second = (await again.json()) as { result: object; replayed: boolean };
  expect(second.replayed).toBe(true);
  expect(JSON.stringify(second.result)).toBe(JSON.stringify(first.result));
  const { wallet } = await readBooks(stack, await player.playerId());
  expect(wallet.entries.filter((entry) => entry.kind === 'debit')).toHaveLength(1);
});

test('a reload in the middle of a round brings the same round back', async ({ player, page, stack }) => {
  await player.open();
  await player.fund();
  const game = await player.enter();
  let answered = '';
  await page.route('**/v1/rounds', async (route) => {
    // The round is played, but its answer never reaches the player.
    const { authorization = '' } = await route.request().allHeaders();
    const headers = { authorization, 'content-type': 'application/json' };
    const body = route.request().postData();
    const response = await fetch(`${stack.urls.gatewayApi}/v1/rounds`, { method: 'POST', headers, body });
    answered = await response.text();
    await route.abort();
  });
  await game.click('button.spin');
  await expect.poll(() => answered).not.toBe('');
  await page.unroute('**/v1/rounds');
  await page.reload();
  const resumed = await player.game();
  await resumed.click('button.play', { timeout: 45_000 });
  await expect
    .poll(
      () => resumed.textContent('button.spin').then(() => resumed.getAttribute('button.spin', 'data-press')),
      { timeout: 45_000 },
    )
    .toBe('spin');
  const { rounds, wallet } = await readBooks(stack, await player.playerId());
  expect(rounds).toHaveLength(1);
  expect(wallet.entries.filter((entry) => entry.kind === 'debit')).toHaveLength(1);
  const { result } = JSON.parse(answered) as { result: { round_id: string; win: { amount_minor: number } } };
  expect(rounds[0]?.round_id).toBe(result.round_id);
  expect(rounds[0]?.win?.amount_minor).toBe(result.win.amount_minor);
});

test('a language chosen while the game is still loading reaches loader and game', async ({
  player,
  page,
}) => {
  await player.open();
  await page.selectOption('select[name="locale"]', 'de');
  const game = await player.enter();
  const loader = await player.loader();
  await expect.poll(() => loader.textContent('#balance-label')).toBe('Guthaben');
  // What Malta mandates is said in a language of Malta, whatever the player chose.
  expect(await loader.textContent('#warnings')).toContain('Please play responsibly');
  await expect.poll(() => game.getAttribute('button.spin', 'aria-label')).toBe('Drehen');
});
