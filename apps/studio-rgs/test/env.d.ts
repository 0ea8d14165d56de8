declare namespace Cloudflare {
  interface Env {
    readonly SPINS: DurableObjectNamespace<import('../src/spins/spin-shard.ts').SpinShard>;
    readonly GRANTS: DurableObjectNamespace<import('../src/grants/grant-shard.ts').GrantShard>;
    readonly SANDBOX: DurableObjectNamespace<import('@roundgate/sandbox').SandboxDO>;
    readonly SESSIONS: DurableObjectNamespace<import('../src/sessions/session-shard.ts').SessionShard>;
    /** The private half of the gateway key that the tests' key set publishes (JWK as JSON). */
    readonly TEST_GATEWAY_KEY: string;
  }
  interface GlobalProps {
    mainModule: typeof import('../src/index.ts');
  }
}

declare module '*?raw' {
  const text: string;
  export default text;
}
