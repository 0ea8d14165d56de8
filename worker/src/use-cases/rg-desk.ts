import { afterActivity } from '../domain/rg/sitting.ts';
import type { PlayerRg, RgFacts, SessionTotals, Sitting } from '../domain/rg/state.ts';
import { owedMinor, paidStakeMinor, type Round } from '../domain/rounds/round.ts';
import { NO_RG_FLAGS, type Session } from '../domain/sessions/session.ts';
import type { PlayerStore } from './player-store.ts';

/**
 * What responsible gaming knows while an instance lives: each session's totals and the running sitting, read from the
 * rows once and kept up in memory, so that a spin pays neither a read nor a write for them.
 */
export class RgDesk {
  readonly #store: PlayerStore;
  readonly #now: () => number;
  /** Called when a sitting began: what is due in it is earlier than what the alarm waits for. */
  readonly #onSitting: () => void;
  readonly #totals = new Map<string, SessionTotals>();
  #sitting: Sitting | null | undefined;

  constructor(store: PlayerStore, now: () => number, onSitting: () => void) {
    this.#store = store;
    this.#now = now;
    this.#onSitting = onSitting;
  }

  /** All that the rules look at, for one session as it is now. */
  facts(session: Session): RgFacts {
    const { player, rg } = this.#store;
    return {
      session,
      flags: player.record()?.flags ?? NO_RG_FLAGS,
      player: { ...rg.player(), sitting: this.#current() },
      own: rg.session(session.sessionId),
      totals: this.#totalsOf(session.sessionId),
    };
  }

  /** A round was accepted: the session is not idle, and the sitting goes on. One that begins is written down. */
  accepted(session: Session): void {
    const nowMs = this.#now();
    this.#totals.set(session.sessionId, { ...this.#totalsOf(session.sessionId), lastRoundMs: nowMs });
    const before = this.#current();
    const sitting = afterActivity(before, session.market.rules.rest, nowMs);
    this.#sitting = sitting;
    if (sitting.sinceMs === before?.sinceMs) return;
    this.#store.transaction(() => this.keepPlayer(this.#store.rg.player()));
    this.#onSitting();
  }

  /** To be called before a round of this session may be written: from then on its totals are kept in memory. */
  expect(sessionId: string): void {
    this.#totalsOf(sessionId);
  }

  /** The stake of a round is taken, which it was not before. */
  taken(round: Round): void {
    const { sessionId, outcome } = round;
    const { rounds, stakedMinor, wonMinor, lastRoundMs } = this.#totalsOf(sessionId);
    this.#totals.set(sessionId, {
      rounds: rounds + 1,
      stakedMinor: stakedMinor + paidStakeMinor(round),
      wonMinor: wonMinor + owedMinor({ outcome }),
      lastRoundMs,
    });
  }

  /** Writes what holds for the player, with the sitting as memory has it; inside a transaction. */
  keepPlayer(player: PlayerRg, sitting: Sitting | null = this.#current()): void {
    this.#sitting = sitting;
    this.#store.rg.putPlayer({ ...player, sitting });
  }

  #totalsOf(sessionId: string): SessionTotals {
    const totals = this.#totals.get(sessionId) ?? this.#store.rg.totals(sessionId);
    this.#totals.set(sessionId, totals);
    return totals;
  }

  /** A row holds when a sitting began; that it went on, the rounds tell. */
  #current(): Sitting | null {
    if (this.#sitting !== undefined) return this.#sitting;
    const { sitting } = this.#store.rg.player();
    const playedMs = sitting ? (this.#store.rounds.newest()?.acceptedAtMs ?? 0) : 0;
    this.#sitting = sitting && { ...sitting, lastMs: Math.max(sitting.lastMs, playedMs) };
    return this.#sitting;
  }
}
