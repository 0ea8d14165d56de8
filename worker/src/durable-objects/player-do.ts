import { DurableObject } from 'cloudflare:workers';
import {
  type ChainedEvent,
  type RgFlags,
  type RoundSummary,
  type RoundView,
  toTimestamp,
} from '@roundgate/contract';
import { type Env, readConfig } from '../config.ts';
import { summaryOf, viewOf } from '../domain/rounds/answers.ts';
import {
  type Bet,
  NO_RG_FLAGS,
  type Refusal,
  rgRefusal,
  type Session,
  sessionRefusal,
  sessionTimeMs,
} from '../domain/sessions/session.ts';
import { createLogger } from '../log.ts';
import { createServices, type Services } from '../services.ts';
import { sha256Hex } from '../sha256.ts';
import { migrate, PLAYER_MIGRATIONS } from '../storage/migrations.ts';
import { PlayerWriter } from '../storage/player.ts';
import { RoundWriter } from '../storage/rounds.ts';
import { AlarmClock } from '../use-cases/alarm-clock.ts';
import { accept, PlayerRounds, type Reply, refuse } from '../use-cases/player-rounds.ts';
import { RANGE_LIMIT } from '../use-cases/publish-events.ts';

/** A player's session with all that the object knows about its player. */
export interface SessionState {
  readonly session: Session;
  readonly flags: RgFlags;
  readonly openRoundId: string | null;
  readonly lastRound: RoundView | null;
  readonly sessionTimeMs: number;
}

/** How soon it writes what was deferred and publishes what is new; the bus may take 60 s in all (spec E1). */
const PUBLISH_AFTER_MS = 20_000;
/** Spread over players, so that those who came together do not publish together. */
const PUBLISH_SPREAD_MS = 15_000;

/**
 * One player of one operator: sessions, rounds, flags and the event chain. The only writer of a round. The alarm is
 * the guarantee that nothing is abandoned; requests only make it faster.
 */
export class PlayerDO extends DurableObject<Env> {
  readonly #services: Services;
  readonly #player: PlayerWriter;
  readonly #stored: RoundWriter;
  readonly #alarm: AlarmClock;
  readonly #rounds: PlayerRounds;
  readonly #publishAfterMs: number;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const config = readConfig(env);
    const share = Number.parseInt(sha256Hex(ctx.id.toString()).slice(0, 4), 16) / 0xffff;
    this.#publishAfterMs = PUBLISH_AFTER_MS + Math.round(PUBLISH_SPREAD_MS * share);
    this.#services = createServices(config, Date.now);
    this.#player = new PlayerWriter(ctx.storage.sql);
    this.#stored = new RoundWriter(ctx.storage.sql);
    this.#alarm = new AlarmClock((atMs) => void ctx.storage.setAlarm(atMs), Date.now);
    this.#rounds = new PlayerRounds({
      store: {
        rounds: this.#stored,
        player: this.#player,
        transaction: (work) => ctx.storage.transactionSync(work),
      },
      alarm: this.#alarm,
      partners: this.#services,
      sha256: sha256Hex,
      log: createLogger('player', config.logs),
      now: Date.now,
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      keepAlive: (work) => ctx.waitUntil(work),
      send: async (range) => void (await env.EVENTS.send({ kind: 'player', range })),
      rate: config.playerRate,
      publishAfterMs: this.#publishAfterMs,
    });
    ctx.blockConcurrencyWhile(async () => {
      migrate(ctx.storage, PLAYER_MIGRATIONS);
      this.#rounds.wake(await ctx.storage.getAlarm());
    });
  }

  /** Opens a session. The operator's flags arrive with it and bind from now on. */
  createSession(operatorId: string, playerId: string, session: Session, flags: RgFlags): Reply<null> {
    const blocked = rgRefusal(flags, 0);
    this.ctx.storage.transactionSync(() => {
      this.#player.create(operatorId, playerId, flags);
      if (!blocked) this.#player.addSession(session);
    });
    return blocked ? refuse(blocked) : accept(null);
  }

  /** Uses up a launch token: once, for the build of the session. The RGS is told first; a repeat there is harmless. */
  async launch(
    sessionId: string,
    buildHash: string,
    studioToken: string,
    traceId: string,
  ): Promise<Reply<SessionState>> {
    const session = this.#player.session(sessionId);
    const refusal = this.#launchRefusal(session, buildHash);
    if (refusal || !session) return refuse(refusal ?? { code: 'SESSION_NOT_FOUND' });
    const { flags } = this.#record();
    const rgs = this.#services.rgsOf(session.gameId);
    const announced = await rgs.announce(this.#record(), session, flags, studioToken, traceId);
    if (announced !== 'ok')
      return refuse({
        code: 'UPSTREAM_UNAVAILABLE',
        facts: { detail: 'the game server did not take the session' },
      });
    const late = this.#launchRefusal(this.#player.session(sessionId), buildHash);
    if (late) return refuse(late);
    this.#player.markLaunched(sessionId, Date.now());
    return this.sessionState(sessionId);
  }

  /** Ends a session; a running round is settled all the same. */
  endSession(sessionId: string): Reply<number> {
    const session = this.#player.session(sessionId);
    if (!session) return refuse({ code: 'SESSION_NOT_FOUND' });
    if (session.endedAtMs === null) this.#player.markEnded(sessionId, Date.now());
    return accept(session.endedAtMs ?? Date.now());
  }

  /** Sets the flags; the next spin meets them, whichever session it comes from (spec G2). */
  setFlags(operatorId: string, playerId: string, flags: RgFlags, reason: string): void {
    const nowMs = Date.now();
    const name = flags.self_excluded ? 'self_excluded' : flags.blocked ? 'blocked' : 'flags_changed';
    this.ctx.storage.transactionSync(() => {
      this.#player.create(operatorId, playerId, flags);
      const who = { operator_id: operatorId, player_id: playerId };
      this.#player.append(sha256Hex, {
        type: 'rg_event',
        ts: toTimestamp(nowMs),
        ...who,
        session_id: null,
        name,
        reason,
      });
      this.#alarm.arm(this.#publishAfterMs);
    });
  }

  /** A session as its player sees it; refused once it has ended. */
  sessionState(sessionId: string): Reply<SessionState> {
    const nowMs = Date.now();
    const session = this.#player.session(sessionId);
    const refusal = sessionRefusal(session, nowMs);
    if (refusal || !session) return refuse(refusal ?? { code: 'SESSION_NOT_FOUND' });
    const { desk } = this.#rounds;
    const last =
      desk.newest()?.gameId === session.gameId ? desk.newest() : this.#stored.newestOf(session.gameId);
    return accept({
      session,
      flags: this.#record().flags,
      openRoundId: desk.open().find((round) => round.gameId === session.gameId)?.roundId ?? null,
      lastRound: last ? viewOf(desk.find(last.roundId) ?? last, desk.balance, true) : null,
      sessionTimeMs: sessionTimeMs(session, nowMs),
    });
  }

  /** Plays a round, or meets one that was sent before. */
  startRound(sessionId: string, bet: Bet, traceId: string): Promise<Reply<RoundView>> {
    return this.#rounds.startRound(sessionId, bet, traceId);
  }

  /** A round of this player, finished if that takes no longer than a request may. */
  round(roundId: string, traceId: string): Promise<Reply<RoundView>> {
    return this.#rounds.round(roundId, traceId);
  }

  /** A page of this player's rounds, newest first. */
  history(limit: number, before?: string): RoundSummary[] {
    return this.#stored
      .page(limit, before)
      .map((round) => summaryOf(this.#rounds.desk.find(round.roundId) ?? round));
  }

  /** The end of the event chain, with all that was deferred. */
  chainHead(): { seq: number; hash: string } {
    this.#rounds.desk.flush();
    return this.#player.chainHead();
  }

  /** Events from the source, for a sink that found a gap. */
  eventsAfter(seq: number): ChainedEvent[] {
    return this.#player.eventsAfter(seq, RANGE_LIMIT);
  }

  /** Drives what is open and publishes what is new. Never throws, so that its retries are never used up. */
  override alarm(): Promise<void> {
    return this.#rounds.tend(crypto.randomUUID().replaceAll('-', ''));
  }

  #record() {
    return this.#player.record() ?? { operatorId: '', playerId: '', flags: NO_RG_FLAGS, publishedSeq: 0 };
  }

  #launchRefusal(session: Session | undefined, buildHash: string): Refusal | undefined {
    const refusal = sessionRefusal(session, Date.now()) ?? rgRefusal(this.#record().flags, 0);
    if (refusal) return refusal;
    if (session?.launchedAtMs !== null) return { code: 'LAUNCH_TOKEN_USED' };
    return session.buildHash === buildHash ? undefined : { code: 'BUILD_MISMATCH' };
  }
}
