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

/** Lets a replay that is open in a tab of its own play; answers the line that is read out at its end. */
async function watch(page: Page): Promise<string> {
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
  const played = await player.enter();
  const told = await player.spin(played);
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

  // The player finds it in the game's own history; the loader opens it in a tab.
  await played.click('.control.history');
  const [tab] = await Promise.all([page.waitForEvent('popup'), played.click('.sheet-history .again')]);
  // One game at a time: they are drawn in software here.
  await page.goto('about:blank');
  expect(await watch(tab)).toBe(told);
  expect(await tab.textContent('#replay')).toContain('REPLAY');
  expect(await tab.textContent('#replay')).toContain(roundId);
  expect(await tab.textContent('#age')).toBe('18+');
  const after = await readBooks(stack, playerId);
  expect([after.rounds, after.wallet]).toEqual([before.rounds, before.wallet]);
  expect(violations).toEqual([]);
});
