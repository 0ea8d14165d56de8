import type { Money } from '@roundgate/contract';
import { payByGrant } from '../domain/promo/free-round.ts';
import { closingEvent, closingEvents } from '../domain/rounds/answers.ts';
import type { Sha256 } from '../domain/rounds/keys.ts';
import type { RoundPolicy } from '../domain/rounds/policy.ts';
import { isPaid, isStakeTaken, isTerminal, type Round } from '../domain/rounds/round.ts';
import type { Refusal } from '../domain/sessions/session.ts';
import type { SpinEvent } from '../domain/tournaments/standing.ts';
import { settleFromBalance } from '../domain/transfers/ledger.ts';
import { RoundLostError, type RoundStore, recovered } from './drive-round.ts';
import type { PlayerStore } from './player-store.ts';

/** What counts as put into pools: of settled rounds only. */
const contributionsOf = ({ state, outcome }: Round) =>
  state === 'SETTLED' ? (outcome?.contributions ?? []) : [];

/** A round in memory and the version of its row on disk; 0 while it has none. */
interface Live {
  readonly round: Round;
  readonly storedVersion: number;
  /** The session that asked; the RGS may echo an earlier one when it drew before a new login. */
  readonly askedBy: string;
}

/** What the desk asks its object for. */
export interface DeskTools {
  readonly store: PlayerStore;
  /** Who counts what a session staked and won: told of a round once its stake is taken. */
  readonly tally: { expect(sessionId: string): void; taken(round: Round): void };
  readonly sha256: Sha256;
  readonly policy: () => RoundPolicy;
  readonly now: () => number;
  /** Asked again when a round's first row is written: much may have changed while the RGS was drawing. */
  readonly recheck: (round: Round, askedBy: string) => Refusal | undefined;
  /** Called inside every transaction, so that no row is on disk without an alarm that will find it. */
  readonly armAlarm: () => void;
  /** Called when the end of a round was kept for the next transaction. */
  readonly onDeferred: () => void;
}

/** The rounds of one player: those on disk, and over them those that are in motion in this instance's memory. */
export class RoundDesk implements RoundStore {
  readonly #live = new Map<string, Live>();
  readonly #deferred = new Map<string, Live>();
  readonly #tools: DeskTools;
  balance: Money | null = null;

  constructor(tools: DeskTools) {
    this.#tools = tools;
  }

  /** The round as it is now, in memory or on disk. */
  find(roundId: string): Round | undefined {
    return (
      this.#live.get(roundId)?.round ??
      this.#deferred.get(roundId)?.round ??
      this.#tools.store.rounds.find(roundId)
    );
  }

  /** Every round that is not over, with those that have no row yet. */
  open(): Round[] {
    const stored = this.#tools.store.rounds.open().map((round) => this.find(round.roundId) ?? round);
    const unsaved = [...this.#live.values()]
      .filter((live) => live.storedVersion === 0)
      .map((live) => live.round);
    return [...stored, ...unsaved].filter((round) => !isTerminal(round.state));
  }

  /** The round accepted last, stored or not. */
  newest(): Round | undefined {
    const unsaved = [...this.#live.values()].find((live) => live.storedVersion === 0);
    return unsaved?.round ?? this.#tools.store.rounds.newest();
  }

  /** How many spins of a packet are played or reserved, with those of rounds that have no row yet. */
  usedOf(grantId: string, exceptRoundId?: string): number {
    const unsaved = [...this.#live.values()].filter(
      ({ round, storedVersion }) =>
        storedVersion === 0 &&
        round.mode.grantId === grantId &&
        round.roundId !== exceptRoundId &&
        !isTerminal(round.state),
    );
    return (this.#tools.store.grants?.use(grantId).used ?? 0) + unsaved.length;
  }

  /** Takes a new round into memory; its first row follows when there is something to remember. */
  admit(round: Round): void {
    this.#live.set(round.roundId, { round, storedVersion: 0, askedBy: round.sessionId });
  }

  /**
   * Reads a stored round for driving; what this instance did not send itself is in doubt. The row is claimed with a
   * write of its own, so that an instance that is still sending from it loses the fence (attack rule 3).
   */
  take(roundId: string): Round | undefined {
    const known = this.#live.get(roundId) ?? this.#deferred.get(roundId);
    if (known) return known.round;
    const stored = this.#tools.store.rounds.find(roundId);
    if (!stored) return undefined;
    const round = recovered(stored, this.#tools.policy(), this.#tools.now());
    this.#live.set(roundId, { round, storedVersion: stored.version, askedBy: round.sessionId });
    return round.version === stored.version ? round : this.save(round);
  }

  /** Forgets what is in memory; the row on disk is the truth. */
  release(roundId: string): void {
    this.#live.delete(roundId);
  }

  owns(round: Round): boolean {
    const live = this.#live.get(round.roundId);
    return (
      live !== undefined && (this.#tools.store.rounds.version(round.roundId) ?? 0) === live.storedVersion
    );
  }

  save(round: Round): Round {
    const storedVersion = this.#live.get(round.roundId)?.storedVersion ?? 0;
    const kept = storedVersion === 0 ? this.#firstRow(round) : round;
    // The RGS knows this key with other content: there is no round to keep, and the first one must stay playable.
    if (storedVersion === 0 && kept.undo?.code === 'IDEMPOTENCY_CONFLICT') return kept;
    const before = this.#live.get(round.roundId)?.round;
    this.#tools.tally.expect(kept.sessionId);
    let end = kept;
    this.#tools.store.transaction(() => {
      this.#writeDeferred();
      end = this.#settle(kept);
      this.#write(end, storedVersion);
      this.#tools.armAlarm();
    });
    this.#live.set(end.roundId, { round: end, storedVersion: end.version, askedBy: end.sessionId });
    this.#deferred.clear();
    this.#count(before, end);
    return end;
  }

  defer(round: Round): Round {
    this.#deferred.set(round.roundId, this.#remember(round));
    this.#tools.onDeferred();
    return round;
  }

  hold(round: Round): Round {
    this.#remember(round);
    return round;
  }

  /** Writes a paid round that lives in memory alone, before its player is told of it. */
  makeDurable(roundId: string): void {
    const live = this.#live.get(roundId);
    if (live && isPaid(live.round) && live.round.version !== live.storedVersion) this.save(live.round);
  }

  stored(round: Round): boolean {
    return (this.#live.get(round.roundId)?.storedVersion ?? 0) > 0;
  }

  get hasDeferred(): boolean {
    return this.#deferred.size > 0;
  }

  /**
   * What rounds put into pools whose end is not written yet. Their stakes are taken, so they will settle: a meter need
   * not wait for the next write.
   */
  deferredContributions(): { readonly jackpotId: string; readonly amountMinor: number }[] {
    return [...this.#deferred.values()].flatMap(({ round }) => contributionsOf(round));
  }

  /** Rounds that count in a tournament and whose end is not written yet: a table need not wait for it. */
  deferredSpins(): SpinEvent[] {
    const record = this.#tools.store.player.record();
    if (!record) return [];
    return [...this.#deferred.values()]
      .filter(({ round }) => round.state === 'SETTLED' && round.mode.counts)
      .map(({ round }) => closingEvent(round, record))
      .filter((event) => event.type === 'spin_finished');
  }

  /** Writes what was deferred, in one transaction. */
  flush(): void {
    if (this.#deferred.size === 0) return;
    this.#tools.store.transaction(() => this.#writeDeferred());
    this.#deferred.clear();
  }

  /** Takes the change into memory; the row on disk stays the one that it was made from. */
  #remember(round: Round): Live {
    const before = this.#live.get(round.roundId);
    const live = { round, storedVersion: before?.storedVersion ?? 0, askedBy: round.sessionId };
    this.#live.set(round.roundId, live);
    this.#tools.tally.expect(round.sessionId);
    this.#count(before?.round, round);
    return live;
  }

  #count(before: Round | undefined, after: Round): void {
    if (isStakeTaken(after) && !(before && isStakeTaken(before))) this.#tools.tally.taken(after);
  }

  #firstRow(round: Round): Round {
    const refusal = isTerminal(round.state)
      ? undefined
      : this.#tools.recheck(round, this.#live.get(round.roundId)?.askedBy ?? round.sessionId);
    if (!refusal) return round;
    const undo = { to: 'REJECTED', code: refusal.code, ifDrawn: 'discard' } as const;
    return { ...round, state: 'VOIDING', undo, attempts: 0, nextAttemptAtMs: this.#tools.now() };
  }

  /**
   * Stake and win of a session's own balance are posted where the round's end is written (spec W2); a packet of free
   * spins has paid where the outcome is.
   */
  #settle(drawn: Round): Round {
    const { purseSessionId } = drawn.mode;
    if (drawn.state !== 'OUTCOME') return drawn;
    if (purseSessionId === null) return payByGrant(drawn, this.#tools.now());
    const { purses } = this.#tools.store;
    if (!purses) throw new Error(`round ${drawn.roundId} plays from a balance that is not kept here`);
    const nowMs = this.#tools.now();
    const { round, postings } = settleFromBalance(drawn, purses.ledger.balanceMinor(purseSessionId), nowMs);
    for (const posting of postings) purses.ledger.post(posting, nowMs);
    return round;
  }

  /** A row that another instance moved on is its own to finish: what was deferred here says nothing new. */
  #writeDeferred(): void {
    for (const { round, storedVersion } of this.#deferred.values())
      if (this.#tools.store.rounds.put(round, storedVersion)) this.#close(round);
  }

  #write(round: Round, expected: number): void {
    if (!this.#tools.store.rounds.put(round, expected))
      throw new RoundLostError(`round ${round.roundId} is no longer at version ${expected}`);
    this.#close(round);
  }

  /** The end of a round is the next link of the chain, and what it put into pools the links after it. */
  #close(round: Round): void {
    const { player, jackpots, entries } = this.#tools.store;
    const record = player.record();
    if (!isTerminal(round.state) || !record) return;
    for (const event of closingEvents(round, record)) {
      player.append(this.#tools.sha256, event);
      if (event.type === 'spin_finished' && event.tournament_ids) entries?.count(event);
    }
    for (const { jackpotId, amountMinor } of contributionsOf(round)) jackpots?.add(jackpotId, amountMinor);
  }
}
