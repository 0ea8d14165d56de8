// Serves an operator's page and the loader frame inside it, two origins, with the policy of the product.
// Usage: node test/harness/server.ts [port]. The gateway is played by the tests.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { BuildManifest } from '@roundgate/contract';
import { buildBoot, bundle, entryOf } from '../../scripts/bundle.ts';
import { saying, wordSet } from '../../scripts/words.ts';
import { wordsFile } from '../../src/frame/words-file.ts';

const port = Number(process.argv[2] ?? 8850);
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const OPERATOR = `http://operator.localhost:${port}`;
const PLAY = `http://play.localhost:${port}`;

const words = wordSet('real');
const boot = await buildBoot();
const define = {
  __ROOT_PINS__: '{"keys":{}}',
  __VERSION__: '"test"',
  __BOOT_SCRIPT__: JSON.stringify(boot.script),
  __BOOT_HASH__: JSON.stringify(boot.hash),
};
const [frame, embed, game] = await Promise.all([
  bundle('test/harness/frame-main.ts', 'es', define, saying(words)),
  bundle('src/embed/embed.ts', 'iife', {}),
  bundle('test/harness/game.ts', 'es', {}),
]);
const styles = frame.output
  .flatMap((item) => (item.type === 'asset' ? [String(item.source)] : []))
  .join('\n');
const code = { frame: entryOf(frame).code, embed: entryOf(embed).code, game: entryOf(game).code };

const digest = createHash('sha256').update(code.game);
const gameHash = digest.copy().digest('base64');
const sha256 = digest.digest('hex');
const manifest: BuildManifest = {
  format: 'roundgate.build/1',
  studio_id: 'st-harbour',
  game_id: 'g-harness',
  title: 'Harness',
  version: '1.0.0',
  entry: 'game.js',
  stakes: { levels_minor: [20, 100, 500], default_minor: 100 },
  seq: 1,
  files: { 'game.js': { sha256, size: code.game.length, type: 'text/javascript', role: 'entry' } },
  maths: {
    model_path: 'game.js',
    model_hash: `sha256:${sha256}`,
    rtp_profile: '96',
    rtp: '0.9600',
    mechanics_version: '1',
  },
};

const POLICY = [
  `default-src 'none'; script-src 'self' '${boot.hash}' 'sha256-${gameHash}'; style-src 'self'`,
  "img-src 'self' blob: data:; connect-src 'self' blob: data:; media-src blob:; font-src blob:; frame-src 'self'",
  `worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ${OPERATOR}`,
  "require-trusted-types-for 'script'; trusted-types l1 boot",
].join('; ');

const head = `<link rel="icon" href="data:,">
<link rel="stylesheet" href="/frame.css"><script type="module" src="/frame.js"></script>`;
const framePage = readFileSync(here('../../src/frame/frame.html'), 'utf8')
  .replace('name="roundgate:ancestors" content=""', `name="roundgate:ancestors" content="${OPERATOR}"`)
  .replace('name="roundgate:build" content=""', `name="roundgate:build" content="sha256:${sha256}"`)
  .replace('__HEAD__', head);
const operatorPage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Operator</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<style>html,body{margin:0;height:100%}roundgate-game{display:block;height:100%}</style></head>
<body><roundgate-game launch-url="${PLAY}/frame#launch=x"></roundgate-game>
<script>window.heard=[];for(const n of ['ready','rg-notice','error','exit','balance','round-start','round-end'])
document.addEventListener('roundgate:'+n,(e)=>heard.push({name:n,detail:e.detail}))</script>
<script src="${PLAY}/embed.js"></script></body></html>`;

const FILES: Readonly<Record<string, readonly [type: string, body: string | Uint8Array]>> = {
  '/': ['text/html; charset=utf-8', operatorPage],
  '/frame': ['text/html; charset=utf-8', framePage],
  '/frame.js': ['text/javascript', code.frame],
  '/frame.css': ['text/css', styles],
  '/embed.js': ['text/javascript', code.embed],
  '/game.js': ['text/javascript', code.game],
  '/manifest.json': ['application/json', JSON.stringify(manifest)],
  ...Object.fromEntries(
    words.files.map(({ language, pin, content }) => [wordsFile(language, pin), ['text/plain', content]]),
  ),
};

createServer((request, response) => {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const file = FILES[path];
  if (!file) return void response.writeHead(404).end();
  const policy = path === '/frame' ? { 'content-security-policy': POLICY } : {};
  response.writeHead(200, { 'content-type': file[0], ...policy }).end(file[1]);
}).listen(port, '127.0.0.1', () => console.log(`${OPERATOR}/`));
