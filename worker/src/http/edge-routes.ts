import { PROBLEMS, Sha256Hex } from '@roundgate/contract';
import asyncapi from '@roundgate/contract/asyncapi.json';
import openapi from '@roundgate/contract/openapi.json';
import type { Context, Hono } from 'hono';
import type { AppEnv } from './bind.ts';
import { ProblemError } from './error-response.ts';
import { check } from './request-body.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';
const ANYONE = {
  'access-control-allow-origin': '*',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
};

const digestOf = (c: Context<AppEnv>): string => check(Sha256Hex, c.req.param('digest') ?? '');
const onEdgeHost = (c: Context<AppEnv>): void => {
  const { request, config } = c.get('context');
  // No studio byte is ever served on the loader's own origin.
  if (new URL(request.url).host === new URL(config.playOrigin).host) throw new ProblemError('NOT_FOUND');
};

const ASSET = {
  ...ANYONE,
  'content-type': 'application/octet-stream',
  'cache-control': IMMUTABLE,
  vary: 'accept-encoding',
};

/** One file of a build, by digest: opaque bytes, immutable, readable by any page that will verify them. */
async function asset(c: Context<AppEnv>): Promise<Response> {
  onEdgeHost(c);
  const { builds } = c.get('context');
  const packs = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '');
  const packed = packs ? await builds.packed(digestOf(c)) : null;
  if (packed)
    return new Response(packed.body, {
      headers: { ...ASSET, 'content-encoding': 'gzip', 'content-length': String(packed.size) },
      encodeBody: 'manual',
    });
  const file = await builds.file(digestOf(c));
  if (!file) throw new ProblemError('NOT_FOUND');
  return new Response(file.body, { headers: { ...ASSET, 'content-length': String(file.size) } });
}

/** A signed build envelope, as it was published. The loader believes only its signature. */
async function build(c: Context<AppEnv>): Promise<Response> {
  onEdgeHost(c);
  const stored = await c.get('context').builds.envelope(digestOf(c));
  if (!stored) throw new ProblemError('BUILD_NOT_FOUND');
  return new Response(stored.body, {
    headers: { ...ANYONE, 'content-type': 'application/json', 'cache-control': IMMUTABLE },
  });
}

/** The operator's script. The stable name is short-lived; the hashed one, pinned by SRI, never changes. */
async function embed(c: Context<AppEnv>): Promise<Response> {
  onEdgeHost(c);
  const { env, request } = c.get('context');
  const { pathname } = new URL(request.url);
  const file = await env.ASSETS.fetch(new URL(pathname, request.url));
  if (!file.ok) throw new ProblemError('NOT_FOUND');
  const cache = /\.[0-9a-zA-Z_-]{8,}\.js$/.test(pathname) ? IMMUTABLE : 'public, max-age=300';
  return new Response(file.body, {
    headers: { ...ANYONE, 'content-type': 'text/javascript; charset=utf-8', 'cache-control': cache },
  });
}

/** What anyone may read at the edge: the contract, the keys, the problem list, builds and the embed script. */
export function mountEdge(app: Hono<AppEnv>): void {
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/openapi.json', (c) => c.json(openapi));
  app.get('/asyncapi.json', (c) => c.json(asyncapi));
  app.get('/problems', (c) => c.json(PROBLEMS));
  app.get('/.well-known/jwks.json', (c) =>
    c.json(c.get('context').tokens.jwks, 200, { 'cache-control': 'public, max-age=300' }),
  );
  app.get('/assets/:digest', asset);
  app.get('/builds/:digest', build);
  app.get('/embed/:file', embed);
}
