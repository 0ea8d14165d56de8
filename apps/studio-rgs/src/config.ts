import { StudioId } from '@roundgate/contract';
import { z } from 'zod';
import { createSeedRing, nameSeed, type SeedRing } from './rng/seeds.ts';

/** The checked configuration; made once per isolate from the bindings. */
export interface Config {
  readonly studioId: string;
  readonly gatewayJwksUrl: URL;
  readonly gatewayIssuer: string;
  readonly partnerSecrets: ReadonlyMap<string, string>;
  readonly seeds: SeedRing;
}

/** A wrong or missing setting. Names the variable, never its value (spec A4). */
export class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID';
}

const isLocal = (url: URL): boolean =>
  ['127.0.0.1', 'localhost'].includes(url.hostname) || url.hostname.endsWith('.localhost');
const httpsOrLocal = z
  .url({ protocol: /^https?$/ })
  .refine((text) => URL.canParse(text) && (new URL(text).protocol === 'https:' || isLocal(new URL(text))), {
    message: 'must be https unless it is on this machine',
  });
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});
const secret = z.string().min(32, 'must have at least 32 characters');

const Settings = z
  .object({
    STUDIO_ID: StudioId,
    // What is not named is production: a forgotten variable must not open the sandbox.
    ENVIRONMENT: z.enum(['development', 'staging', 'production']).default('production'),
    GATEWAY_JWKS_URL: httpsOrLocal,
    GATEWAY_ISSUER: z.string().min(1),
    SERVER_SEED: secret.optional(),
    NEXT_SEED: secret.optional(),
    RETIRED_SEEDS: json.pipe(z.array(secret)).optional(),
    SANDBOX_SEED: z.string().min(1).optional(),
    PARTNER_SECRETS: json.pipe(
      z
        .record(z.string().min(1), z.string().min(16, 'must have at least 16 characters'))
        .refine((keys) => Object.keys(keys).length > 0, 'must hold at least one key'),
    ),
  })
  .superRefine((settings, context) => {
    const fail = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message });
    if (!settings.SERVER_SEED && !settings.SANDBOX_SEED) fail('SERVER_SEED', 'is missing');
    if (settings.SANDBOX_SEED && settings.ENVIRONMENT === 'production')
      fail('SANDBOX_SEED', 'must not be set in production');
  });

const setOnly = (env: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));

/** A sandbox seed draws in place of the server's, which stays as secret as it was. */
function seedRing(settings: z.infer<typeof Settings>): SeedRing {
  const named = (...secrets: readonly (string | undefined)[]) =>
    secrets.flatMap((text) => (text ? [nameSeed(text, 'seed')] : []));
  const retired = named(...(settings.RETIRED_SEEDS ?? []));
  const sandbox = settings.SANDBOX_SEED ? [nameSeed(settings.SANDBOX_SEED, 'sandbox')] : [];
  const [current, ...committed] = [...sandbox, ...named(settings.SERVER_SEED, settings.NEXT_SEED)];
  if (!current) throw new ConfigError('SERVER_SEED is missing');
  const secret = new Set([current, ...committed].map(({ id }) => id));
  const revealed = retired.find(({ id }) => secret.has(id));
  if (revealed)
    throw new ConfigError('RETIRED_SEEDS holds a seed that still draws or is to draw: it would be revealed');
  return createSeedRing(current, retired, committed);
}

/** Reads the bindings. Throws {@link ConfigError}; nothing may be served then. */
export function readConfig(env: object): Config {
  const parsed = Settings.safeParse(setOnly(env));
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`wrong configuration: ${faults.join('; ')}`);
  }
  const settings = parsed.data;
  return {
    studioId: settings.STUDIO_ID,
    gatewayJwksUrl: new URL(settings.GATEWAY_JWKS_URL),
    gatewayIssuer: settings.GATEWAY_ISSUER,
    partnerSecrets: new Map(Object.entries(settings.PARTNER_SECRETS)),
    seeds: seedRing(settings),
  };
}
