import { createHash, generateKeyPairSync } from 'node:crypto';
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

const jwk = () => generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const signing = { ...jwk(), kid: 'test-1', alg: 'EdDSA' };
const studio = jwk();
/** One key for each role of the trust documents; the root's own role is met by one. */
const trustKeys = { root: jwk(), registrar: jwk(), compliance: jwk(), status: jwk(), studio };
const raw = (x = '') => Buffer.from(x, 'base64url').toString('base64');
const keyid = (x = '') => createHash('sha256').update(Buffer.from(x, 'base64url')).digest('hex').slice(0, 16);

const partners = {
  operators: [
    {
      operator_id: 'op-lantern',
      origins: ['https://operator.example'],
      key_ids: ['key-op-lantern'],
      wallet: { base_url: 'https://wallet.example', key_id: 'key-gw-lantern' },
    },
    {
      operator_id: 'op-other',
      origins: ['https://other.example'],
      key_ids: ['key-op-other'],
      wallet: { base_url: 'https://wallet.example', key_id: 'key-gw-lantern' },
    },
    {
      operator_id: 'op-pinned',
      origins: ['https://pinned.example'],
      key_ids: ['key-op-pinned'],
      assurance: 'pinned',
      wallet: { base_url: 'https://wallet.example', key_id: 'key-gw-lantern' },
    },
    {
      operator_id: 'op-purse',
      origins: ['https://purse.example'],
      key_ids: ['key-op-purse'],
      wallet: { base_url: 'https://wallet.example', key_id: 'key-gw-lantern', kind: 'transfer' },
    },
    {
      operator_id: 'op-combined',
      origins: ['https://combined.example'],
      key_ids: ['key-op-combined'],
      wallet: {
        base_url: 'https://combined.example',
        key_id: 'key-gw-lantern',
        capability: {
          ...{ dialect: 'betwin-finish', tombstones: true, status_query: false, combined_bet_win: true },
          ...{ zero_win_close: false, dedupe_window_ms: 86_400_000, dedupes_first: true },
          ...{ max_in_flight_ms: 120_000, order: 'outcome_first', lean: false, error_map: {} },
        },
      },
    },
  ],
  studios: [
    {
      studio_id: 'st-harbour',
      key_ids: ['key-st-harbour'],
      game_ids: ['g-night-market'],
      rgs: { base_url: 'https://rgs.example', key_id: 'key-gw-harbour' },
    },
    {
      studio_id: 'st-pier',
      key_ids: ['key-st-pier'],
      game_ids: ['g-pier'],
      rgs: { base_url: 'https://rgs.example', key_id: 'key-gw-harbour' },
    },
  ],
  platform: { key_ids: ['key-compliance', 'key-compliance-2'] },
};
const keyIds = [
  'key-op-lantern',
  'key-op-other',
  'key-op-pinned',
  'key-op-purse',
  'key-op-combined',
  'key-gw-lantern',
  'key-st-harbour',
  'key-gw-harbour',
  'key-compliance',
  'key-compliance-2',
  'key-st-pier',
];

const gateway = () =>
  cloudflareTest(async () => ({
    wrangler: { configPath: './wrangler.jsonc' },
    miniflare: {
      bindings: {
        EDGE_ORIGIN: 'https://edge.example',
        PLAY_ORIGIN: 'https://play.example',
        PARTNERS: JSON.stringify(partners),
        // Test-only keys, made anew for every run.
        PARTNER_SECRETS: JSON.stringify(
          Object.fromEntries(keyIds.map((id) => [id, `test-only-secret-of-${id}-0123456789`])),
        ),
        SESSION_SIGNING_JWKS: JSON.stringify({ keys: [signing] }),
        LOG_LEVEL: 'problems',
        // Rules go stale by themselves; what is tested is how they are kept on this day.
        MARKET_RULES_AT: '2026-11-25',
        SANDBOX: 'on',
        TEST_SEED: process.env.SEED ?? '',
        ROOT_PINS: JSON.stringify({
          keys: { [keyid(trustKeys.root.x)]: raw(trustKeys.root.x) },
          threshold: 1,
        }),
        STATUS_SIGNING_JWK: JSON.stringify(trustKeys.status),
        AUDIT_SIGNING_JWK: JSON.stringify(jwk()),
        TEST_TRUST_KEYS: JSON.stringify(trustKeys),
        TEST_MIGRATIONS: JSON.stringify(await readD1Migrations('./migrations')),
        TEST_REPORT_MIGRATIONS: JSON.stringify(await readD1Migrations('./migrations-reports')),
      },
    },
  }));

// These change what all players share (the register, the releases, the trust documents, the tables themselves), or add up all of it.
const ALONE = [
  'builds',
  'demos',
  'matrix',
  'migrations',
  'promo-random',
  'releases',
  'revocations',
  'trust',
].map((name) => `test/${name}.test.ts`);

export default defineConfig({
  test: {
    // Objects that are aborted on purpose say so, once per request under way.
    onConsoleLog: (log) => !log.includes('abortAllDurableObjects()'),
    projects: [
      {
        plugins: [gateway()],
        test: { name: 'alone', include: ALONE, testTimeout: 30_000 },
      },
      {
        // One runtime for many files: to start it costs more than most of them.
        plugins: [gateway()],
        test: {
          name: 'together',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ALONE,
          isolate: false,
          testTimeout: 30_000,
        },
      },
    ],
  },
});
