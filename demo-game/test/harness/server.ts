// Serves a game in a page that treats it as the loader frame does.
// Usage: node test/harness/server.ts [port, 0 for a free one] [night-market | long-words | tide-pool]
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { roundgate } from '@roundgate/studio-cli/vite';
import { build, type InlineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What can be served: where its vite.config is, what it starts with, and its maths. */
const GAMES: Readonly<Record<string, { root: string; entry: string; model: string }>> = {
  'night-market': { root: '../..', entry: 'src/main.ts', model: 'night-market.96.json' },
  'long-words': { root: '../..', entry: 'test/harness/long-main.ts', model: 'night-market.96.json' },
  'tide-pool': { root: '../../tide-pool', entry: 'src/main.ts', model: 'tide-pool.96.json' },
};
const chosen = GAMES[process.argv[3] ?? 'night-market'];
if (!chosen) throw new Error(`there is no game ${process.argv[3]}: ${Object.keys(GAMES).join(', ')}`);
const MODEL = here(`../../../apps/studio-rgs/models/${chosen.model}`);

async function codeOf(config: InlineConfig): Promise<string> {
  const built = await build({ logLevel: 'error', ...config, build: { ...config.build, write: false } });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first && 'output' in first ? first.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('the bundle has no code');
  return chunk.code;
}

const script = (entry: string): Promise<string> =>
  codeOf({
    configFile: false,
    build: { lib: { entry: here(entry), formats: ['iife'], name: 'harness', fileName: 'x' } },
  });

const sha256 = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

const [game, boot, hostPage] = await Promise.all([
  codeOf({
    root: here(chosen.root),
    configFile: false,
    plugins: [roundgate({ entry: chosen.entry, withoutOnDemand: ['pixi.js'] })],
  }),
  script('../../../client-loader/src/game-frame/boot.ts'),
  script('./host-page.ts'),
]);
const bundle = { boot, bootHash: sha256(boot), gameHash: sha256(game) };

const POLICY =
  `default-src 'none'; script-src 'self' '${bundle.bootHash}' '${bundle.gameHash}'; style-src 'self'; ` +
  "img-src 'self' blob: data:; connect-src 'self' blob: data:; media-src blob:; font-src blob:; frame-src 'self'; " +
  "worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types l1 boot sw";

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harness</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css"><script src="/host-page.js" defer></script></head><body></body></html>`;

const FILES: Readonly<Record<string, readonly [type: string, body: () => string]>> = {
  '/': ['text/html; charset=utf-8', () => PAGE],
  '/page.css': [
    'text/css',
    () =>
      'html,body,iframe{margin:0;border:0;width:100%;height:100%;display:block;overflow:hidden;background:#000}',
  ],
  '/host-page.js': ['text/javascript', () => hostPage],
  '/bundle.json': ['application/json', () => JSON.stringify(bundle)],
  '/game.js': ['text/javascript', () => game],
  '/model.json': ['application/json', () => readFileSync(MODEL, 'utf8')],
};

const port = Number(process.argv[2] ?? 8840);
const server = createServer((request, response) => {
  const file = FILES[(request.url ?? '/').split('?')[0] ?? '/'];
  if (!file) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': file[0], 'content-security-policy': POLICY }).end(file[1]());
});
server.listen(port, '127.0.0.1', () => {
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : port}/`);
});
