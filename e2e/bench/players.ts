import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { money } from '@roundgate/contract';
import { signatureHeaders } from '@roundgate/contract/http-signature';
import type { BenchGateway } from './boot.ts';
import type { Variant } from './variants.ts';

type Reachable = Pick<BenchGateway, 'port' | 'secrets'>;
const BUILD = `sha256:${'ab'.repeat(32)}`;

async function call<T>(gateway: Reachable, path: string, value: unknown, keyId?: string): Promise<T> {
  const text = JSON.stringify(value);
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const parts = { method: 'POST', path, timestampMs: Date.now(), nonce, body: text };
  const headers = keyId ? signatureHeaders(keyId, gateway.secrets[keyId] ?? '', parts) : {};
  const response = await fetch(`http://127.0.0.1:${gateway.port}${path}`, {
    method: 'POST',
    body: text,
    headers: { ...headers, 'content-type': 'application/json' },
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
  const launch = {
    launch_token: launch_url.split('#launch=')[1],
    build_hash: BUILD,
    loader: { version: '0', assurance: 'hosted', age_label_shown: 'unknown' },
  };
  const { token } = await call<{ token: { access_token: string } }>(gateway, '/v1/launch', launch);
  return { authorization: `Bearer ${token.access_token}` };
}

/** Enters the one certificate that every session needs. */
export async function certifyBench(gateway: Pick<BenchGateway, 'database'>): Promise<void> {
  const migration = readFileSync(
    fileURLToPath(new URL('../../worker/migrations/0001_certificates.sql', import.meta.url)),
    'utf8',
  );
  await gateway.database.prepare(migration.replaceAll(/^--.*$/gm, '')).run();
  const validity = ['2020-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z'];
  await gateway.database
    .prepare('INSERT INTO certificates VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .bind('g-bench', 'MT', '96', BUILD, 'Bench', 'B-1', ...validity)
    .run();
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
