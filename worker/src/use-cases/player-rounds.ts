import { type EventRange, type Money, money, type RoundView } from '@roundgate/contract';
import type { JackpotPort } from '../domain/jackpots/port.ts';
import { type GrantFacts, NO_GRANT } from '../domain/promo/free-round.ts';
import { viewOf } from '../domain/rounds/answers.ts';
import { deriveSpinId, deriveUid, fingerprintOf, type Sha256 } from '../domain/rounds/keys.ts';
import { acceptRound, isTerminal, paidStakeMinor, type Round } from '../domain/rounds/round.ts';
import { modeOf } from '../domain/rounds/step.ts';
import type { PlayerRecord } from '../domain/sessions/player.ts';
import { type Bucket, type RateLimit, takeToken } from '../domain/sessions/rate-limit.ts';
import {
  acceptanceRefusal,
  type Bet,
  NO_RG_FLAGS,
  type Refusal,
  type Session,
} from '../domain/sessions/session.ts';
import { countsFor } from '../domain/tournaments/entry.ts';
import { declineForFunds } from '../domain/transfers/ledger.ts';
import { type Purse, purseRefusal } from '../domain/transfers/purse.ts';
import type { AlarmClock } from './alarm-clock.ts';
import type { PlayerStore } from './player-store.ts';
import { publishEvents } from './publish-events.ts';
import type { RgDesk } from './rg-desk.ts';
import { RoundDesk } from './round-desk.ts';
import { DRIVE_BUDGET_MS, type Log, type Partners, type Pause, RoundRunner } from './round-runner.ts';

/** An answer or a refusal, as plain data for the hop between Worker and object. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

export const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal });
export const accept = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

/** How long a request waits for its round before it answers 202. */
const ANSWER_BUDGET_MS = 8_000;
/** How soon the alarm looks after a round that could not be finished. */
const RECOVER_AFTER_MS = 3_000;

/** How long the end of a round waits for the next spin to be written with it. An idle object is put to sleep after about 10 s. */
const FLUSH_AFTER_MS = 5_000;
/** How long a spin waits for rounds that an earlier instance left. */
const CATCH_UP_BUDGET_MS = 3_000;

/** What the rounds of a player stand on. */
export interface PlayerRoundsTools {
  readonly store: PlayerStore;
  readonly rg: RgDesk;
  readonly alarm: AlarmClock;
  readonly partners: Partners;
  /** Absent where nothing is played for pools. */
  readonly jackpots?: JackpotPort;
  readonly sha256: Sha256;
  readonly log: Log;
  readonly now: () => number;
  readonly pause: Pause;
  readonly keepAlive: (work: Promise<unknown>) => void;
  /** Sends a range to the bus; what it holds must be on disk before it leaves. */
  readonly send: (range: EventRange) => Promise<void>;
  readonly rate: RateLimit;
  /** How soon after a write the alarm publishes it. */
  readonly publishAfterMs: number;
}

/** A round whose session is not found may use nothing that a market could forbid. */
const NO_FEATURES = { autoplay: false, turbo: false, bonus_buy: false, jackpot: false };
const NOBODY: PlayerRecord = { operatorId: '', playerId: '', flags: NO_RG_FLAGS, publishedSeq: 0 };

/**
 * The rounds of one player: started, met again, and driven to their end by request, alarm and start-up alike. Knows
 * no platform: the player object and the simulation run the same code.
 */
export class PlayerRounds {
  readonly desk: RoundDesk;
  readonly #tools: PlayerRoundsTools;
  readonly #runner: RoundRunner;
  #bucket: Bucket | undefined;
  #flushAtMs = 0;
  #flushing: Promise<void> | undefined;
  /** Set while there may be rounds that an earlier instance left. */
  #hasLeft = false;
  #catchingUp: Promise<unknown> | undefined;

  constructor(tools: PlayerRoundsTools) {
    this.#tools = tools;
    const { store, rg, alarm, partners, sha256, log, now, pause, keepAlive } = tools;
    this.desk = new RoundDesk({
      store,
      tally: rg,
      sha256,
      policy: () => partners.policyOf(this.#record().operatorId),
      now,
      recheck: (round, askedBy) => {
        const grantId = round.mode.grantId ?? undefined;
        return this.#refusalOf({ ...round, sessionId: askedBy, grantId }, round);
      },
      armAlarm: () => alarm.arm(tools.publishAfterMs),
      onDeferred: () => this.#flushWhenIdle(),
    });
    this.#runner = new RoundRunner({
      desk: this.desk,
      store,
      partners,
      jackpots: tools.jackpots,
      who: () => this.#record(),
      featuresOf: ({ sessionId }) => store.player.session(sessionId)?.market.features ?? NO_FEATURES,
      log,
      now,
      pause,
      keepAlive,
      onUnfinished: () => alarm.arm(RECOVER_AFTER_MS),
    });
  }

  /** To be called when an instance starts, with the alarm found on disk: one that was lost must not leave a round behind. */
  wake(alarmAtMs: number | null): void {
    this.#hasLeft = this.desk.open().length > 0;
    this.#tools.alarm.found(alarmAtMs);
    this.#rearm();
  }

  /** Plays a round, or meets one that was sent before: the same answer, however often and from wherever it comes. */
  async startRound(sessionId: string, bet: Bet, traceId: string): Promise<Reply<RoundView>> {
    // Before anything is looked at: no wait may come between a check and what it allows.
    if (this.#hasLeft) await this.#catchUp(traceId);
    const session = this.#tools.store.player.session(sessionId);
    if (!session) return refuse({ code: 'SESSION_NOT_FOUND' });
    const fingerprint = fingerprintOf(this.#tools.sha256, { gameId: session.gameId, ...bet });
    const known = this.desk.find(bet.roundId);
    if (known) return this.#answer(known, traceId, true, sessionId, fingerprint);
    const refusal =
      this.#tooFast() ?? this.#refusalOf({ ...bet, sessionId }) ?? purseRefusal(this.#purse(sessionId));
    if (refusal) return refuse(refusal);
    const round = this.#affordable(this.#newRound(session, bet, fingerprint));
    this.desk.admit(round);
    this.#tools.rg.accepted(session);
    return this.#answer(round, traceId, false, sessionId, fingerprint);
  }

  /** A round of this player, finished if that takes no longer than a request may; asked for by one of its sessions. */
  async round(roundId: string, traceId: string, askedBy?: string): Promise<Reply<RoundView>> {
    const round = this.desk.find(roundId);
    return round
      ? this.#answer(round, traceId, true, askedBy)
      : refuse({ code: 'ROUND_NOT_FOUND', facts: { round_id: roundId } });
  }

  /** Drives what is open, publishes what is new, and comes back while anything is left. Never throws. */
  async tend(traceId: string): Promise<void> {
    const { alarm, log, now, send, store } = this.#tools;
    alarm.rang();
    try {
      this.desk.flush();
      const due = this.desk.open().filter((round) => round.nextAttemptAtMs <= now() + DRIVE_BUDGET_MS);
      await Promise.all(due.map((round) => this.#runner.drive(round.roundId, traceId)));
      await publishEvents(store.player, send);
    } catch (error) {
      log('error', 'alarm failed', { trace_id: traceId, error: String(error) });
    } finally {
      this.#rearm();
    }
  }

  /** Settles what an earlier instance left, so that a player who comes back is not told to wait for it. */
  async #catchUp(traceId: string): Promise<void> {
    const drive = (round: Round) => this.#runner.driveWithin(round, traceId, CATCH_UP_BUDGET_MS);
    this.#catchingUp ??= Promise.allSettled(this.desk.open().map(drive));
    await this.#catchingUp;
    this.#hasLeft = false;
  }

  /** Writes what was deferred when no spin has come to be written with: memory does not outlast a pause in play. */
  #flushWhenIdle(): void {
    const { keepAlive, log, now } = this.#tools;
    this.#flushAtMs = now() + FLUSH_AFTER_MS;
    if (this.#flushing) return;
    this.#flushing = this.#flushWhenDue()
      .catch((error: unknown) => log('error', 'flush failed', { error: String(error) }))
      .finally(() => {
        this.#flushing = undefined;
      });
    keepAlive(this.#flushing);
  }

  async #flushWhenDue(): Promise<void> {
    const { now, pause } = this.#tools;
    for (let inMs = FLUSH_AFTER_MS; inMs > 0; inMs = this.#flushAtMs - now()) await pause(inMs);
    this.desk.flush();
  }

  #record(): PlayerRecord {
    return this.#tools.store.player.record() ?? NOBODY;
  }

  #rearm(): void {
    const inMs = this.#workInMs();
    if (inMs !== undefined) this.#tools.alarm.arm(inMs);
  }

  /** In how many milliseconds there is something to do; undefined when nothing is open or unpublished. */
  #workInMs(): number | undefined {
    const { store, now } = this.#tools;
    if (this.desk.hasDeferred || store.player.chainHead().seq > this.#record().publishedSeq)
      return RECOVER_AFTER_MS;
    const next = store.rounds.open().map((round) => round.nextAttemptAtMs - now());
    return next.length === 0 ? undefined : Math.max(RECOVER_AFTER_MS, Math.min(...next));
  }

  #tooFast(): Refusal | undefined {
    const taken = takeToken(this.#bucket, this.#tools.rate, this.#tools.now());
    this.#bucket = taken.bucket;
    return taken.retryAfterMs > 0
      ? { code: 'RATE_LIMITED', facts: { retry_after_ms: taken.retryAfterMs } }
      : undefined;
  }

  #refusalOf(bet: Bet & { sessionId: string }, except?: Round): Refusal | undefined {
    const { store, rg, now } = this.#tools;
    const open = this.desk.open().filter((round) => round.roundId !== except?.roundId);
    const session = store.player.session(bet.sessionId);
    // The floor was held when the round was accepted; only what may have changed since is asked again.
    const hasFloor = !except && (session?.market.min_round_ms ?? 0) > 0;
    const newest = hasFloor ? this.desk.newest() : undefined;
    const nowMs = now();
    const funding = this.#fundingOf(bet, except?.roundId);
    const askedAtMs = except?.acceptedAtMs ?? nowMs;
    const facts = { session, rg: session && rg.facts(session), askedAtMs, funding };
    return acceptanceRefusal(bet, { ...facts, open, newest }, nowMs);
  }

  /** The packet of free spins that a bet names, as the rounds beside it leave it. */
  #fundingOf({ grantId, sessionId }: Bet & { sessionId: string }, exceptRoundId?: string): GrantFacts {
    const { store, partners } = this.#tools;
    if (grantId === undefined) return NO_GRANT;
    // The wallet may be another one than when the packet was given.
    const paysWins =
      partners.policyOf(this.#record().operatorId).wallet.creditsAlone || this.hasPurse(sessionId);
    const grant = paysWins ? store.grants?.find(grantId) : undefined;
    return { grant, usedByOthers: grant ? this.desk.usedOf(grant.grantId, exceptRoundId) : 0 };
  }

  #newRound(session: Session, { uses = [], grantId, ...bet }: Bet, fingerprint: string): Round {
    const { partners, sha256, now } = this.#tools;
    const { operatorId, playerId } = this.#record();
    const uid = deriveUid(sha256, operatorId, playerId, bet.roundId);
    const { sessionId, gameId, buildHash, rtpProfile } = session;
    const purseSessionId = this.#purse(sessionId) ? sessionId : null;
    const tournamentIds = (this.#tools.store.entries?.open() ?? [])
      .filter((entry) => countsFor(entry, { ...bet, grantId }, session, now()))
      .map((entry) => entry.tournamentId);
    const mode = {
      ...modeOf(partners.policyOf(operatorId), purseSessionId, grantId ?? null),
      ...(tournamentIds.length > 0 && { counts: { tournamentIds, uses } }),
    };
    const ids = { uid, spinId: deriveSpinId(uid), sessionId, gameId, buildHash, rtpProfile, fingerprint };
    return acceptRound({ ...bet, ...ids, mode }, now());
  }

  /** The balance that an answer tells: the asking session's own, else what the wallet told last. */
  balanceOf(sessionId: string | undefined): Money | null {
    const purse = sessionId === undefined ? undefined : this.#purse(sessionId);
    const ledger = this.#tools.store.purses?.ledger;
    if (!purse || !ledger || sessionId === undefined) return this.desk.balance;
    return purse.in.state === 'DONE' ? money(ledger.balanceMinor(sessionId), purse.in.currency) : null;
  }

  /** True when a session plays from a balance of its own. */
  hasPurse(sessionId: string): boolean {
    return this.#purse(sessionId) !== undefined;
  }

  #purse(sessionId: string): Purse | undefined {
    return this.#tools.store.purses?.transfers.purse(sessionId);
  }

  /** A stake that the session's own balance cannot cover is declined before anything is drawn. */
  #affordable(round: Round): Round {
    const { purseSessionId } = round.mode;
    const heldMinor =
      purseSessionId === null ? undefined : this.#tools.store.purses?.ledger.balanceMinor(purseSessionId);
    return heldMinor === undefined || heldMinor >= paidStakeMinor(round)
      ? round
      : declineForFunds(round, this.#tools.now());
  }

  /**
   * Drives a round and tells how it stands. A caller who asked for another bet under this id is told so, also when it
   * turns out only now: another instance may have had the id first.
   */
  async #answer(
    round: Round,
    traceId: string,
    replayed: boolean,
    askedBy?: string,
    fingerprint = round.fingerprint,
  ): Promise<Reply<RoundView>> {
    const conflict = refuse({ code: 'IDEMPOTENCY_CONFLICT', facts: { round_id: round.roundId } });
    if (round.fingerprint !== fingerprint) return conflict;
    const settled = isTerminal(round.state)
      ? round
      : await this.#runner.driveWithin(round, traceId, ANSWER_BUDGET_MS);
    return settled.fingerprint === fingerprint
      ? accept(viewOf(settled, this.balanceOf(askedBy), replayed))
      : conflict;
  }
}
