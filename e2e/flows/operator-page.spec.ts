import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { ownPages } from '../fixtures/own-page.ts';
import { runNode } from '../fixtures/run.ts';
import type { Stack } from '../fixtures/stack.ts';
import { expect, test } from '../fixtures/story.ts';

/** A page that names what it needs and nothing else, isolated from other origins, with Trusted Types and no policy. */
const headersFor = (play: string): Record<string, string> => ({
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'none'",
    "connect-src 'self'",
    `frame-src ${play}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
});
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' };

/** Puts the built example on the operator's origin, beside the real launch endpoint of its lobby. */
async function serveExample(page: Page, stack: Stack, folder: string): Promise<void> {
  const { edge, play } = stack.urls;
  await runNode('client-loader/scripts/build-examples.ts', [edge, folder, 'react']);
  await ownPages(page, stack, '/examples/', (path) => {
    const file = join(folder, path, path.endsWith('/') ? 'index.html' : '');
    if (!existsSync(file)) return undefined;
    const contentType = TYPES[extname(file)] ?? 'application/octet-stream';
    return { body: readFileSync(file), contentType, headers: headersFor(play) };
  });
}

test('a React page under the strictest policy plays the real game, hears it, leaves it and comes back', async ({
  page,
  player,
  stack,
  violations,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'roundgate-example-'));
  try {
    await serveExample(page, stack, folder);
    await page.goto(`${stack.urls.operator}/examples/react/`);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    const messages = await page.evaluateHandle(() => {
      const types: string[] = [];
      addEventListener('message', ({ data }) => types.push(data.type));
      return types;
    });
    const heard = page.locator('#heard');
    await page.click('#play');
    await expect(heard).toHaveText('ready', { timeout: 45_000 });
    await player.enter();
    // The press was made inside the game's frame, where neither page nor loader can see it.
    await expect.poll(() => messages.evaluate((types) => types.includes('activity'))).toBe(true);
    await page.click('#history');
    await (await player.game()).waitForSelector('dialog[open]');
    await page.click('#pause');
    await expect(heard).toHaveText('done');
    await page.click('#leave');
    await expect(heard).toHaveText('exit operator');
    await expect.poll(() => page.frames()).toHaveLength(1);
    await page.click('#play');
    await expect(heard).toHaveText('ready', { timeout: 45_000 });
    expect(violations).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
