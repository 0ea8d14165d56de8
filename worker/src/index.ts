import { createBuildStore } from './adapters/builds.ts';
import { createMatrix } from './adapters/matrix.ts';
import { createReleases } from './adapters/releases.ts';
import { createTrustStore } from './adapters/trust-store.ts';
import { createDemoGrants } from './auth/demo-grants.ts';
import { createReplayGrants } from './auth/replay-grants.ts';
import { createSigner } from './auth/signer.ts';
import { createTableTickets } from './auth/table-tickets.ts';
import { createTokens } from './auth/tokens.ts';
import { ConfigError, type Env, readConfig } from './config.ts';
import { createApp } from './http/app.ts';
import { sealTools } from './http/audit-desk.ts';
import { shardStub } from './http/context.ts';
import { problemResponse } from './http/error-response.ts';
import { createLogger } from './log.ts';
import { createServices } from './services.ts';
import { sha256Hex } from './sha256.ts';
import { consumeBatch, consumeDeadLetters, type QueueMessage } from './use-cases/consume-events.ts';
import { sealArchive } from './use-cases/seal-archive.ts';
import { TrustRegister } from './use-cases/trust-register.ts';

export { CampaignBoardDO } from './durable-objects/campaign-board-do.ts';
export { CampaignDO } from './durable-objects/campaign-do.ts';
export { JackpotBoardDO } from './durable-objects/jackpot-board-do.ts';
export { JackpotDO } from './durable-objects/jackpot-do.ts';
export { JackpotShardDO } from './durable-objects/jackpot-shard-do.ts';
export { LedgerShardDO } from './durable-objects/ledger-shard-do.ts';
export { PartnerDO } from './durable-objects/partner-do.ts';
export { PlayerDO } from './durable-objects/player-do.ts';
export { TournamentBoardDO } from './durable-objects/tournament-board-do.ts';
export { TournamentDO } from './durable-objects/tournament-do.ts';
export { TournamentShardDO } from './durable-objects/tournament-shard-do.ts';

type App = ReturnType<typeof createApp>;

function build(env: Env): App {
  const config = readConfig(env);
  const releases = createReleases(env.MATRIX);
  let signer: ReturnType<typeof createSigner> | undefined;
  const onlineSigner = () => (signer ??= createSigner(config.statusKey));
  return createApp({
    env,
    config,
    services: createServices(config, Date.now),
    tokens: createTokens(config),
    demoGrants: createDemoGrants(config),
    replayGrants: createReplayGrants(config),
    tableTickets: createTableTickets(config),
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

/** The queue of messages that could not be taken for long; wrangler.jsonc names it too. */
const DEAD_LETTERS = 'roundgate-events-dead';

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
    const log = createLogger('bus', 'all');
    const onFailed = ({ id, attempts }: QueueMessage, reason: string) =>
      log('error', 'message not taken', { id, queue: batch.queue, attempts, reason });
    const tools = { sha256: sha256Hex, onFailed };
    if (batch.queue === DEAD_LETTERS)
      return consumeDeadLetters(batch.messages, {
        ...tools,
        catchUp: async (shard, source) => void (await shardStub(env, shard).catchUp(source)),
      });
    return consumeBatch(batch.messages, {
      ...tools,
      take: async (shard, deliveries) => shardStub(env, shard).take(deliveries),
    });
  },

  /** Once a day: a signed manifest over all that came. */
  async scheduled(_, env): Promise<void> {
    const { manifest, made } = await sealArchive(sealTools(env, readConfig(env)));
    createLogger('audit', 'all')('info', 'sealed', { number: manifest.number, made });
  },
} satisfies ExportedHandler<Env>;
