import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { buildExamples } from '../../scripts/build-examples.ts';

// Three origins on one port: the operator's page as a test wants it, the edge's script, and a loader frame without a game.

const port = Number(process.argv[2]);
const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const origin = (name: string): string => `http://${name}.localhost:${port}`;

const fake = await build({
  configFile: false,
  logLevel: 'warn',
  build: {
    write: false,
    lib: { entry: here('embed-test/support/fake-loader.ts'), formats: ['es'], fileName: () => 'fake.js' },
  },
});
const [fakeBundle] = [fake].flat();
const fakeLoader =
  fakeBundle && 'output' in fakeBundle && fakeBundle.output[0].type === 'chunk'
    ? fakeBundle.output[0].code
    : '';
await buildExamples(origin('edge'), here('dist/examples'));

interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}
const html = (body: string, headers: Record<string, string> = {}): Reply => ({
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body,
});
const json = (value: unknown, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
const NOT_FOUND: Reply = { status: 404, body: '' };

/** Of the headers of the real frame (worker/src/http/frame-routes.ts) those that concern the page around it. */
const frameHeaders = (mode: string): Record<string, string> => ({
  'content-security-policy': `default-src 'none'; script-src 'self'; frame-ancestors ${mode === 'foreign' ? "'none'" : origin('operator')}`,
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'cross-origin',
});

function play(path: string): Reply {
  if (path === '/fake.js') return { headers: { 'content-type': 'text/javascript' }, body: fakeLoader };
  const mode = path.split('/').at(-1) ?? '';
  const script = mode === 'silent' ? '' : '<script type="module" src="/fake.js"></script>';
  const facts = `<meta name="mode" content="${mode}"><meta name="ancestor" content="${origin('operator')}">`;
  return html(`<!doctype html><title>Loader</title>${facts}<p>loader</p>${script}`, frameHeaders(mode));
}

function edge(path: string): Reply {
  const file = here(`dist${normalize(path)}`);
  if (!existsSync(file)) return NOT_FOUND;
  return {
    headers: {
      'content-type': 'text/javascript',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    },
    body: readFileSync(file),
  };
}

const launched = (mode: string): Reply => json({ launch_url: `${origin('play')}/frame/op/${mode}#launch=t` });
const failedOnce = new Set<string>();
const LAUNCHES: Readonly<Record<string, (id: string) => Reply | undefined>> = {
  broken: () => ({ status: 500, headers: { 'content-type': 'text/html' }, body: '<h1>500</h1>' }),
  garbage: () => html('<p>Please log in</p>'),
  empty: () => json({}),
  script: () => json({ launch_url: 'javascript:alert(1)' }),
  plain: () => json({ launch_url: 'http://play.example/frame' }),
  blocked: () => json({ code: 'RG_BLOCKED' }, 403),
  market: () => json({ code: 'MARKET_NOT_CERTIFIED' }, 403),
  never: () => undefined,
  flaky: (id) => {
    if (failedOnce.has(id)) return launched('ok');
    failedOnce.add(id);
    return json({ code: 'UPSTREAM_UNAVAILABLE' }, 502);
  },
};

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };

function operator(url: URL): Reply | undefined {
  const { pathname, searchParams } = url;
  if (pathname === '/page') {
    const page = JSON.parse(searchParams.get('page') ?? '{}') as {
      headers: Record<string, string>;
      body: string;
    };
    return html(page.body, page.headers);
  }
  if (pathname.startsWith('/launch')) {
    const name = pathname.split('/')[2] ?? 'ok';
    const reply = LAUNCHES[name];
    return reply ? reply(searchParams.get('id') ?? '') : launched(name);
  }
  if (!pathname.startsWith('/examples/')) return NOT_FOUND;
  const file = here(join('dist', normalize(pathname.endsWith('/') ? `${pathname}index.html` : pathname)));
  if (!existsSync(file)) return NOT_FOUND;
  return { headers: { 'content-type': TYPES[extname(file)] ?? 'text/html' }, body: readFileSync(file) };
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  const host = url.hostname.split('.')[0];
  const reply = host === 'play' ? play(url.pathname) : host === 'edge' ? edge(url.pathname) : operator(url);
  if (url.pathname === '/up') return void response.end('up');
  // Without a reply the request stays open: that is an endpoint which never answers.
  if (reply) response.writeHead(reply.status ?? 200, { ...reply.headers }).end(reply.body);
}

createServer(answer).listen(port);
