import { Country, Sha256Hex } from '@roundgate/contract';
import { hexToBase64 } from '@roundgate/contract/trust';
import type { Context, Hono } from 'hono';
import type { VerifiedBuild } from '../adapters/builds.ts';
import type { Config, OperatorConfig } from '../config.ts';
import type { AppEnv } from './bind.ts';
import type { RequestContext } from './context.ts';
import { ProblemError } from './error-response.ts';
import { check } from './request-body.ts';

const PERMISSIONS = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** The loader frame's policy: our own files, and the two scripts of this build by hash (shared design: integrity). */
function contentSecurityPolicy(scripts: readonly string[], edge: string, operator: OperatorConfig): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${scripts.map((hash) => `'${hash}'`).join(' ')}`,
    "style-src 'self'",
    "img-src 'self' blob: data:",
    `connect-src 'self' blob: data: ${edge}`,
    'media-src blob:',
    'font-src blob:',
    "frame-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${operator.origins.join(' ')}`,
    "require-trusted-types-for 'script'",
    'trusted-types l1 boot sw keep',
  ].join('; ');
}

/** Files that are asked for before the loader asks; a build of more files waits for it with the rest. */
const MAX_PRELOADS = 24;

/** What the loader will fetch, so that it comes beside the loader itself; nothing of it is looked at unverified. */
function preloads(
  { manifest, digest }: VerifiedBuild,
  { edgeOrigin }: Config,
  country: string,
  isDemo: boolean,
): string {
  const files = Object.values(manifest.files).filter(({ role }) => isDemo || role !== 'demo');
  const paths = [`trust/launch/${country}/${digest}`, ...files.map(({ sha256 }) => `assets/${sha256}`)];
  return paths
    .slice(0, MAX_PRELOADS)
    .map((path) => `<${edgeOrigin}/${path}>; rel=preload; as=fetch; crossorigin`)
    .join(', ');
}

const onPlayHost = ({ request, config }: RequestContext): void => {
  if (new URL(request.url).host !== new URL(config.playOrigin).host) throw new ProblemError('NOT_FOUND');
};

async function bootHash({ env, request }: RequestContext): Promise<string> {
  const file = await env.ASSETS.fetch(new URL('/csp.json', request.url));
  if (!file.ok) throw new ProblemError('SERVICE_UNAVAILABLE', { detail: 'the loader is not deployed' });
  return ((await file.json()) as { boot: string }).boot;
}

/** The loader's page by the mode of the address; real play has none. */
const PAGES: Readonly<Record<string, string>> = { demo: '/demo.html', replay: '/replay.html' };

const setContent = (content: string) => ({
  element: (element: Element) => void element.setAttribute('content', content),
});

/** The loader frame of one build for one operator: its header carries the verified list of scripts. */
async function frame(c: Context<AppEnv>): Promise<Response> {
  const context = c.get('context');
  onPlayHost(context);
  const { config, builds, env, request, trust, nowMs } = context;
  const digest = check(Sha256Hex, c.req.param('digest') ?? '');
  const operator = config.operator(c.req.param('operator') ?? '');
  if (!operator) throw new ProblemError('NOT_FOUND');
  const build = await builds.verified(digest, await trust.snapshot(nowMs));
  const entry = build?.manifest.files[build.manifest.entry];
  if (!build || !entry) throw new ProblemError('BUILD_NOT_FOUND');
  const mode = c.req.query('mode') ?? '';
  const country = check(Country, c.req.query('country') ?? '');
  const page = await env.ASSETS.fetch(new URL(PAGES[mode] ?? '/frame.html', request.url));
  const scripts = [await bootHash(context), `sha256-${hexToBase64(entry.sha256)}`];
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    link: preloads(build, config, country, mode === 'demo'),
    'content-security-policy': contentSecurityPolicy(scripts, config.edgeOrigin, operator),
    'integrity-policy': 'blocked-destinations=(script)',
    // So that a page which is isolated from other origins may hold this frame.
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'cross-origin',
    'permissions-policy': PERMISSIONS,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'origin-agent-cluster': '?1',
  };
  const filled = new HTMLRewriter()
    .on('meta[name="roundgate:ancestors"]', setContent(operator.origins.join(' ')))
    .on('meta[name="roundgate:build"]', setContent(`sha256:${digest}`))
    .on('meta[name="roundgate:edge"]', setContent(config.edgeOrigin))
    .transform(page);
  return new Response(filled.body, { headers });
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  txt: 'text/plain; charset=iso-8859-1',
};

/** The loader's own files; hashed names, so that they never change. */
async function loaderFile(c: Context<AppEnv>): Promise<Response> {
  const context = c.get('context');
  onPlayHost(context);
  const { pathname } = new URL(context.request.url);
  const file = await context.env.ASSETS.fetch(new URL(pathname, context.request.url));
  if (!file.ok) throw new ProblemError('NOT_FOUND');
  const type = TYPES[pathname.split('.').at(-1) ?? ''];
  if (!type) throw new ProblemError('NOT_FOUND');
  const packs = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '');
  return new Response(file.body, {
    headers: {
      'content-type': type,
      vary: 'accept-encoding',
      // Said so, the platform packs it.
      ...(packs && { 'content-encoding': 'gzip' }),
      'cache-control': 'public, max-age=31536000, immutable',
      // The pinned loader reads its words from the operator's page.
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    },
  });
}

/** The service worker: the one file of the loader that keeps its name, so it is asked for anew every time. */
async function serviceWorker(c: Context<AppEnv>): Promise<Response> {
  const context = c.get('context');
  onPlayHost(context);
  const { env, request, config } = context;
  const file = await env.ASSETS.fetch(new URL('/sw.js', request.url));
  if (!file.ok) throw new ProblemError('NOT_FOUND');
  return new Response(file.body, {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': `default-src 'none'; connect-src 'self' ${config.edgeOrigin}`,
      'x-content-type-options': 'nosniff',
    },
  });
}

/** What only the play origin serves: the loader frame, its files and its service worker. */
export function mountFrame(app: Hono<AppEnv>): void {
  app.get('/frame/:operator/:digest', frame);
  app.get('/loader/:file', loaderFile);
  app.get('/sw.js', serviceWorker);
}
