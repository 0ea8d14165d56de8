import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

// A gateway key made for this run: its public half is served where the Worker looks for the gateway's key set.
const gateway = generateKeyPairSync('ed25519');
const named = { kid: 'gw-test', alg: 'EdDSA' };
const keySet = JSON.stringify({
  keys: [{ ...gateway.publicKey.export({ format: 'jwk' }), ...named, use: 'sig' }],
});
const privateKey = JSON.stringify({ ...gateway.privateKey.export({ format: 'jwk' }), ...named });

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 20_000,
    isolate: false,
    silent: 'passed-only',
  },
  plugins: [
    cloudflareTest({
      main: './src/index.ts',
      wrangler: { configPath: './wrangler.jsonc' },
      miniflare: {
        bindings: {
          SERVER_SEED: randomBytes(32).toString('hex'),
          PARTNER_SECRETS: JSON.stringify({ 'key-platform': 'test-secret-of-the-platform' }),
          TEST_GATEWAY_KEY: privateKey,
        },
        outboundService: (request) =>
          new URL(request.url).pathname === '/.well-known/jwks.json'
            ? (new Response(keySet, { headers: { 'content-type': 'application/json' } }) as never)
            : (new Response('there is nothing here', { status: 502 }) as never),
      },
    }),
  ],
});
