import { env, exports } from 'cloudflare:workers';
import { signatureHeaders } from '@roundgate/contract/http-signature';
import { importJWK, SignJWT } from 'jose';

export const KEY_ID = 'key-platform';
export const SECRET = 'test-secret-of-the-platform';
const ORIGIN = 'http://rgs.test';

export const unique = (): string => crypto.randomUUID().replaceAll('-', '');

interface Changes {
  readonly secret?: string;
  readonly keyId?: string;
  readonly timestampMs?: number;
  readonly nonce?: string;
  readonly headers?: Record<string, string>;
}

/** A signed request as the gateway sends it; `changes` make it wrong on purpose. */
export function signed(method: string, path: string, body: unknown, changes: Changes = {}): Request {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const parts = {
    method,
    path,
    timestampMs: changes.timestampMs ?? Date.now(),
    nonce: changes.nonce ?? unique(),
    body: text,
  };
  const headers = {
    ...signatureHeaders(changes.keyId ?? KEY_ID, changes.secret ?? SECRET, parts),
    ...(text ? { 'content-type': 'application/json' } : {}),
    accept: 'application/vnd.rgs.v1+json',
    ...changes.headers,
  };
  return new Request(ORIGIN + path, { method, headers, ...(text ? { body: text } : {}) });
}

export interface Answer {
  readonly status: number;
  // Tests look into answers of every shape.
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

export async function send(request: Request): Promise<Answer> {
  const response = await exports.default.fetch(request);
  return { status: response.status, body: await response.json(), headers: response.headers };
}

export const post = (path: string, body: unknown, changes?: Changes): Promise<Answer> =>
  send(signed('POST', path, body, changes));
export const replay = (key: string): Promise<Answer> =>
  send(signed('GET', `/rgs/v1/spins/spin-${key}/replay`, undefined));

export const sessionBody = (changes: Record<string, unknown> = {}) => ({
  session_id: `s-${unique()}`,
  operator_id: 'op-lantern',
  player_id: 'p-ada',
  game_id: 'g-night-market',
  build_hash: `sha256:${'3f'.repeat(32)}`,
  rtp_profile: '96',
  geo: 'MT',
  currency: 'EUR',
  rg_flags: { self_excluded: false, blocked: false, time_limit_min: 60 },
  ...changes,
});

interface TokenChanges {
  readonly aud?: string;
  readonly iss?: string;
  readonly exp?: string;
  readonly claims?: Record<string, unknown>;
}

/** A token as the gateway makes it for the studio. */
export async function gatewayToken(
  body: ReturnType<typeof sessionBody>,
  changes: TokenChanges = {},
): Promise<string> {
  const jwk = JSON.parse(env.TEST_GATEWAY_KEY) as { kid: string };
  const claims = {
    op: body.operator_id,
    sid: body.session_id,
    game: body.game_id,
    geo: body.geo,
    build: body.build_hash,
  };
  return await new SignJWT({ ...claims, ...changes.claims })
    .setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid })
    .setSubject(body.player_id)
    .setIssuer(changes.iss ?? 'http://edge.localhost:8787')
    .setAudience(changes.aud ?? 'st-harbour')
    .setIssuedAt()
    .setExpirationTime(changes.exp ?? '5m')
    .sign(await importJWK(jwk, 'EdDSA'));
}

/** Announces a session and answers its id. */
export async function openSession(changes: Record<string, unknown> = {}): Promise<string> {
  const body = sessionBody(changes);
  const answer = await post('/rgs/v1/sessions', { ...body, jwt: await gatewayToken(body) });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return body.session_id;
}

export const eur = (amount: number) => ({ amount_minor: amount, currency: 'EUR', exponent: 2 });

export function spinBody(sessionId: string, changes: Record<string, unknown> = {}) {
  const key = unique();
  return {
    spin_id: `spin-${key}`,
    round_id: `rnd-${key}`,
    session_id: sessionId,
    stake: eur(100),
    spin_type: 'cash',
    idempotency_key: key,
    ...changes,
  };
}

export const voidOf = (spin: ReturnType<typeof spinBody>, ifDrawn: 'keep' | 'discard') => ({
  session_id: spin.session_id,
  round_id: spin.round_id,
  idempotency_key: spin.idempotency_key,
  if_drawn: ifDrawn,
  reason: 'INSUFFICIENT_FUNDS',
});

/** A packet of two free spins at a bet of 1.00. */
export const grantBody = (changes: Record<string, unknown> = {}) => ({
  grant_id: `fs-${unique()}`,
  operator_id: 'op-lantern',
  player_id: 'p-ada',
  game_id: 'g-night-market',
  count: 2,
  bet_size: eur(100),
  ...changes,
});
