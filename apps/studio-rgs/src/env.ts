import type { SandboxDO } from '@roundgate/sandbox';
import type { GrantShard } from './grants/grant-shard.ts';
import type { SessionShard } from './sessions/session-shard.ts';
import type { SpinShard } from './spins/spin-shard.ts';

/** The bindings of `wrangler.jsonc`. Settings and secrets are read by `config.ts` only. */
export interface Env {
  readonly SPINS: DurableObjectNamespace<SpinShard>;
  readonly SESSIONS: DurableObjectNamespace<SessionShard>;
  readonly GRANTS: DurableObjectNamespace<GrantShard>;
  readonly SANDBOX: DurableObjectNamespace<SandboxDO>;
  /** Opens the sandbox; absent in production. */
  readonly SANDBOX_SECRET?: string;
}
