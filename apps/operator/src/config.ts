import { GameId, OperatorId } from '@roundgate/contract';
import type { SandboxDO } from '@roundgate/sandbox';
import { z } from 'zod';
import type { AccountDO } from './wallet/account-do.ts';

/** The bindings of `wrangler.jsonc`. Settings and secrets are read by {@link readConfig} only. */
export interface Env {
  readonly ACCOUNTS: DurableObjectNamespace<AccountDO>;
  readonly ASSETS: Fetcher;
  readonly SANDBOX: DurableObjectNamespace<SandboxDO>;
  /** Opens the sandbox; absent in production. */
  readonly SANDBOX_SECRET?: string;
}

/** The checked configuration; made once per isolate. */
export interface Config {
  readonly operatorId: string;
  readonly gatewayApi: string;
  readonly edgeOrigin: string;
  readonly playOrigin: string;
  readonly embedFile: string;
  /** Subresource integrity of the embed script; empty only where the edge runs on this machine. */
  readonly embedIntegrity: string;
  /** The key that we sign with towards the gateway. */
  readonly gatewayKey: PartnerKey;
  /** The key that the gateway signs with towards our wallet. */
  readonly walletKey: PartnerKey;
  readonly cookieSecret: string;
  /** Where faults are planned, on this server and at the RGS; undefined in production. */
  readonly sandbox: { readonly secret: string; readonly rgsApi: string } | undefined;
  /** How the gateway moves our players' money; the same as in the gateway's record of us. */
  readonly walletKind: 'seamless' | 'transfer';
  /** What the lobby offers; the first one when the player has not chosen. */
  readonly games: readonly OfferedGame[];
}

/** A game of the lobby under its product name. */
export interface OfferedGame {
  readonly game_id: string;
  readonly title: string;
}

/** A shared secret and its public name. */
export interface PartnerKey {
  readonly id: string;
  readonly secret: string;
}

/** A wrong or missing setting. Names the variable, never its value (spec A4). */
export class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID';
}

const isLocal = (url: URL): boolean =>
  ['127.0.0.1', 'localhost'].includes(url.hostname) || url.hostname.endsWith('.localhost');
const origin = z
  .url({ protocol: /^https?$/ })
  .refine((text) => URL.canParse(text) && (new URL(text).protocol === 'https:' || isLocal(new URL(text))), {
    message: 'must be https unless it is on this machine',
  })
  .transform((text) => new URL(text).origin);
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});
const secret = z.string().min(16, 'must have at least 16 characters');

const Settings = z
  .object({
    OPERATOR_ID: OperatorId,
    GATEWAY_API: origin,
    EDGE_ORIGIN: origin,
    PLAY_ORIGIN: origin,
    EMBED_FILE: z.string().regex(/^[A-Za-z0-9._-]+\.js$/, 'must be a file name such as embed.js'),
    EMBED_INTEGRITY: z
      .string()
      .regex(/^sha(256|384|512)-[A-Za-z0-9+/]+=*$/, 'must look like sha384-…')
      .or(z.literal(''))
      .default(''),
    GATEWAY_KEY_ID: z.string().min(1),
    WALLET_KEY_ID: z.string().min(1),
    PARTNER_SECRETS: json.pipe(z.record(z.string(), secret)),
    COOKIE_SECRET: secret,
    SANDBOX_SECRET: secret.optional(),
    RGS_SANDBOX_API: origin.optional(),
    GAMES: json.pipe(z.array(z.strictObject({ game_id: GameId, title: z.string().min(1).max(80) })).min(1)),
    WALLET_KIND: z.enum(['seamless', 'transfer']).default('seamless'),
  })
  .superRefine((settings, context) => {
    const fail = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message });
    for (const name of ['GATEWAY_KEY_ID', 'WALLET_KEY_ID'] as const)
      if (!Object.hasOwn(settings.PARTNER_SECRETS, settings[name]))
        fail('PARTNER_SECRETS', `has no secret for ${settings[name]}`);
    // A script of another origin runs with our page's rights: outside development its bytes are pinned.
    if (!settings.EMBED_INTEGRITY && !isLocal(new URL(settings.EDGE_ORIGIN)))
      fail('EMBED_INTEGRITY', 'is missing');
  });

/** Reads the bindings. Throws {@link ConfigError}; nothing may be served then. */
export function readConfig(env: object): Config {
  const parsed = Settings.safeParse(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`wrong configuration: ${faults.join('; ')}`);
  }
  const settings = parsed.data;
  const key = (id: string): PartnerKey => ({ id, secret: settings.PARTNER_SECRETS[id] ?? '' });
  return {
    operatorId: settings.OPERATOR_ID,
    gatewayApi: settings.GATEWAY_API,
    edgeOrigin: settings.EDGE_ORIGIN,
    playOrigin: settings.PLAY_ORIGIN,
    embedFile: settings.EMBED_FILE,
    embedIntegrity: settings.EMBED_INTEGRITY,
    gatewayKey: key(settings.GATEWAY_KEY_ID),
    walletKey: key(settings.WALLET_KEY_ID),
    cookieSecret: settings.COOKIE_SECRET,
    sandbox:
      settings.SANDBOX_SECRET && settings.RGS_SANDBOX_API
        ? { secret: settings.SANDBOX_SECRET, rgsApi: settings.RGS_SANDBOX_API }
        : undefined,
    walletKind: settings.WALLET_KIND,
    games: settings.GAMES,
  };
}
