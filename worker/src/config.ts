import { OperatorId, StudioId, WalletCapabilityRecord } from '@roundgate/contract';
import type { RootPins } from '@roundgate/contract/trust';
import { z } from 'zod';
import type { WalletCapability } from './domain/wallet/capability.ts';
import { WALLET_V1 } from './domain/wallet/capability.ts';
import { capabilityFaults, capabilityOf } from './domain/wallet/capability-record.ts';

/** The bindings of the Worker, as wrangler.jsonc declares them. Only this file reads the text values. */
export interface Env {
  readonly PLAYER: DurableObjectNamespace<import('./durable-objects/player-do.ts').PlayerDO>;
  readonly PARTNER: DurableObjectNamespace<import('./durable-objects/partner-do.ts').PartnerDO>;
  readonly LEDGER: DurableObjectNamespace<import('./durable-objects/ledger-shard-do.ts').LedgerShardDO>;
  readonly JACKPOT: DurableObjectNamespace<import('./durable-objects/jackpot-do.ts').JackpotDO>;
  readonly JACKPOT_SHARD: DurableObjectNamespace<
    import('./durable-objects/jackpot-shard-do.ts').JackpotShardDO
  >;
  readonly JACKPOT_BOARD: DurableObjectNamespace<
    import('./durable-objects/jackpot-board-do.ts').JackpotBoardDO
  >;
  readonly TOURNAMENT: DurableObjectNamespace<import('./durable-objects/tournament-do.ts').TournamentDO>;
  readonly TOURNAMENT_SHARD: DurableObjectNamespace<
    import('./durable-objects/tournament-shard-do.ts').TournamentShardDO
  >;
  readonly TOURNAMENT_BOARD: DurableObjectNamespace<
    import('./durable-objects/tournament-board-do.ts').TournamentBoardDO
  >;
  readonly CAMPAIGN: DurableObjectNamespace<import('./durable-objects/campaign-do.ts').CampaignDO>;
  readonly CAMPAIGN_BOARD: DurableObjectNamespace<
    import('./durable-objects/campaign-board-do.ts').CampaignBoardDO
  >;
  readonly BUILDS: R2Bucket;
  readonly AUDIT: R2Bucket;
  readonly EVENTS: Queue;
  readonly MATRIX: D1Database;
  /** Totals as the ledger shards tell them; made again from them when it is lost. */
  readonly REPORTS: D1Database;
  readonly OPERATOR_LIMIT: RateLimit;
  readonly ASSETS: Fetcher;
  readonly EDGE_ORIGIN: string;
  readonly PLAY_ORIGIN: string;
  readonly PARTNERS: string;
  readonly PARTNER_SECRETS: string;
  readonly SESSION_SIGNING_JWKS: string;
  readonly ROOT_PINS: string;
  readonly STATUS_SIGNING_JWK: string;
  readonly AUDIT_SIGNING_JWK: string;
  readonly PLAYER_ROUNDS_PER_SECOND?: string;
  readonly LOG_LEVEL?: string;
  readonly MARKET_RULES_AT?: string;
  /** `on` only where the money is not real: lets an operator make rules of responsible gaming fall due. */
  readonly SANDBOX?: string;
}

const LAUNCH_LIFETIME_MS = 120_000;

const KeyIds = z.array(z.string().min(1)).min(1);
const Upstream = z.strictObject({ base_url: z.url({ protocol: /^https?$/ }), key_id: z.string().min(1) });
/** `seamless` asks the wallet for every stake and win; `transfer` moves a session's money in and out as a whole. */
const Wallet = Upstream.extend({
  kind: z.enum(['seamless', 'transfer']).default('seamless'),
  capability: WalletCapabilityRecord.optional(),
}).refine(
  // Only our own contract has transfers.
  ({ kind, capability }) =>
    kind === 'seamless' || capability === undefined || capability.dialect === 'roundgate-v1',
  { path: ['kind'] },
);
const Operator = z.strictObject({
  operator_id: OperatorId,
  origins: z.array(z.url()).min(1),
  key_ids: KeyIds,
  wallet: Wallet,
  /** `pinned`: only sessions whose loader came with the operator's own page (shared design: integrity). */
  assurance: z.enum(['hosted', 'pinned']).default('hosted'),
});
const Studio = z.strictObject({
  studio_id: StudioId,
  key_ids: KeyIds,
  game_ids: z.array(z.string()).min(1),
  rgs: Upstream,
});
const Partners = z.strictObject({
  operators: z.array(Operator),
  studios: z.array(Studio),
  platform: z.strictObject({ key_ids: KeyIds }),
});
const PrivateJwk = z.looseObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  d: z.string(),
  x: z.string(),
});
const SigningKeys = z.object({ keys: z.array(PrivateJwk.extend({ kid: z.string() })).min(1) });
const Pins = z.strictObject({
  keys: z.record(z.string().regex(/^[0-9a-f]{16}$/), z.base64()),
  threshold: z.number().int().min(1),
});

export type OperatorConfig = z.infer<typeof Operator>;
export type StudioConfig = z.infer<typeof Studio>;
export type SigningKey = z.infer<typeof SigningKeys>['keys'][number];
/** A partner by the key that it signs with. */
export type Partner = {
  readonly kind: 'operator' | 'studio' | 'platform';
  readonly id: string;
  /** The key that signed the request: one person or one machine of the partner. */
  readonly keyId: string;
  readonly secret: string;
};

/** Everything the Worker knows about its surroundings, checked once. */
export interface Config {
  readonly edgeOrigin: string;
  readonly playOrigin: string;
  readonly operators: readonly OperatorConfig[];
  readonly operator: (operatorId: string) => OperatorConfig | undefined;
  readonly studios: readonly StudioConfig[];
  readonly studio: (studioId: string) => StudioConfig | undefined;
  readonly studioOfGame: (gameId: string) => StudioConfig | undefined;
  readonly partnerByKey: (keyId: string) => Partner | undefined;
  readonly secret: (keyId: string) => string;
  /** What the operator's wallet can do; our own contract v1 where nothing else is configured. */
  readonly walletOf: (operatorId: string) => WalletCapability;
  /** The keys that version 1 of the root is believed by: the same that loaders are born with. */
  readonly rootPins: RootPins;
  /** The online key of the status. */
  readonly statusKey: z.infer<typeof PrivateJwk>;
  /** The online key of the audit's manifests. */
  readonly auditKey: z.infer<typeof PrivateJwk>;
  /** The first signs tokens; all are published and accepted, so that keys rotate without downtime. */
  readonly signingKeys: readonly [SigningKey, ...SigningKey[]];
  /** How long a session's launch token may be used after the session was opened. */
  readonly launchLifetimeMs: number;
  readonly playerRate: { readonly perSecond: number; readonly burst: number };
  readonly logs: 'all' | 'problems';
  /** The moment by which market rules are read: now, or the fixed day of a sandbox. */
  readonly rulesAtMs: (nowMs: number) => number;
  readonly isSandbox: boolean;
}

/** Thrown at start-up when something that the Worker cannot do without is missing or wrong; names the binding. */
export class ConfigError extends Error {}

function parseJson<T>(name: string, text: string | undefined, schema: z.ZodType<T>): T {
  if (!text)
    throw new ConfigError(`${name} is not set: give it to the Worker (see worker/docs/configuration.md)`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ConfigError(`${name} is not JSON`);
  }
  const parsed = schema.safeParse(value);
  // Paths only: a message could carry a part of a secret.
  if (!parsed.success)
    throw new ConfigError(
      `${name} is wrong at ${parsed.error.issues.map((issue) => issue.path.join('.') || '(root)').join(', ')}`,
    );
  return parsed.data;
}

const bySecret = (secrets: Readonly<Record<string, string>>) => (keyId: string) => {
  const secret = secrets[keyId];
  if (!secret) throw new ConfigError(`PARTNER_SECRETS has no secret for key ${keyId}`);
  return secret;
};

/** What every operator's wallet can do. Throws when a record claims what its wallet or its dialect cannot keep. */
function readCapabilities(operators: readonly OperatorConfig[]): ReadonlyMap<string, WalletCapability> {
  const found = new Map<string, WalletCapability>();
  for (const { operator_id, wallet } of operators) {
    if (!wallet.capability) continue;
    const [fault] = capabilityFaults(wallet.capability);
    if (fault) throw new ConfigError(`PARTNERS is wrong at ${operator_id} wallet.capability: ${fault}`);
    found.set(operator_id, capabilityOf(wallet.capability));
  }
  return found;
}

/** A sandbox may read the rules of its markets as of a fixed day, so that they neither change nor go stale under it. */
function readRulesClock(day: string | undefined): Config['rulesAtMs'] {
  if (!day) return (nowMs) => nowMs;
  const atMs = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : Number.NaN;
  if (Number.isNaN(atMs)) throw new ConfigError('MARKET_RULES_AT must be a day such as 2026-11-25');
  return () => atMs;
}

/** One environment serves every object of an isolate: what was checked for the first holds for all. */
const checked = new WeakMap<Env, Config>();

/** The checked environment; throws {@link ConfigError}, so that a missing secret stops start-up (spec A4). */
export function readConfig(env: Env): Config {
  const config = checked.get(env) ?? checkConfig(env);
  checked.set(env, config);
  return config;
}

function checkConfig(env: Env): Config {
  const partners = parseJson('PARTNERS', env.PARTNERS, Partners);
  const secret = bySecret(
    parseJson('PARTNER_SECRETS', env.PARTNER_SECRETS, z.record(z.string(), z.string().min(32))),
  );
  const { keys } = parseJson('SESSION_SIGNING_JWKS', env.SESSION_SIGNING_JWKS, SigningKeys);
  const capabilities = readCapabilities(partners.operators);
  const partnerKeys = new Map<string, Partner>();
  const register = (kind: Partner['kind'], id: string, keyIds: readonly string[]) => {
    for (const keyId of keyIds) partnerKeys.set(keyId, { kind, id, keyId, secret: secret(keyId) });
  };
  for (const operator of partners.operators) register('operator', operator.operator_id, operator.key_ids);
  for (const studio of partners.studios) register('studio', studio.studio_id, studio.key_ids);
  register('platform', 'platform', partners.platform.key_ids);
  for (const upstream of [
    ...partners.operators.map((one) => one.wallet),
    ...partners.studios.map((one) => one.rgs),
  ])
    secret(upstream.key_id);
  const perSecond = Number(env.PLAYER_ROUNDS_PER_SECOND ?? 5);
  if (!(perSecond > 0)) throw new ConfigError('PLAYER_ROUNDS_PER_SECOND must be a number over 0');
  return {
    edgeOrigin: new URL(env.EDGE_ORIGIN).origin,
    playOrigin: new URL(env.PLAY_ORIGIN).origin,
    operators: partners.operators,
    operator: (operatorId) => partners.operators.find((one) => one.operator_id === operatorId),
    studios: partners.studios,
    studio: (studioId) => partners.studios.find((one) => one.studio_id === studioId),
    studioOfGame: (gameId) => partners.studios.find((one) => one.game_ids.includes(gameId)),
    partnerByKey: (keyId) => partnerKeys.get(keyId),
    secret,
    walletOf: (operatorId) => capabilities.get(operatorId) ?? WALLET_V1,
    rootPins: parseJson('ROOT_PINS', env.ROOT_PINS, Pins),
    statusKey: parseJson('STATUS_SIGNING_JWK', env.STATUS_SIGNING_JWK, PrivateJwk),
    auditKey: parseJson('AUDIT_SIGNING_JWK', env.AUDIT_SIGNING_JWK, PrivateJwk),
    signingKeys: keys as [SigningKey, ...SigningKey[]],
    launchLifetimeMs: LAUNCH_LIFETIME_MS,
    playerRate: { perSecond, burst: Math.max(10, perSecond * 2) },
    rulesAtMs: readRulesClock(env.MARKET_RULES_AT),
    isSandbox: env.SANDBOX === 'on',
    logs: env.LOG_LEVEL === 'problems' ? 'problems' : 'all',
  };
}
