import { expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const SEED = 's'.repeat(32);
const whole = {
  STUDIO_ID: 'st-harbour',
  ENVIRONMENT: 'development',
  GATEWAY_JWKS_URL: 'http://127.0.0.1:8787/.well-known/jwks.json',
  GATEWAY_ISSUER: 'http://edge.localhost:8787',
  SERVER_SEED: SEED,
  PARTNER_SECRETS: '{"key-1":"a-secret-of-16-chars"}',
};
const refusal = (changes: object): string => {
  try {
    readConfig({ ...whole, ...changes });
  } catch (fault) {
    if (fault instanceof ConfigError) return fault.message;
    throw fault;
  }
  return '';
};

it('reads a whole configuration', () => {
  const config = readConfig(whole);
  expect(config.partnerSecrets.get('key-1')).toBe('a-secret-of-16-chars');
  expect(config.seeds.current.id).toMatch(/^seed-/);
});

it('names a missing variable and never tells a value', () => {
  expect(refusal({ SERVER_SEED: undefined })).toBe('wrong configuration: SERVER_SEED: is missing');
  expect(refusal({ SERVER_SEED: '' })).toContain('SERVER_SEED: is missing');
  expect(refusal({ SERVER_SEED: 'tooshort' })).not.toContain('tooshort');
  expect(refusal({ PARTNER_SECRETS: '{"key-1":"hush"}' })).toMatch(/^(?!.*hush).*PARTNER_SECRETS\.key-1/);
  expect(refusal({ PARTNER_SECRETS: 'nonsense' })).toContain('PARTNER_SECRETS: is not JSON');
});

it('draws with the sandbox seed when one is set, and says so in its name', () => {
  const { seeds } = readConfig({ ...whole, SANDBOX_SEED: 'fixed' });
  expect(seeds.current.id).toMatch(/^sandbox-/);
  expect(seeds.find(readConfig(whole).seeds.current.id)?.secret).toBe(SEED);
  expect(readConfig({ ...whole, SERVER_SEED: undefined, SANDBOX_SEED: 'fixed' }).seeds.current.id).toBe(
    seeds.current.id,
  );
});

it('takes what is not named for production, where no sandbox seed may be set', () => {
  expect(refusal({ SANDBOX_SEED: 'fixed', ENVIRONMENT: undefined })).toContain(
    'SANDBOX_SEED: must not be set',
  );
});

it('finds retired seeds', () => {
  const old = readConfig(whole).seeds.current;
  const { seeds } = readConfig({
    ...whole,
    SERVER_SEED: 'n'.repeat(32),
    RETIRED_SEEDS: JSON.stringify([SEED]),
  });
  expect(seeds.find(old.id)?.secret).toBe(SEED);
});

it('takes http only on this machine', () => {
  expect(refusal({ GATEWAY_JWKS_URL: 'http://edge.example/jwks.json' })).toContain(
    'GATEWAY_JWKS_URL: must be https',
  );
});
