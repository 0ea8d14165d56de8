import { money } from '@roundgate/contract';
import { signatureHeaders } from '@roundgate/contract/http-signature';
import { launchAsProgram } from '../fixtures/program-loader.ts';
import type { BenchGateway } from './boot.ts';
import type { Variant } from './variants.ts';

type Reachable = Pick<BenchGateway, 'port' | 'secrets'>;

async function call<T>(
  gateway: Reachable,
  path: string,
  value: unknown,
  keyId?: string,
  more: Readonly<Record<string, string>> = {},
): Promise<T> {
  const text = value === undefined ? '' : JSON.stringify(value);
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const parts = { method: 'POST', path, timestampMs: Date.now(), nonce, body: text };
  const headers = keyId ? signatureHeaders(keyId, gateway.secrets[keyId] ?? '', parts) : {};
  const response = await fetch(`http://127.0.0.1:${gateway.port}${path}`, {
    method: 'POST',
    body: text,
    headers: { ...headers, ...more, 'content-type': 'application/json' },
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** Opens and launches a session of player number `index`; answers the headers that it sends. */
export async function openPlayer(
  gateway: Reachable,
  variant: Variant,
  index: number,
): Promise<Record<string, string>> {
  const rgFlags = { self_excluded: false, blocked: false, time_limit_min: null };
  const request = {
    player_id: `p-${index}`,
    game_id: 'g-bench',
    country: 'MT',
    currency: 'EUR',
    locale: 'en',
    rg_flags: rgFlags,
    ...(variant.transferInMinor > 0 && { transfer_in: money(variant.transferInMinor, 'EUR') }),
  };
  const { launch_url } = await call<{ launch_url: string }>(
    gateway,
    '/v1/sessions',
    request,
    `key-op-${variant.name}`,
  );
  const { authorization } = await launchAsProgram(`http://127.0.0.1:${gateway.port}`, launch_url);
  return { authorization };
}

/** New tokens for open sessions: one lives five minutes, and a long run takes more. Answers the headers anew. */
export async function renewTokens(
  gateway: Reachable,
  players: readonly Readonly<Record<string, string>>[],
): Promise<Record<string, string>[]> {
  const renewed: Record<string, string>[] = [];
  while (renewed.length < players.length) {
    const batch = players.slice(renewed.length, renewed.length + 20).map(async (headers) => {
      const path = '/v1/token/refresh';
      const told = await call<{ access_token: string }>(gateway, path, undefined, undefined, headers);
      return { authorization: `Bearer ${told.access_token}` };
    });
    renewed.push(...(await Promise.all(batch)));
  }
  return renewed;
}

/** Opens the sessions of `count` players of one operator by the public operations; answers the headers that each sends. */
export async function openPlayers(
  gateway: BenchGateway,
  variant: Variant,
  count: number,
): Promise<Record<string, string>[]> {
  const targets: Record<string, string>[] = [];
  while (targets.length < count) {
    const batch = Array.from({ length: 20 }, (_, index) =>
      openPlayer(gateway, variant, targets.length + index),
    );
    targets.push(...(await Promise.all(batch)));
  }
  return targets;
}
