import type { Env as GatewayEnv } from '../src/config.ts';

declare global {
  namespace Cloudflare {
    interface Env extends GatewayEnv {
      readonly TEST_TRUST_KEYS: string;
      readonly TEST_MIGRATIONS: string;
      readonly TEST_REPORT_MIGRATIONS: string;
      /** Chooses the schedules of a randomised test; empty for new ones. */
      readonly TEST_SEED: string;
    }
    interface GlobalProps {
      mainModule: typeof import('../src/index.ts');
    }
  }
}
