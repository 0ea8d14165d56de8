// Serves the game in a page that treats it as the loader frame does. Usage: node test/harness/server.ts [port]
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const MODEL = here('../../../apps/studio-rgs/models/night-market.96.json');

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
  codeOf({ root: here('../..'), configFile: here('../../vite.config.mts') }),
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
createServer((request, response) => {
  const file = FILES[(request.url ?? '/').split('?')[0] ?? '/'];
  if (!file) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': file[0], 'content-security-policy': POLICY }).end(file[1]());
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`));
