import { Country, Sha256Hex } from '@roundgate/contract';
import type { LaunchBundle, TrustEnvelope } from '@roundgate/contract/trust';
import type { Context, Hono } from 'hono';
import { studioBySigner } from '../domain/trust/register.ts';
import type { AppEnv } from './bind.ts';
import { ProblemError } from './error-response.ts';
import { check } from './request-body.ts';

/** Read by any page: it believes the signatures, not the server. Never cached: a status is good for minutes. */
const HEADERS = {
  'access-control-allow-origin': '*',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
};

const snapshotOf = (c: Context<AppEnv>) => {
  const { trust, nowMs } = c.get('context');
  return trust.snapshot(nowMs);
};

/** All that a launch needs to be believed, in one answer (at most 20 kB). */
async function launch(c: Context<AppEnv>): Promise<Response> {
  const { builds } = c.get('context');
  const country = check(Country, c.req.param('country') ?? '');
  const digest = check(Sha256Hex, c.req.param('digest') ?? '');
  const [snapshot, stored] = await Promise.all([snapshotOf(c), builds.envelope(digest)]);
  if (!stored) throw new ProblemError('BUILD_NOT_FOUND');
  const build = await stored.json<TrustEnvelope>();
  const permit = snapshot.permits.get(country);
  if (!permit)
    throw new ProblemError('MARKET_NOT_CERTIFIED', { detail: 'this country has no permit in force' });
  const studioId = studioBySigner(snapshot, build.signatures)?.studio_id;
  const studio = studioId ? snapshot.studios.get(studioId) : undefined;
  if (!studio) throw new ProblemError('SIGNATURE_CHAIN_INVALID');
  const bundle: LaunchBundle = {
    format: 'roundgate.launch/1',
    roots: snapshot.roots,
    studio: studio.envelope,
    build,
    permit: permit.envelope,
    status: snapshot.status.envelope,
  };
  return c.json(bundle, 200, HEADERS);
}

async function status(c: Context<AppEnv>): Promise<Response> {
  return c.json((await snapshotOf(c)).status.envelope, 200, HEADERS);
}

/** Every document that stands, for whoever wants to check the platform: regulators, labs, `roundgate trust status`. */
async function register(c: Context<AppEnv>): Promise<Response> {
  const { roots, studios, permits, status } = await snapshotOf(c);
  const envelopes = (held: Iterable<{ envelope: TrustEnvelope }>) =>
    [...held].map(({ envelope }) => envelope);
  return c.json(
    {
      roots,
      studios: envelopes(studios.values()),
      permits: envelopes(permits.values()),
      status: status.envelope,
    },
    200,
    HEADERS,
  );
}

/** What anyone may read of the chain of trust. */
export function mountTrust(app: Hono<AppEnv>): void {
  app.get('/trust/launch/:country/:digest', launch);
  app.get('/trust/status', status);
  app.get('/trust/register', register);
}
