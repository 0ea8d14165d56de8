import { env, exports } from 'cloudflare:workers';
import { type Currency, money } from '@roundgate/contract';
import { signatureHeaders } from '@roundgate/contract/http-signature';
import type { Env } from '../src/config.ts';

export const WALLET_KEY = 'key-gw-lantern';
export const ORIGIN = 'http://operator.localhost:8788';

export const bindings = env as unknown as Env & { PARTNER_SECRETS: string; COOKIE_SECRET: string };
export const secretOf = (keyId: string): string =>
  (JSON.parse(bindings.PARTNER_SECRETS) as Record<string, string>)[keyId] ?? '';
export const unique = (): string => crypto.randomUUID().replaceAll('-', '');

/** What a test changes to make a signed request wrong on purpose. */
export interface Changes {
  readonly secret?: string;
  readonly keyId?: string;
  readonly timestampMs?: number;
  readonly nonce?: string;
  readonly headers?: Record<string, string>;
}

/** A signed request as the gateway sends it. */
export function signed(method: string, path: string, body: unknown, changes: Changes = {}): Request {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const { keyId = WALLET_KEY, secret = secretOf(WALLET_KEY), timestampMs = Date.now() } = changes;
  const parts = { method, path, timestampMs, nonce: changes.nonce ?? unique(), body: text };
  const headers = {
    ...signatureHeaders(keyId, secret, parts),
    ...(text ? { 'content-type': 'application/json' } : {}),
    accept: 'application/vnd.rgs.v1+json',
    ...changes.headers,
  };
  return new Request(ORIGIN + path, { method, headers, ...(text ? { body: text } : {}) });
}

/** An answer with its parsed body; tests look into answers of every shape. */
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

export async function send(request: Request): Promise<Answer> {
  const response = await exports.default.fetch(request);
  return { status: response.status, body: await response.json(), headers: response.headers };
}

/** Calls a wallet operation by its last path segment. */
export const wallet = (operation: string, body: unknown, changes?: Changes): Promise<Answer> =>
  send(signed('POST', `/wallet/v1/${operation}`, body, changes));
export const ledgerOf = (playerId: string, query = ''): Promise<Answer> =>
  send(signed('GET', `/wallet/v1/ledger?player_id=${playerId}${query}`, undefined));

export const eur = (minor: number) => money(minor, 'EUR');

/** A new player with so much money, put in past the lobby. */
export async function playerWith(minor: number, currency: Currency = 'EUR'): Promise<string> {
  const playerId = `p-${unique()}`;
  const account = bindings.ACCOUNTS.getByName(playerId);
  await account.open('en');
  if (minor > 0) await account.fund(`fund:${unique()}`, money(minor, currency), Date.now());
  return playerId;
}

/** A movement of a new round; `changes` replace single fields. */
export function movement(playerId: string, minor: number, changes: Record<string, unknown> = {}) {
  const uid = unique();
  return {
    transaction_id: `${uid}:d`,
    player_id: playerId,
    session_id: 's-test',
    round_id: `rnd-${uid}`,
    game_id: 'g-night-market',
    build_hash: `sha256:${'3f'.repeat(32)}`,
    amount: eur(minor),
    ...changes,
  };
}

type Movement = ReturnType<typeof movement>;

/** The win of the round of a debit. */
export const winOf = (debit: Movement, minor: number, leg = 1): Movement => ({
  ...debit,
  transaction_id: debit.transaction_id.replace(/:d$/, `:c:${leg}`),
  amount: eur(minor),
});

/** The undoing of a debit. */
export const undoOf = ({ transaction_id, player_id, round_id }: Movement) => ({
  transaction_id,
  player_id,
  round_id,
  reason: 'timeout',
});

/** The refusal that a test expects. */
export const refused = (status: number, code: string) => ({ status, body: { code } });
/** A player's flags, none set but those given. */
export const flags = (change: object) => ({
  self_excluded: false,
  blocked: false,
  time_limit_min: null,
  ...change,
});
export const balanceOf = async (playerId: string, currency = 'EUR') =>
  (await wallet('balance', { player_id: playerId, currency })).body.balance;
