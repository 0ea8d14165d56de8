import { applyD1Migrations } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import {
  type Certificate,
  money,
  type Problem,
  type RoundAnswer,
  type RoundView,
  type SessionInfo,
  type UiElement,
  type UiEvidence,
} from '@roundgate/contract';
import { signatureHeaders } from '@roundgate/contract/http-signature';
import { BUILD_HASH } from './fake-partners.ts';
import { permitAll } from './trust-kit.ts';

const EDGE = 'https://edge.example';
const secretOf = (keyId: string): string => JSON.parse(env.PARTNER_SECRETS)[keyId];

/** The status, headers and body of an answer. */
export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
  readonly text: string;
}

async function read<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (text ? JSON.parse(text) : null) as T,
  };
}

/** A request signed by a partner. `change` may spoil it before it leaves. */
export async function signed<T = Problem>(
  keyId: string,
  method: string,
  path: string,
  body?: unknown,
  change: {
    nonce?: string;
    timestampMs?: number;
    secret?: string;
    sentBody?: string;
    headers?: Record<string, string>;
  } = {},
): Promise<Answer<T>> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const nonce = change.nonce ?? crypto.randomUUID().replaceAll('-', '');
  const parts = { method, path, timestampMs: change.timestampMs ?? Date.now(), nonce, body: text };
  const headers = {
    ...signatureHeaders(keyId, change.secret ?? secretOf(keyId), parts),
    'content-type': 'application/json',
    ...change.headers,
  };
  const init = { method, headers, ...(text ? { body: change.sentBody ?? text } : {}) };
  return read<T>(await exports.default.fetch(new Request(EDGE + path, init)));
}

/** The body of a signed GET whose answer is no JSON. */
export async function signedText(keyId: string, path: string): Promise<string> {
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const parts = { method: 'GET', path, timestampMs: Date.now(), nonce, body: '' };
  const headers = signatureHeaders(keyId, secretOf(keyId), parts);
  return (await exports.default.fetch(new Request(EDGE + path, { headers }))).text();
}

/** A request with a player's token. */
export async function asPlayer<T = Problem>(
  token: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const init = {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  };
  return read<T>(await exports.default.fetch(new Request(EDGE + path, init)));
}

/** A request without credentials. */
export const anyone = async <T = Problem>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) =>
  read<T>(
    await exports.default.fetch(
      new Request(EDGE + path, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    ),
  );

/** Enters an approved certificate straight into the matrix, permits it, and makes its build the stable one. */
export async function certify(change: Partial<Certificate> = {}): Promise<void> {
  await applyD1Migrations(env.MATRIX, JSON.parse(env.TEST_MIGRATIONS));
  await applyD1Migrations(env.REPORTS, JSON.parse(env.TEST_REPORT_MIGRATIONS));
  const row = {
    game_id: 'g-night-market',
    country: 'MT',
    rtp_profile: '96',
    build_hash: BUILD_HASH,
    lab: 'Test',
    number: 'T-1',
    valid_from: '2020-01-01T00:00:00.000Z',
    valid_to: '2099-01-01T00:00:00.000Z',
    ...change,
  };
  const at = row.valid_from;
  const columns = { certificate_id: `cert-${row.number}`, ...row, status: 'approved' };
  const people = { proposed_by: 'key-a', proposed_at: at, approved_by: 'key-b', approved_at: at };
  const given = Object.entries({ ...columns, ...people });
  const names = given.map(([name]) => name).join(', ');
  const places = given.map(() => '?').join(', ');
  await env.MATRIX.batch([
    env.MATRIX.prepare(`INSERT OR REPLACE INTO certificates (${names}) VALUES (${places})`).bind(
      ...given.map(([, value]) => value),
    ),
    env.MATRIX.prepare(
      'INSERT INTO releases VALUES (?, ?, 1, ?, NULL, NULL, NULL, ?) ON CONFLICT DO NOTHING',
    ).bind(row.game_id, row.rtp_profile, row.build_hash, at),
  ]);
  await permitAll(row.country);
}

export const NO_FLAGS = { self_excluded: false, blocked: false, time_limit_min: null };

/** A player with an open session and a token. */
export interface Player {
  readonly operatorId: string;
  readonly playerId: string;
  readonly sessionId: string;
  readonly token: string;
}

export const sessionRequest = (playerId: string, change: Record<string, unknown> = {}) => ({
  player_id: playerId,
  game_id: 'g-night-market',
  country: 'MT',
  currency: 'EUR',
  locale: 'en',
  rg_flags: NO_FLAGS,
  ...change,
});

/** What the opening of a session answers: the session or a problem. */
export type Created = { session_id: string; launch_url: string; transfer_in?: string } & Problem;

/** Opens a session, as an operator does. */
export const createSession = (operatorId: string, playerId: string, change: Record<string, unknown> = {}) =>
  signed<Created>(`key-${operatorId}`, 'POST', '/v1/sessions', sessionRequest(playerId, change));

/** Opens and launches a session, as operator and loader do. */
export async function launch(
  playerId = `p-${crypto.randomUUID()}`,
  change: Record<string, unknown> = {},
  operatorId = 'op-lantern',
  { attests = true, limits = true }: { readonly attests?: boolean; readonly limits?: boolean } = {},
): Promise<Player> {
  const created = await createSession(operatorId, playerId, change);
  if (created.status !== 200) throw new Error(`createSession: ${created.text}`);
  const launchToken = created.body.launch_url.split('#launch=')[1];
  const country = String(change.country ?? 'MT');
  const opened = await openSession(launchToken ?? '', BUILD_HASH, country);
  if (opened.status !== 200) throw new Error(`openSession: ${opened.text}`);
  const token = opened.body.token.access_token;
  const { ui_required, rg, currency } = opened.body.session;
  if (attests) await attest(token, ui_required);
  // Limits that no test meets by the way.
  const wide = { time_min: 1_440, spend: money(100_000_000, currency), reality_check_min: null };
  if (limits && rg.limits_needed) await asPlayer(token, 'POST', '/v1/rg/limits', wide);
  return { operatorId, playerId, sessionId: created.body.session_id, token };
}

/** Says that elements were seen. These players are programs: nothing is shown to a person, so there is nobody to mislead. */
export const attest = (
  token: string,
  elements: readonly UiElement[],
  said: Partial<Omit<UiEvidence, 'element'>> = {},
) =>
  asPlayer<{ complete: boolean; missing: UiElement[] } & Problem>(token, 'POST', '/v1/session/ui-evidence', {
    evidence: elements.map((element) => ({ element, seen: 'visible', ratio: 1, for_ms: 1_000, ...said })),
  });

/** Uses a launch token. */
export const openSession = async (
  launchToken: string,
  buildHash = BUILD_HASH,
  country = 'MT',
  loader: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) =>
  anyone<{ token: { access_token: string }; session: SessionInfo } & Problem>(
    'POST',
    '/v1/launch',
    {
      launch_token: launchToken,
      build_hash: buildHash,
      loader: {
        version: '0.1.0',
        assurance: 'hosted',
        age_label_shown: 'unknown',
        trust: await trustVersions(country),
        ...loader,
      },
    },
    headers,
  );

/** The versions that a loader of this country would have believed just now. */
export async function trustVersions(country: string) {
  const { body } = await anyone<{ roots: Sealed[]; permits: Sealed[]; status: Sealed }>(
    'GET',
    '/trust/register',
  );
  const read = ({ payload }: Sealed) => JSON.parse(atob(payload)) as { version: number; country?: string };
  const permit = body.permits.map(read).find((one) => one.country === country);
  return { root: body.roots.length, permit: permit?.version ?? 1, status: read(body.status).version };
}
interface Sealed {
  readonly payload: string;
}

export const newRoundId = (): string => `rnd-${crypto.randomUUID()}`;

/** What a spin answers: a round or a problem. */
export type SpinBody = Omit<RoundAnswer, 'status'> & Omit<Problem, 'status'> & { readonly status: unknown };

/** Plays a round. */
export const spin = (
  player: Player,
  roundId = newRoundId(),
  stakeMinor = 100,
  change: Record<string, unknown> = {},
) =>
  asPlayer<SpinBody>(player.token, 'POST', '/v1/rounds', {
    round_id: roundId,
    stake: money(stakeMinor, 'EUR'),
    spin_type: 'cash',
    ...change,
  });

export const getRound = (player: Player, roundId: string) =>
  asPlayer<RoundView>(player.token, 'GET', `/v1/rounds/${roundId}`);

/** The object of a player, for looking inside and for breaking it. */
export const objectOf = ({ operatorId, playerId }: Pick<Player, 'operatorId' | 'playerId'>) =>
  env.PLAYER.getByName(`${operatorId}/${playerId}`);
