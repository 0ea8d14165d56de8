import { writeRange, writeStudioBatch } from './adapters/audit-store.ts';
import { createBuildStore } from './adapters/builds.ts';
import { createMatrix } from './adapters/matrix.ts';
import { createReleases } from './adapters/releases.ts';
import { createTrustStore } from './adapters/trust-store.ts';
import { createDemoGrants } from './auth/demo-grants.ts';
import { createReplayGrants } from './auth/replay-grants.ts';
import { createStatusSigner } from './auth/status-signer.ts';
import { createTokens } from './auth/tokens.ts';
import { ConfigError, type Env, readConfig } from './config.ts';
import { createApp } from './http/app.ts';
import { problemResponse } from './http/error-response.ts';
import { createLogger } from './log.ts';
import { createServices } from './services.ts';
import { consumeMessage } from './use-cases/consume-events.ts';
import { TrustRegister } from './use-cases/trust-register.ts';

export { PartnerDO } from './durable-objects/partner-do.ts';
export { PlayerDO } from './durable-objects/player-do.ts';

type App = ReturnType<typeof createApp>;

function build(env: Env): App {
  const config = readConfig(env);
  const releases = createReleases(env.MATRIX);
  let signer: ReturnType<typeof createStatusSigner> | undefined;
  const onlineSigner = () => (signer ??= createStatusSigner(config.statusKey));
  return createApp({
    env,
    config,
    services: createServices(config, Date.now),
    tokens: createTokens(config),
    demoGrants: createDemoGrants(config),
    replayGrants: createReplayGrants(config),
    onlineSigner,
    matrix: createMatrix(env.MATRIX),
    builds: createBuildStore(env.BUILDS),
    releases,
    trust: new TrustRegister({
      store: createTrustStore(env.MATRIX),
      pins: config.rootPins,
      signer: onlineSigner,
      releases: (nowMs) => releases.releaseFacts(nowMs),
    }),
    log: createLogger('gateway', config.logs),
  });
}

// One app per isolate: an environment does not change while it lives.
let app: App | undefined;

export default {
  async fetch(request, env, ctx): Promise<Response> {
    try {
      app ??= build(env);
    } catch (error) {
      const detail = error instanceof ConfigError ? error.message : 'configuration failed';
      createLogger('gateway', 'all')('error', 'not started', { error: detail });
      return problemResponse('SERVICE_UNAVAILABLE', { detail: 'not configured' }, '0'.repeat(32));
    }
    return app.fetch(request, env, ctx);
  },

  async queue(batch, env): Promise<void> {
    const sink = {
      writeRange: (range: Parameters<typeof writeRange>[1]) => writeRange(env.AUDIT, range),
      writeStudioBatch: (studioId: string, events: readonly unknown[]) =>
        writeStudioBatch(env.AUDIT, studioId, events),
    };
    for (const message of batch.messages) {
      try {
        await consumeMessage(message.body, sink);
        message.ack();
      } catch (error) {
        createLogger('bus', 'all')('error', 'message not stored', {
          id: message.id,
          error: error instanceof Error ? error.name : 'unknown',
        });
        message.retry({ delaySeconds: Math.min(60, 2 ** message.attempts) });
      }
    }
  },
} satisfies ExportedHandler<Env>;
