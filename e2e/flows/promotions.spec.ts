import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from '@playwright/test';
import { readBooks } from '../fixtures/books.ts';
import type { LobbyPlayer } from '../fixtures/lobby.ts';
import { runNode } from '../fixtures/run.ts';
import { signedText } from '../fixtures/signed-call.ts';
import type { Stack } from '../fixtures/stack.ts';
import { expect, test } from '../fixtures/story.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Opens the game in Spain, where jackpots may be played for, and sets the limits that are asked for there. */
async function enterInSpain(player: LobbyPlayer, page: Page): Promise<Frame> {
  await player.open();
  await player.fund();
  await page.selectOption('select[name="country"]', 'ES');
  await page.waitForRequest((request) => request.url().includes('/frame/') && request.url().includes('ES'));
  const loader = await player.loader();
  await loader.fill('#limit-time', '60', { timeout: 45_000 });
  await loader.fill('#limit-spend', '40');
  await loader.locator('#overlay .actions button').first().click();
  return player.enter();
}

/** Minor units of an amount as it stands on the screen. */
const minorOf = (text: string | null): number => Number((text ?? '').replaceAll(/\D/g, ''));

/** What the operator can read of its player: the report of the day, and the stored events, both as CSV. */
async function readTables(stack: Stack, playerId: string): Promise<{ report: string; events: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'roundgate-promo-'));
  const out = join(folder, 'events.csv');
  const secret = join(folder, 'operator.secret');
  writeFileSync(secret, stack.secrets.partnerSecrets['key-op-lantern'] ?? '', { mode: 0o600 });
  const day = new Date().toISOString().slice(0, 10);
  try {
    const as = ['--edge', stack.urls.edge, '--key-id', 'key-op-lantern', '--secret-file', secret];
    const what = ['audit', 'export', '--player', playerId, '--format', 'csv', '--out', out];
    await runNode('apps/studio-cli/bin/roundgate.mjs', [...what, ...as]);
    const path = `/v1/reports/activity?from=${day}&to=${day}&group_by=game_id,currency&format=csv`;
    const report = await signedText(stack, stack.urls.gatewayApi, 'key-op-lantern', 'GET', path);
    return { report, events: readFileSync(out, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const press = async (page: Page, give: string): Promise<void> => {
  await page.click(`#sandbox [data-give="${give}"]`);
};

test('a player sees a grant arrive, spends it, sees the meter move and wins a jackpot; the operator reads all of it', async ({
  player,
  page,
  stack,
  violations,
}) => {
  test.setTimeout(240_000);
  const game = await enterInSpain(player, page);
  const mini = game.locator('.meter', { hasText: 'Mini' }).locator('dd');
  await expect(mini).toHaveText(/\d/);
  const playerId = await player.playerId();
  await page.click('#sandbox > summary');

  // The game is open when the operator gives.
  await press(page, 'free_spins');
  await game.click('.sheet-gift .more');
  const before = await game.textContent('.balance .value');
  const wonBefore = (await readBooks(stack, playerId)).wallet.net_minor;
  for (let left = 5; left > 0; left -= 1) {
    await expect(game.locator('.packet')).toContainText(`${left}`);
    await player.spin(game);
  }
  await expect(game.locator('.packet')).toBeHidden();
  const free = await readBooks(stack, playerId);
  expect(free.rounds.map(({ spin_type }) => spin_type)).toEqual(Array(5).fill('free'));
  expect(free.wallet.entries.filter(({ kind }) => kind === 'debit')).toEqual([]);
  const won = free.rounds.reduce((sum, { win }) => sum + (win?.amount_minor ?? 0), 0);
  expect(free.wallet.net_minor - wonBefore).toBe(won);
  expect(minorOf(await game.textContent('.balance .value'))).toBe(minorOf(before) + won);

  // Only what is staked feeds the meters.
  const meterBefore = minorOf(await mini.textContent());
  await player.spin(game);
  await expect.poll(async () => minorOf(await mini.textContent())).toBeGreaterThan(meterBefore);

  await press(page, 'jackpot');
  await expect(page.locator('#sandbox-planned')).toContainText('×1');
  const told = await player.spin(game);
  expect(told).toContain('Jackpot Grand');
  const { rounds } = await readBooks(stack, playerId);
  const prize = rounds[0]?.jackpot;
  expect(prize?.jackpot_id).toBe('night-market.grand');
  expect(minorOf(told)).toBe(prize?.amount.amount_minor);
  expect(minorOf(await game.textContent('.win .value'))).toBe(
    (prize?.amount.amount_minor ?? 0) + (rounds[0]?.win?.amount_minor ?? 0),
  );
  await game.click('.control.history');
  await expect(game.locator('.round').first()).toContainText('Jackpot Grand');
  await expect(game.locator('.round').last()).toContainText('Free spin');

  await expect
    .poll(async () => (await readTables(stack, playerId)).events, { timeout: 90_000, intervals: [2_000] })
    .toContain('jackpot_win');
  const { report, events } = await readTables(stack, playerId);
  expect(events.match(/free_spins_granted/g)).toHaveLength(1);
  expect(events.match(/,free,/g)).toHaveLength(5);
  expect(events).toContain(`${prize?.amount.amount_minor}`);
  const [head = '', line = ''] = report.split(/\r?\n/);
  const cells = Object.fromEntries(head.split(',').map((name, at) => [name, line.split(',')[at]]));
  expect(cells).toMatchObject({ game_id: 'g-night-market', currency: 'EUR' });
  expect(Number(cells.jackpot_contrib_minor)).toBeGreaterThan(0);
  expect(Number(cells.bonus_cost_minor)).toBeGreaterThanOrEqual(won);
  expect(violations).toEqual([]);
});
