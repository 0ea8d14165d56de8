import { DurableObject } from 'cloudflare:workers';
import {
  type ChainedEvent,
  type RgFlags,
  type RoundSummary,
  type RoundView,
  toTimestamp,
} from '@roundgate/contract';
import { type Config, type Env, readConfig } from '../config.ts';
import { summaryOf, viewOf } from '../domain/rounds/answers.ts';
import { deriveSpinId, deriveUid, fingerprintOf } from '../domain/rounds/keys.ts';
import { acceptRound, isTerminal, type Round } from '../domain/rounds/round.ts';
import { type Bucket, takeToken } from '../domain/sessions/rate-limit.ts';
import {
  acceptanceRefusal,
  type Bet,
  NO_RG_FLAGS,
  type Refusal,
  rgRefusal,
  type Session,
  sessionRefusal,
  sessionTimeMs,
} from '../domain/sessions/session.ts';
import { createLogger, type Logger } from '../log.ts';
import { createServices, type Services } from '../services.ts';
import { sha256Hex } from '../sha256.ts';
import { migrate, PLAYER_MIGRATIONS } from '../storage/migrations.ts';
import { PlayerWriter } from '../storage/player.ts';
import { RoundWriter } from '../storage/rounds.ts';
import { publishNew, RANGE_LIMIT } from './outbox.ts';
import { RoundDesk } from './round-desk.ts';
import { DRIVE_BUDGET_MS, RoundRunner } from './round-runner.ts';

/** An answer or a refusal, as plain data for the hop between Worker and object. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

/** A player's session with all that the object knows about its player. */
export interface SessionState {
  readonly session: Session;
  readonly flags: RgFlags;
  readonly openRoundId: string | null;
  readonly lastRound: RoundView | null;
  readonly sessionTimeMs: number;
}

/** How long a request waits for its round before it answers 202. */
const ANSWER_BUDGET_MS = 8_000;
/** How soon the alarm looks after a round that could not be finished. */
const RECOVER_AFTER_MS = 3_000;
/** How soon it writes what was deferred and publishes what is new; the bus may take 60 s in all (spec E1). */
const PUBLISH_AFTER_MS = 20_000;
/** Spread over players, so that those who came together do not publish together. */
const PUBLISH_SPREAD_MS = 15_000;

const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal });
const accept = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

/**
 * One player of one operator: sessions, rounds, flags and the event chain. The only writer of a round. The alarm is
 * the guarantee that nothing is abandoned; requests only make it faster.
 */
export class PlayerDO extends DurableObject<Env> {
  readonly #config: Config;
  readonly #services: Services;
  readonly #log: Logger;
  readonly #player: PlayerWriter;
  readonly #rounds: RoundWriter;
  readonly #desk: RoundDesk;
  readonly #runner: RoundRunner;
  readonly #publishAfterMs: number;
  #bucket: Bucket | undefined;
  #alarmAtMs = Number.POSITIVE_INFINITY;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#config = readConfig(env);
    const share = Number.parseInt(sha256Hex(ctx.id.toString()).slice(0, 4), 16) / 0xffff;
    this.#publishAfterMs = PUBLISH_AFTER_MS + Math.round(PUBLISH_SPREAD_MS * share);
    this.#services = createServices(this.#config, Date.now);
    this.#log = createLogger('player', this.#config.logs);
    this.#player = new PlayerWriter(ctx.storage.sql);
    this.#rounds = new RoundWriter(ctx.storage.sql);
    this.#desk = new RoundDesk({
      storage: ctx.storage,
      rounds: this.#rounds,
      player: this.#player,
      policy: () => this.#services.policyOf(this.#record().operatorId),
      now: Date.now,
      recheck: (round, askedBy) => this.#refusalOf({ ...betOf(round), sessionId: askedBy }, round),
      armAlarm: () => this.#armAlarm(this.#publishAfterMs),
    });
    this.#runner = new RoundRunner({
      desk: this.#desk,
      rounds: this.#rounds,
      services: this.#services,
      who: () => this.#record(),
      log: this.#log,
      keepAlive: (work) => ctx.waitUntil(work),
      onUnfinished: () => this.#armAlarm(RECOVER_AFTER_MS),
    });
    ctx.blockConcurrencyWhile(async () => {
      migrate(ctx.storage, PLAYER_MIGRATIONS);
      this.#alarmAtMs = (await ctx.storage.getAlarm()) ?? Number.POSITIVE_INFINITY;
      // An alarm that the platform lost must not leave a round behind.
      const inMs = this.#workInMs();
      if (inMs !== undefined) this.#armAlarm(inMs);
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
      this.#armAlarm(this.#publishAfterMs);
    });
  }

  /** A session as its player sees it; refused once it has ended. */
  sessionState(sessionId: string): Reply<SessionState> {
    const nowMs = Date.now();
    const session = this.#player.session(sessionId);
    const refusal = sessionRefusal(session, nowMs);
    if (refusal || !session) return refuse(refusal ?? { code: 'SESSION_NOT_FOUND' });
    const last =
      this.#desk.newest()?.gameId === session.gameId
        ? this.#desk.newest()
        : this.#rounds.newestOf(session.gameId);
    return accept({
      session,
      flags: this.#record().flags,
      openRoundId: this.#desk.open().find((round) => round.gameId === session.gameId)?.roundId ?? null,
      lastRound: last ? viewOf(this.#desk.find(last.roundId) ?? last, this.#desk.balance, true) : null,
      sessionTimeMs: sessionTimeMs(session, nowMs),
    });
  }

  /** Plays a round, or meets one that was sent before: the same answer, however often and from wherever it comes. */
  async startRound(sessionId: string, bet: Bet, traceId: string): Promise<Reply<RoundView>> {
    const session = this.#player.session(sessionId);
    if (!session) return refuse({ code: 'SESSION_NOT_FOUND' });
    const fingerprint = fingerprintOf(sha256Hex, { gameId: session.gameId, ...bet });
    const known = this.#desk.find(bet.roundId);
    if (known)
      return known.fingerprint === fingerprint
        ? this.#answer(known, traceId, true)
        : refuse({ code: 'IDEMPOTENCY_CONFLICT', facts: { round_id: bet.roundId } });
    const taken = takeToken(this.#bucket, this.#config.playerRate, Date.now());
    this.#bucket = taken.bucket;
    if (taken.retryAfterMs > 0)
      return refuse({ code: 'RATE_LIMITED', facts: { retry_after_ms: taken.retryAfterMs } });
    const refusal = this.#refusalOf({ ...bet, sessionId });
    if (refusal) return refuse(refusal);
    const round = this.#newRound(session, bet, fingerprint);
    this.#desk.admit(round);
    return this.#answer(round, traceId, false);
  }

  /** A round of this player, finished if that takes no longer than a request may. */
  async round(roundId: string, traceId: string): Promise<Reply<RoundView>> {
    const round = this.#desk.find(roundId);
    return round
      ? this.#answer(round, traceId, true)
      : refuse({ code: 'ROUND_NOT_FOUND', facts: { round_id: roundId } });
  }

  /** A page of this player's rounds, newest first. */
  history(limit: number, before?: string): RoundSummary[] {
    return this.#rounds
      .page(limit, before)
      .map((round) => summaryOf(this.#desk.find(round.roundId) ?? round));
  }

  /** The end of the event chain, with all that was deferred. */
  chainHead(): { seq: number; hash: string } {
    this.#desk.flush();
    return this.#player.chainHead();
  }

  /** Events from the source, for a sink that found a gap. */
  eventsAfter(seq: number): ChainedEvent[] {
    return this.#player.eventsAfter(seq, RANGE_LIMIT);
  }

  /** Drives what is open, publishes what is new, and comes back while anything is left. Never throws. */
  override async alarm(): Promise<void> {
    this.#alarmAtMs = Number.POSITIVE_INFINITY;
    const traceId = crypto.randomUUID().replaceAll('-', '');
    try {
      this.#desk.flush();
      const due = this.#desk.open().filter((round) => round.nextAttemptAtMs <= Date.now() + DRIVE_BUDGET_MS);
      await Promise.all(due.map((round) => this.#runner.drive(round.roundId, traceId)));
      await publishNew(this.#player, this.env.EVENTS);
    } catch (error) {
      this.#log('error', 'alarm failed', { trace_id: traceId, error: String(error) });
    } finally {
      const inMs = this.#workInMs();
      if (inMs !== undefined) this.#armAlarm(inMs);
    }
  }

  #record() {
    return this.#player.record() ?? { operatorId: '', playerId: '', flags: NO_RG_FLAGS, publishedSeq: 0 };
  }

  /** In how many milliseconds the alarm has something to do; undefined when nothing is open or unpublished. */
  #workInMs(): number | undefined {
    const published = this.#player.record()?.publishedSeq ?? 0;
    if (this.#desk.hasDeferred || this.#player.chainHead().seq > published) return RECOVER_AFTER_MS;
    const next = this.#rounds.open().map((round) => round.nextAttemptAtMs - Date.now());
    return next.length === 0 ? undefined : Math.max(RECOVER_AFTER_MS, Math.min(...next));
  }

  /** Makes sure that the alarm rings no later than asked; an earlier one stands. */
  #armAlarm(inMs: number): void {
    const atMs = Date.now() + inMs;
    if (this.#alarmAtMs <= atMs) return;
    this.#alarmAtMs = atMs;
    this.ctx.storage.setAlarm(atMs);
  }

  #launchRefusal(session: Session | undefined, buildHash: string): Refusal | undefined {
    const refusal = sessionRefusal(session, Date.now()) ?? rgRefusal(this.#record().flags, 0);
    if (refusal) return refusal;
    if (session?.launchedAtMs !== null) return { code: 'LAUNCH_TOKEN_USED' };
    return session.buildHash === buildHash ? undefined : { code: 'BUILD_MISMATCH' };
  }

  #refusalOf(bet: Bet & { sessionId: string }, except?: Round): Refusal | undefined {
    const open = this.#desk.open().filter((round) => round.roundId !== except?.roundId);
    const newest = except ? this.#rounds.newest() : this.#desk.newest();
    const session = this.#player.session(bet.sessionId);
    // The floor was held when the round was accepted; only what may have changed since is asked again.
    return acceptanceRefusal(
      bet,
      { session, flags: this.#record().flags, open, newest: except ? undefined : newest },
      Date.now(),
    );
  }

  #newRound(session: Session, bet: Bet, fingerprint: string): Round {
    const { operatorId, playerId } = this.#record();
    const uid = deriveUid(sha256Hex, operatorId, playerId, bet.roundId);
    const { sessionId, gameId, buildHash, rtpProfile } = session;
    return acceptRound(
      { ...bet, uid, spinId: deriveSpinId(uid), sessionId, gameId, buildHash, rtpProfile, fingerprint },
      Date.now(),
    );
  }

  async #answer(round: Round, traceId: string, replayed: boolean): Promise<Reply<RoundView>> {
    const settled = isTerminal(round.state)
      ? round
      : await this.#runner.driveWithin(round, traceId, ANSWER_BUDGET_MS);
    const view = viewOf(settled, this.#desk.balance, replayed);
    return accept(view);
  }
}

const betOf = (round: Round): Bet & { sessionId: string } => ({
  roundId: round.roundId,
  stakeMinor: round.stakeMinor,
  currency: round.currency,
  spinType: round.spinType,
  sessionId: round.sessionId,
});
