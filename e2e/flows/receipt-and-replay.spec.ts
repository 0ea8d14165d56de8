import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { OPERATIONS, type RoundReceiptFile } from '@roundgate/contract';
import { readBooks } from '../fixtures/books.ts';
import { runNode } from '../fixtures/run.ts';
import { signedCall } from '../fixtures/signed-call.ts';
import type { Stack } from '../fixtures/stack.ts';
import { expect, test } from '../fixtures/story.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** What the command line says of a receipt, with nothing but the pins of this stack. */
async function verified(stack: Stack, receipt: RoundReceiptFile): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'roundgate-receipt-'));
  const file = join(folder, 'receipt.json');
  writeFileSync(file, JSON.stringify(receipt));
  try {
    const args = ['receipt', 'verify', file, '--pins', stack.secrets.pinsFile];
    return await runNode('apps/studio-cli/bin/roundgate.mjs', args);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Opens a replay by itself, in a tab, and lets the game play it; answers the line that is read out at its end. */
async function watch(page: Page, url: string): Promise<string> {
  await page.goto(url);
  const game = page.locator('iframe').contentFrame();
  await game.locator('button.play').click({ timeout: 45_000 });
  await expect(game.locator('button.spin[data-press="spin"]')).toBeVisible({ timeout: 45_000 });
  return (await game.locator('.result').textContent()) ?? '';
}

test("a round's receipt is verified offline, and its link shows the same round again without money", async ({
  player,
  page,
  stack,
  violations,
}) => {
  await player.open();
  await player.fund();
  const told = await player.spin(await player.enter());
  const playerId = await player.playerId();
  await expect.poll(async () => (await readBooks(stack, playerId)).rounds.length).toBe(1);
  const before = await readBooks(stack, playerId);
  const roundId = before.rounds[0]?.round_id ?? '';
  const path = `/v1/players/${playerId}/rounds/${roundId}/receipt`;
  const answer = await signedCall(stack, stack.urls.gatewayApi, 'key-op-lantern', 'GET', path);
  const receipt = OPERATIONS.getPlayerRoundReceipt.response.parse(answer);
  expect(await verified(stack, receipt)).toContain('✓ draw: drawn again');
  const { signatures } = receipt.receipt;
  const forged = { ...receipt.receipt, signatures: signatures.map((one) => ({ ...one, sig: 'AAAA' })) };
  await expect(verified(stack, { ...receipt, receipt: forged })).rejects.toThrow('signature: does not hold');

  expect(await watch(page, receipt.replay_url)).toBe(told);
  expect(await page.textContent('#replay')).toContain('REPLAY');
  expect(await page.textContent('#replay')).toContain(roundId);
  expect(await page.textContent('#age')).toBe('18+');
  const game = page.locator('iframe').contentFrame();
  await game.locator('button.spin').click();
  await expect(game.locator('button.spin[data-press="spin"]')).toBeVisible();
  await expect(game.locator('.result')).toHaveText(told);
  const after = await readBooks(stack, playerId);
  expect([after.rounds, after.wallet]).toEqual([before.rounds, before.wallet]);
  expect(violations).toEqual([]);

  await page.goto('about:blank');
  await page.goto(`${receipt.replay_url.slice(0, -8)}AAAAAAAA`);
  await expect(page.locator('#status[role="alert"]')).toContainText('could not be started');
});
