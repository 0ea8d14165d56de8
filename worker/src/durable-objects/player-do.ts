import { DurableObject } from 'cloudflare:workers';
import {
  type ChainedEvent,
  type Money,
  type RgFlags,
  type RgView,
  type RoundSummary,
  type RoundView,
  type Statement,
  toTimestamp,
} from '@roundgate/contract';
import { type Env, readConfig } from '../config.ts';
import { endedByLaunch } from '../domain/markets/one-game.ts';
import { quietRgView } from '../domain/rg/rg-view.ts';
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
import { LedgerWriter } from '../storage/ledger.ts';
import { migrate, PLAYER_MIGRATIONS } from '../storage/migrations.ts';
import { PlayerWriter } from '../storage/player.ts';
import { RoundWriter } from '../storage/rounds.ts';
import { TransferWriter } from '../storage/transfers.ts';
import { AlarmClock } from '../use-cases/alarm-clock.ts';
import { accept, PlayerRounds, type Reply, refuse } from '../use-cases/player-rounds.ts';
import { PlayerTransfers } from '../use-cases/player-transfers.ts';
import { RANGE_LIMIT } from '../use-cases/publish-events.ts';

/** A player's session with all that the object knows about its player. */
export interface SessionState {
  readonly session: Session;
  readonly flags: RgFlags;
  readonly openRoundId: string | null;
  readonly lastRound: RoundView | null;
  readonly sessionTimeMs: number;
  readonly rg: RgView;
  /** What the session itself holds, null while that is not known; undefined when the operator's wallet holds it. */
  readonly ownBalance: Money | null | undefined;
}

/** How soon it writes what was deferred and publishes what is new; the bus may take 60 s in all (spec E1). */
const PUBLISH_AFTER_MS = 20_000;
/** Spread over players, so that those who came together do not publish together. */
const PUBLISH_SPREAD_MS = 15_000;

const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => clearTimeout(timer));
  });

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
  readonly #transfers: PlayerTransfers;
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
    const tools = {
      store: {
        rounds: this.#stored,
        player: this.#player,
        purses: {
          transfers: new TransferWriter(ctx.storage.sql),
          ledger: new LedgerWriter(ctx.storage.sql),
        },
        transaction: (work: () => void) => this.#transaction(work),
      },
      alarm: this.#alarm,
      partners: this.#services,
      sha256: sha256Hex,
      log: createLogger('player', config.logs),
      now: Date.now,
      pause,
      keepAlive: (work: Promise<unknown>) => ctx.waitUntil(work),
    };
    this.#rounds = new PlayerRounds({
      ...tools,
      send: async (range) => void (await env.EVENTS.send({ kind: 'player', range })),
      rate: config.playerRate,
      publishAfterMs: this.#publishAfterMs,
    });
    this.#transfers = new PlayerTransfers({
      ...tools,
      who: () => this.#record(),
      openRounds: () => this.#rounds.desk.open(),
      endSession: (sessionId, nowMs) => this.#player.markEnded(sessionId, nowMs),
      launchLifetimeMs: config.launchLifetimeMs,
    });
    ctx.blockConcurrencyWhile(async () => {
      migrate(ctx.storage, PLAYER_MIGRATIONS);
      this.#rounds.wake(await ctx.storage.getAlarm());
      this.#transfers.wake();
    });
  }

  /**
   * Opens a session. The operator's flags arrive with it and bind from now on. With `transferInMinor` it plays from a
   * balance of its own, which is brought in now; null leaves the money with the operator's wallet.
   */
  async createSession(
    operatorId: string,
    playerId: string,
    session: Session,
    flags: RgFlags,
    transferInMinor: number | null,
    traceId: string,
  ): Promise<Reply<'done' | 'pending' | null>> {
    const blocked = rgRefusal(flags, 0);
    this.#transaction(() => {
      this.#player.create(operatorId, playerId, flags);
      if (blocked) return;
      this.#player.addSession(session);
      if (transferInMinor !== null) this.#transfers.request(session, transferInMinor);
    });
    if (blocked) return refuse(blocked);
    return transferInMinor === null ? accept(null) : this.#transfers.arrival(session.sessionId, traceId);
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
    for (const other of endedByLaunch(session, this.#player.running(Date.now())))
      this.endSession(other.sessionId, traceId);
    return this.sessionState(sessionId);
  }

  /** Ends a session; a running round is settled all the same, and then what the session holds goes back. */
  endSession(sessionId: string, traceId: string): Reply<number> {
    const session = this.#player.session(sessionId);
    if (!session) return refuse({ code: 'SESSION_NOT_FOUND' });
    const endedAtMs = session.endedAtMs ?? Date.now();
    if (session.endedAtMs === null) this.#player.markEnded(sessionId, endedAtMs);
    this.#transfers.sessionEnded(sessionId, traceId);
    return accept(endedAtMs);
  }

  /** A part of the reconciliation statement of a session that plays from its own balance. */
  statement(sessionId: string, afterSeq: number, limit: number): Reply<Statement> {
    return this.#transfers.statement(sessionId, afterSeq, limit);
  }

  /** Sets the flags; the next spin meets them, whichever session it comes from (spec G2). */
  setFlags(operatorId: string, playerId: string, flags: RgFlags, reason: string): void {
    const nowMs = Date.now();
    const name = flags.self_excluded ? 'self_excluded' : flags.blocked ? 'blocked' : 'flags_changed';
    this.#transaction(() => {
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
    const balance = this.#rounds.balanceOf(sessionId);
    return accept({
      session,
      flags: this.#record().flags,
      openRoundId: desk.open().find((round) => round.gameId === session.gameId)?.roundId ?? null,
      lastRound: last ? viewOf(desk.find(last.roundId) ?? last, balance, true) : null,
      sessionTimeMs: sessionTimeMs(session, nowMs),
      rg: quietRgView(session.currency, sessionTimeMs(session, nowMs), nowMs),
      ownBalance: this.#rounds.hasPurse(sessionId) ? balance : undefined,
    });
  }

  /** Plays a round, or meets one that was sent before. */
  startRound(sessionId: string, bet: Bet, traceId: string): Promise<Reply<RoundView>> {
    return this.#rounds.startRound(sessionId, bet, traceId);
  }

  /** A round of this player, finished if that takes no longer than a request may. */
  round(sessionId: string, roundId: string, traceId: string): Promise<Reply<RoundView>> {
    return this.#rounds.round(roundId, traceId, sessionId);
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
  override async alarm(): Promise<void> {
    const traceId = crypto.randomUUID().replaceAll('-', '');
    // Rounds first: money does not leave a session beside an open one.
    await this.#rounds.tend(traceId);
    await this.#transfers.tend(traceId);
  }

  #transaction(work: () => void): void {
    try {
      this.ctx.storage.transactionSync(work);
    } catch (error) {
      this.#player.forget();
      throw error;
    }
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
