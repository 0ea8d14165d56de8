import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { BuildManifest, SessionInfo } from '@roundgate/contract';
import { gameConfigOf } from '../../client-loader/src/frame/game-config.ts';
import { repo } from '../fixtures/paths.ts';
import { openAsProgram } from '../fixtures/program-loader.ts';
import type { Stack } from '../fixtures/stack.ts';
import { contentOf } from '../tamper/forge.ts';
import type { Genuine, LaunchPad } from '../tamper/launch-pad.ts';

/** A page that starts the game without us, on a port of this machine. */
export interface PlainStart {
  readonly port: number;
  stop(): void;
}

function pageOf(session: SessionInfo, { bundle, files }: Genuine): string {
  const manifest = contentOf<BuildManifest>(bundle.build);
  const now = { locale: 'de', balance: null, muted: true, resume: null, mode: 'real' } as const;
  const data = (id: string, value: unknown) =>
    `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`;
  const assets = files.filter(({ path }) => path !== manifest.entry && !path.startsWith('demo-'));
  const addresses = Object.fromEntries(assets.map(({ path }) => [path, `/files/${path}`]));
  return `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Plain</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<link rel="modulepreload" href="/game.js">${data('config', gameConfigOf(session, manifest, now))}${data('assets', addresses)}
<script type="module" src="/host.js"></script></head><body></body></html>`;
}

/** Serves the game of a launch plainly, packed and for ever cacheable as the edge serves it. */
export async function servePlain(stack: Stack, pad: LaunchPad): Promise<PlainStart> {
  const { url } = await pad.session();
  const genuine = await pad.genuine(url);
  const { session } = await openAsProgram(stack.urls.gatewayApi, url);
  const entry = contentOf<BuildManifest>(genuine.bundle.build).entry;
  const script = 'text/javascript; charset=utf-8';
  const bodies = new Map<string, readonly [type: string, bytes: Buffer]>([
    ['/plain', ['text/html; charset=utf-8', gzipSync(pageOf(session, genuine))]],
    ['/host.js', [script, gzipSync(readFileSync(repo('e2e/bench/plain-host.js')))]],
    ...genuine.files.map(({ path, bytes }) => {
      const isEntry = path === entry;
      const type = isEntry ? script : 'application/octet-stream';
      return [isEntry ? '/game.js' : `/files/${path}`, [type, gzipSync(bytes)]] as const;
    }),
  ]);
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      request.setEncoding('utf8').once('data', async (launchUrl: string) => {
        const opened = await openAsProgram(stack.urls.gatewayApi, decodeURIComponent(launchUrl));
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(opened));
      });
      return;
    }
    const [type, bytes] = bodies.get((request.url ?? '').split('?')[0] ?? '') ?? [];
    if (!type) return void response.writeHead(404).end();
    const cache = type.startsWith('text/html') ? 'no-store' : 'public, max-age=31536000, immutable';
    response
      .writeHead(200, { 'content-type': type, 'content-encoding': 'gzip', 'cache-control': cache })
      .end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, stop: () => server.close() };
}
