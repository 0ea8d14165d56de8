import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { repo } from '../../fixtures/paths.ts';
import type { Stage, TamperCase } from '../case.ts';
import { LANGUAGE, type Told } from '../launch-pad.ts';

const words = JSON.parse(readFileSync(repo(`locales/${LANGUAGE}/loader.json`), 'utf8')) as Record<
  string,
  string
>;
/** How long a page is watched for what must not happen. */
const WATCHED_MS = 1_500;

/** What the loader's line says, by its message key, once the page has been changed. */
async function lineAfter({ pad }: Stage, page: Page, css: string): Promise<Told> {
  await page.addStyleTag({ content: css });
  const loader = page.frames().find((frame) => frame.url().startsWith(`${pad.stack.urls.play}/frame/`));
  await loader?.waitForFunction(() => document.querySelector<HTMLElement>('#waiting')?.hidden === false);
  const message = (await loader?.textContent('#waiting')) ?? '';
  return { told: Object.keys(words).find((key) => words[key] === message) ?? 'nothing', message };
}
const hidden = (name: string, css: string): TamperCase => ({
  row: 29,
  name: `an age label that the page ${name}`,
  expect: ['ui_hidden'],
  gameFrames: true,
  arrange: async () => {},
  after: (stage, page) => lineAfter(stage, page, css),
});
const covers =
  'body::before{content:"";position:fixed;inset:0 0 auto 0;height:60px;background:#fff;z-index:9}';

/** Lets a frame of somebody else speak to the loader, and says what the element tells then. */
async function afterForeignWords(_stage: Stage, page: Page): Promise<Told> {
  await page.evaluate(() => {
    document.addEventListener('roundgate:exit', () => Object.assign(globalThis, { left: true }));
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.srcdoc = `<script>
      const tell = (w) => { for (let i = 0; i < w.length; i += 1) { tell(w[i]); for (const type of ['hello', 'exit', 'pause', 'mute']) w[i].postMessage({ rg: 1, seq: 1e6, type, muted: true }, '*'); } };
      setInterval(() => tell(top), 100);
    </script>`;
    document.body.append(frame);
  });
  await page.waitForTimeout(WATCHED_MS);
  const told = await page.evaluate(() =>
    'left' in globalThis
      ? 'exit'
      : (document.querySelector('roundgate-game') as unknown as { state: string }).state,
  );
  return { told, message: '' };
}

/** The operator's page on an origin that is not registered, or inside one. */
const elsewhere = (name: string, nested: boolean): TamperCase => ({
  row: 26,
  name,
  expect: ['loader_timeout'],
  arrange: async () => {},
  at: nested ? 'nested' : 'evil',
});

export const PAGE_CASES: readonly TamperCase[] = [
  hidden('covers', covers),
  hidden('cuts off', 'roundgate-game{margin-top:-40px}'),
  hidden('shrinks', 'roundgate-game{scale:.2}'),
  hidden('makes see-through', 'roundgate-game{opacity:.3}'),
  {
    row: 23,
    name: 'commands from a frame that is not the page',
    expect: ['ready'],
    gameFrames: true,
    arrange: async () => {},
    after: afterForeignWords,
  },
  elsewhere('a page of an origin that is not registered', false),
  elsewhere('the registered page inside one that is not', true),
  {
    row: 26,
    name: 'an element script that is not the one of the digest',
    expect: ['fallback'],
    arrange: async () => {},
    html: (pad) => pad.page(`sha384-${'A'.repeat(64)}`),
  },
  {
    row: 30,
    name: 'a header that names other code than the manifest',
    expect: ['game_failed'],
    // The frame is there: it is what the policy keeps empty.
    gameFrames: true,
    arrange: ({ context, pad }) =>
      context.route('**/frame/**', async (route) => {
        const { text, headers } = await pad.stack.fetch(route.request().url());
        const policy = String(headers['content-security-policy']);
        const wrong = policy.replace(/'sha256-[^']+'(?=; style-src)/, `'sha256-${'A'.repeat(43)}='`);
        await route.fulfill({
          contentType: 'text/html',
          headers: {
            'content-security-policy': wrong,
            'integrity-policy': String(headers['integrity-policy']),
          },
          body: text,
        });
      }),
  },
];
