import { randomBytes } from 'node:crypto';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { gatewayStandIn } from './test/gateway-stand-in.ts';

const secret = (): string => randomBytes(24).toString('hex');

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
          GATEWAY_API: 'http://127.0.0.1:9',
          // Test-only secrets, made anew for every run.
          PARTNER_SECRETS: JSON.stringify({ 'key-op-lantern': secret(), 'key-gw-lantern': secret() }),
          COOKIE_SECRET: secret(),
          SANDBOX_SECRET: secret(),
          RGS_SANDBOX_API: 'http://127.0.0.1:9',
        },
        outboundService: async (request) => (await gatewayStandIn(request)) as never,
      },
    }),
  ],
});
