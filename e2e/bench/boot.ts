import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { migrate } from '../fixtures/migrate.ts';
import { repo } from '../fixtures/paths.ts';
import { claimPort } from '../fixtures/ports.ts';
import { bundleWorker, startWorker } from '../fixtures/worker-process.ts';
import { type BenchTrust, benchTrust } from './trust.ts';
import type { Variant } from './variants.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A gateway that is measured, and what is needed to open sessions on it. */
export interface BenchGateway {
  readonly port: number;
  readonly secrets: Readonly<Record<string, string>>;
  readonly database: Awaited<ReturnType<Miniflare['getD1Database']>>;
  readonly trust: BenchTrust;
  readonly stop: () => Promise<void>;
}

const SHIELD = `import { WorkerEntrypoint } from 'cloudflare:workers';
export class Shield extends WorkerEntrypoint { limit() { return { success: true }; } }
export class Bus extends WorkerEntrypoint { send() {} }
export default {};`;
const SHIELD_WORKER = {
  name: 'shield',
  modules: true,
  script: SHIELD,
  compatibilityDate: '2026-10-20',
} as const;
const SHIELD_BINDING = { name: 'shield', entrypoint: 'Shield' } as const;

/** Starts the stand-in partners in a process of their own. */
export async function startUpstream(delayMs: number): Promise<{ url: string; process: ChildProcess }> {
  const child = spawn(process.execPath, [here('./upstream.mjs')], {
    env: { ...process.env, DELAY_MS: String(delayMs) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [first] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: `http://127.0.0.1:${Number(String(first))}`, process: child };
}

/** Starts a floor that carries out `plan`, on a socket of its own, past any proxy; with a shield it asks for a rate first, as the gateway does. */
export async function startFloor(
  upstream: string,
  plan: string,
  persistTo: string,
  withShield: boolean,
): Promise<{ port: number; stop: () => Promise<void> }> {
  const port = await claimPort(0);
  const floor = new Miniflare(
    convertV4MiniflareOptions({
      durableObjectsPersist: persistTo,
      workers: [
        {
          name: 'floor',
          modules: true,
          script: readFileSync(here('./floor-worker.mjs'), 'utf8'),
          compatibilityDate: '2026-10-20',
          durableObjects: { FLOOR: { className: 'FloorDO', useSQLite: true } },
          ...(withShield && { serviceBindings: { OPERATOR_LIMIT: SHIELD_BINDING } }),
          bindings: { UPSTREAM: upstream, PLAN: plan },
          unsafeDirectSockets: [{ host: '127.0.0.1', port }],
        },
        SHIELD_WORKER,
      ],
    }),
  );
  await floor.ready;
  return { port, stop: () => floor.dispose() };
}

/** A gateway from its production bundle, on a socket of its own, with one studio and an operator per variant; all partners are the stand-ins. */
export async function startGateway(
  upstream: string,
  persistTo: string,
  variants: readonly Variant[],
): Promise<BenchGateway> {
  const gateway = await prepareGateway(upstream, persistTo, variants);
  const { database, stop } = await gateway.start();
  return { port: gateway.port, secrets: gateway.secrets, trust: gateway.trust, database, stop };
}

/** A gateway that can be started again and again: the same port, keys and storage every time. */
export async function prepareGateway(upstream: string, persistTo: string, variants: readonly Variant[]) {
  await bundleWorker('worker');
  const port = await claimPort(0);
  const operatorKeys = variants.map(({ name }) => `key-op-${name}`);
  const keyIds = [...operatorKeys, 'key-gw-wallet', 'key-st-bench', 'key-gw-rgs', 'key-compliance'];
  const secrets = Object.fromEntries(
    keyIds.map((id) => [id, createHmac('sha256', 'bench').update(id).digest('hex')]),
  );
  const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const rgs = { base_url: upstream, key_id: 'key-gw-rgs' };
  const trust = benchTrust();
  const partners = {
    operators: variants.map(({ name, wallet }) => ({
      operator_id: `op-${name}`,
      origins: ['https://operator.example'],
      key_ids: [`key-op-${name}`],
      wallet: { base_url: upstream, key_id: 'key-gw-wallet', ...wallet },
    })),
    studios: [
      {
        studio_id: 'st-bench',
        key_ids: ['key-st-bench'],
        game_ids: ['g-bench'],
        rgs,
      },
    ],
    platform: { key_ids: ['key-compliance'] },
  };
  const vars = {
    EDGE_ORIGIN: `http://127.0.0.1:${port}`,
    PLAY_ORIGIN: `http://play.localhost:${port}`,
    PARTNERS: JSON.stringify(partners),
    PARTNER_SECRETS: JSON.stringify(secrets),
    SESSION_SIGNING_JWKS: JSON.stringify({ keys: [{ ...key, kid: 'bench', alg: 'EdDSA' }] }),
    ...trust.vars,
    PLAYER_ROUNDS_PER_SECOND: '100000',
    LOG_LEVEL: 'problems',
  };
  // Rate limits and the bus are services of the platform, off this machine; their local simulations write to this disk
  // on every call. The same calls go to a stand-in that keeps nothing. All that the round itself keeps stays as it is.
  const overrides = {
    ratelimits: {},
    queueProducers: {},
    queueConsumers: {},
    serviceBindings: {
      OPERATOR_LIMIT: SHIELD_BINDING,
      EVENTS: { name: 'shield', entrypoint: 'Bus' },
    },
  };
  const start = async () => {
    const options = {
      folder: 'worker',
      port,
      persistTo,
      vars,
      overrides,
      beside: [SHIELD_WORKER],
      withAssets: false,
    };
    const worker = await startWorker(options);
    const { pid, stop, kill } = worker;
    const database = await worker.miniflare.getD1Database('MATRIX');
    await migrate(database, repo('worker/migrations'));
    return { pid, stop, kill, trust, database };
  };
  return { port, secrets, trust, start };
}
