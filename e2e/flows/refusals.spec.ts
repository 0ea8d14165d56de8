import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { readBooks } from '../fixtures/books.ts';
import { DEMO_ROUNDS } from '../fixtures/build-all.ts';
import { repo } from '../fixtures/paths.ts';
import { signedCall } from '../fixtures/signed-call.ts';
import { expect, test } from '../fixtures/story.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** The typed error that the operator's page hears. */
const nextError = (page: Page): Promise<{ code: string; problem: string | null }> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener('roundgate:error', (event) => resolve((event as CustomEvent).detail), {
          once: true,
        });
      }),
  );

for (const [index, what] of ['first', 'second'].entries()) {
  test(`one flipped byte of the ${what} file: nothing runs, the player reads why, the operator hears a typed error`, async ({
    player,
    page,
    stack,
  }) => {
    const bucket = await stack.gateway.miniflare.getR2Bucket('BUILDS');
    const { objects } = await bucket.list({ prefix: 'files/' });
    // Real play does not ask for the sample book of the demo.
    const book = createHash('sha256')
      .update(readFileSync(repo(DEMO_ROUNDS)))
      .digest('hex');
    const keys = objects.map(({ key }) => key).filter((key) => !key.endsWith(book));
    const key = keys[index] ?? '';
    const bytes = new Uint8Array((await (await bucket.get(key))?.arrayBuffer()) ?? new ArrayBuffer(0));
    const flipped = Uint8Array.from(bytes);
    const middle = Math.floor(flipped.length / 2);
    flipped[middle] = (flipped[middle] ?? 0) ^ 1;
    await bucket.put(key, flipped);
    // What is packed of it is gone: the edge sends the file itself.
    await bucket.delete(key.replace('files/', 'packed/'));
    await player.open();
    const error = await nextError(page);
    expect(error.code).toBe('digest_mismatch');
    const loader = await player.loader();
    await expect
      .poll(() => loader.textContent('[role="alert"]'))
      .toContain('a file was changed on its way to you');
    expect(page.frames().some((frame) => frame.url() === 'about:srcdoc')).toBe(false);
    await expect(page.locator('#refusal')).toBeVisible();
    // The edge is mended, but the browser's cache still holds the damaged bytes.
    await bucket.put(key, bytes);
    await player.open();
    await player.enter();
  });
}

test('an exclusion stops the very next spin and the game', async ({ player, page, stack }) => {
  await player.open();
  await player.fund();
  const game = await player.enter();
  await player.spin(game);
  const playerId = await player.playerId();
  const flags = { self_excluded: true, blocked: false, time_limit_min: null };
  const error = nextError(page);
  await signedCall(
    stack,
    stack.urls.gatewayApi,
    'key-op-lantern',
    'PUT',
    `/v1/players/${playerId}/rg-flags`,
    { rg_flags: flags, reason: 'test' },
  );
  // Told by the feed, the loader has taken the game away before this press, or the press is refused.
  await game.click('button.spin', { timeout: 3_000 }).catch(() => undefined);
  expect((await error).code).toBe('rg_blocked');
  await expect.poll(() => page.frames().some((frame) => frame.url() === 'about:srcdoc')).toBe(false);
  const loader = await player.loader();
  await expect.poll(() => loader.textContent('[role="alert"]')).toContain('Play is blocked for you');
  const { wallet } = await readBooks(stack, playerId);
  expect(wallet.entries.filter((entry) => entry.kind === 'debit')).toHaveLength(1);
});

test('a country without a certificate is refused at launch, in the words of the language chosen', async ({
  player,
  page,
}) => {
  await player.open();
  await player.game();
  await page.selectOption('select[name="locale"]', 'de');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.selectOption('select[name="country"]', 'SE');
  await expect(page.locator('#refusal')).toBeVisible();
  await expect(page.locator('#refusal')).toContainText(/zertifiziert/);
  await expect.poll(() => page.frames().some((frame) => frame.url() === 'about:srcdoc')).toBe(false);
});

test('a stake that the balance does not cover is refused in the game, and no money moves', async ({
  player,
  stack,
}) => {
  await player.open();
  const game = await player.enter();
  await game.click('button.spin');
  await expect.poll(() => game.textContent('.result'), { timeout: 30_000 }).toContain('balance');
  const { wallet, rounds } = await readBooks(stack, await player.playerId());
  expect(wallet.entries.filter((entry) => entry.kind !== 'fund')).toEqual([]);
  expect(rounds.map((round) => round.state)).toEqual(['DECLINED']);
  await player.fund();
  await player.spin(game);
});
