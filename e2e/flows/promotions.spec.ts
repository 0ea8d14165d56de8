import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from '@playwright/test';
import { readBooks } from '../fixtures/books.ts';
import { type LobbyPlayer, minorOf } from '../fixtures/lobby.ts';
import { runNode } from '../fixtures/run.ts';
import { signedCall, signedText } from '../fixtures/signed-call.ts';
import type { Stack } from '../fixtures/stack.ts';
import { expect, test } from '../fixtures/story.ts';
import { visitLobby } from '../fixtures/visitor.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Opens the game in Spain, where jackpots may be played for, and sets the limits that are asked for there. */
async function enterInSpain(player: LobbyPlayer, page: Page): Promise<Frame> {
  await player.open();
  await player.fund();
  await page.selectOption('select[name="country"]', 'ES');
  const loader = await player.loader('ES');
  await loader.fill('#limit-time', '60', { timeout: 45_000 });
  await loader.fill('#limit-spend', '40');
  await loader.locator('#overlay .actions button').first().click();
  return player.enter();
}

/** The stored events of a player, as the operator's own command writes them. */
async function readEvents(stack: Stack, playerId: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'roundgate-promo-'));
  const out = join(folder, 'events.csv');
  const secret = join(folder, 'operator.secret');
  writeFileSync(secret, stack.secrets.partnerSecrets['key-op-lantern'] ?? '', { mode: 0o600 });
  try {
    const as = ['--edge', stack.urls.edge, '--key-id', 'key-op-lantern', '--secret-file', secret];
    const what = ['audit', 'export', '--player', playerId, '--format', 'csv', '--out', out];
    await runNode('apps/studio-cli/bin/roundgate.mjs', [...what, ...as]);
    return readFileSync(out, 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The figures of the day's report in euros, by column. */
async function readReport(stack: Stack): Promise<Record<string, string | undefined>> {
  const day = new Date().toISOString().slice(0, 10);
  const path = `/v1/reports/activity?from=${day}&to=${day}&group_by=game_id,currency&format=csv`;
  const report = await signedText(stack, stack.urls.gatewayApi, 'key-op-lantern', 'GET', path);
  const [head = '', ...lines] = report.split(/\r?\n/).map((line) => line.split(','));
  const rows = lines.map((cells) => Object.fromEntries([...head].map((name, at) => [name, cells[at]])));
  return rows.find(({ game_id, currency }) => game_id === 'g-night-market' && currency === 'EUR') ?? {};
}

/** How long the story's tournament lasts. */
const TOURNAMENT_MS = 75_000;

/** The operator opens a tournament, and another player takes the lead: two euros are staked. */
async function openTournament(stack: Stack): Promise<void> {
  const nowMs = Date.now();
  const id = `tn-story-${nowMs}`;
  const api = stack.urls.gatewayApi;
  await signedCall(stack, api, 'key-op-lantern', 'PUT', `/v1/tournaments/${id}`, {
    ...{ name: 'Story cup', game_ids: ['g-night-market'], currency: 'EUR', metric: 'sum_stake' },
    starts_at: new Date(nowMs).toISOString(),
    ends_at: new Date(nowMs + TOURNAMENT_MS).toISOString(),
    entry: { kind: 'cash', min_stake_minor: 10 },
    prize: { kind: 'ranks', amounts_minor: [500, 200] },
    // A browser that is driven by a program says so: the prize is not to wait for a person here.
    anti_bot: { review_at: 100, exclude_at: 100 },
  });
  const { authorization } = await visitLobby(stack);
  const headers = { authorization, 'content-type': 'application/json' };
  const post = async (path: string, body: object) => {
    const answer = await fetch(api + path, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(answer.ok, `${path}: ${answer.status}`).toBe(true);
  };
  await post(`/v1/session/tournaments/${id}/join`, { automated: false });
  const stake = { amount_minor: 200, currency: 'EUR', exponent: 2 };
  await post('/v1/rounds', { round_id: `rnd-rival-${nowMs}`, stake, spin_type: 'cash' });
}

const press = async (page: Page, give: string): Promise<void> => {
  await page.click(`#sandbox [data-give="${give}"]`);
};

test('a player climbs a live table, sees a grant arrive, spends it, sees the meter move and wins a jackpot; the operator reads all of it', async ({
  player,
  page,
  stack,
  violations,
}) => {
  test.setTimeout(300_000);
  const game = await enterInSpain(player, page);
  const mini = game.locator('.meter', { hasText: 'Mini' }).locator('dd');
  await expect(mini).toHaveText(/\d/);
  const playerId = await player.playerId();
  await page.click('#sandbox > summary');

  await openTournament(stack);
  const loader = await player.loader();
  await loader.click('#cups-open');
  const cup = loader.locator('#cups article', { hasText: 'Story cup' });
  await expect(cup).toContainText('Prizes: 1. €5.00 · 2. €2.00', { timeout: 40_000 });
  await cup.locator('.join').click();
  await expect(cup.locator('tbody tr')).toHaveText([/^1.*€2\.00$/, /^–.*you€0\.00$/]);
  const lobbyTable = page.locator('#live-table');
  await expect(lobbyTable).toContainText('Story cup');

  // Only what is staked feeds the meters, and counts in this tournament.
  const meterBefore = minorOf(await mini.textContent());
  for (let spin = 0; spin < 3; spin += 1) await player.spin(game);
  await expect(cup.locator('tbody tr')).toHaveText([/^1.*you€3\.00$/, /^2.*€2\.00$/]);
  await expect(cup.locator('.you')).toHaveAttribute('aria-current', 'true');
  await expect(lobbyTable.locator('tbody tr').first()).toContainText('€3.00');
  await expect.poll(async () => minorOf(await mini.textContent())).toBeGreaterThan(meterBefore);

  // The game is open when the operator gives.
  await press(page, 'free_spins');
  await game.click('.sheet-gift .more');
  const before = await game.textContent('.balance .value');
  const cash = await readBooks(stack, playerId);
  for (let left = 5; left > 0; left -= 1) {
    await expect(game.locator('.packet')).toContainText(`${left}`);
    await player.spin(game);
  }
  await expect(game.locator('.packet')).toBeHidden();
  const free = await readBooks(stack, playerId);
  const freeRounds = free.rounds.slice(0, 5);
  expect(freeRounds.map(({ spin_type }) => spin_type)).toEqual(Array(5).fill('free'));
  expect(free.wallet.entries.filter(({ kind }) => kind === 'debit')).toHaveLength(3);
  const won = freeRounds.reduce((sum, { win }) => sum + (win?.amount_minor ?? 0), 0);
  expect(free.wallet.net_minor - cash.wallet.net_minor).toBe(won);
  expect(minorOf(await game.textContent('.balance .value'))).toBe(minorOf(before) + won);

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
  await expect(game.locator('.round').nth(1)).toContainText('Free spin');

  await expect(cup).toContainText('You finished in place 1 of 2.', { timeout: 120_000 });
  await expect(cup).toContainText('You have won €5.00.', { timeout: 60_000 });
  await expect(lobbyTable).toContainText('Final table', { timeout: 30_000 });

  const later = { timeout: 90_000, intervals: [2_000] };
  await expect.poll(() => readEvents(stack, playerId), later).toMatch(/jackpot_win[\s\S]*bonus_award/);
  const events = await readEvents(stack, playerId);
  expect(events.match(/free_spins_granted/g)).toHaveLength(1);
  expect(events.match(/,free,/g)).toHaveLength(5);
  expect(events).toContain(`${prize?.amount.amount_minor}`);
  // The wins of the free spins, and the prize of the tournament.
  const bonusCost = async () => Number((await readReport(stack)).bonus_cost_minor);
  await expect.poll(bonusCost, later).toBeGreaterThanOrEqual(won + 500);
  expect(Number((await readReport(stack)).jackpot_contrib_minor)).toBeGreaterThan(0);
  expect(violations).toEqual([]);
});
