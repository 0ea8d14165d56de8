import { toTimestamp } from '@roundgate/contract';
import { dutiesAt, type Notice } from '../domain/rg/duties.ts';
import type { SessionRg } from '../domain/rg/state.ts';
import type { Sha256 } from '../domain/rounds/keys.ts';
import { BLOCKING_STATES, type Round } from '../domain/rounds/round.ts';
import type { AlarmClock } from './alarm-clock.ts';
import type { PlayerStore } from './player-store.ts';
import type { RgDesk } from './rg-desk.ts';
import type { Log } from './round-runner.ts';

/** What responsible gaming of a player stands on. */
export interface RgDutiesTools {
  readonly store: PlayerStore;
  readonly desk: RgDesk;
  readonly alarm: AlarmClock;
  readonly sha256: Sha256;
  readonly log: Log;
  readonly now: () => number;
  readonly openRounds: () => readonly Round[];
  /** How soon the alarm publishes an event. */
  readonly publishAfterMs: number;
  /** Something changed that a running session must be told. */
  readonly onNews: (sessionId: string) => void;
  /** A session ended; told after it is written. */
  readonly onEnded: (sessionId: string, reason: string) => void;
}

/** What the clock, a round or a flag makes due in a player's sessions: done, written and told, once. Knows no platform. */
export class RgDuties {
  readonly #tools: RgDutiesTools;

  constructor(tools: RgDutiesTools) {
    this.#tools = tools;
  }

  /**
   * Does what is due in a session by now: tells it on the chain, once, and ends the session when it must, though not
   * under a running round. True when something was due.
   */
  enforce(sessionId: string): boolean {
    const { store, desk, now, onEnded, onNews } = this.#tools;
    const session = store.player.session(sessionId);
    if (!session || session.launchedAtMs === null || session.endedAtMs !== null) return false;
    const facts = desk.facts(session);
    const { notices, end: due } = dutiesAt(facts, now());
    const end = due !== null && !this.#isPlaying(sessionId) ? due : null;
    if (notices.length === 0 && end === null) return false;
    this.write(() => {
      this.tell(sessionId, facts.own, notices);
      if (end !== null) store.player.markEnded(sessionId, end, now());
    });
    if (end === null) onNews(sessionId);
    else onEnded(sessionId, end);
    return true;
  }

  /** Does what is due in every running session, and comes back for what will be. Never throws. */
  tend(): void {
    try {
      for (const sessionId of this.#tools.store.player.running()) this.enforce(sessionId);
      this.rearm();
    } catch (error) {
      this.#tools.log('error', 'responsible gaming failed', { error: String(error) });
    }
  }

  /** Makes sure that the alarm rings for the next thing that the clock makes due; at once for what it missed. */
  rearm(): void {
    const { store, alarm, now } = this.#tools;
    const soonestMs = Math.min(...store.player.running().map((sessionId) => this.#turnsMs(sessionId)));
    if (Number.isFinite(soonestMs)) alarm.arm(Math.max(0, soonestMs - now()));
  }

  /** When something is to be done in a session. */
  #turnsMs(sessionId: string): number {
    const { store, desk, now } = this.#tools;
    const session = store.player.session(sessionId);
    if (!session) return Number.POSITIVE_INFINITY;
    const { notices, end, nextMs } = dutiesAt(desk.facts(session), now());
    const isDue = notices.length > 0 || (end !== null && !this.#isPlaying(sessionId));
    return isDue ? now() : nextMs;
  }

  #isPlaying(sessionId: string): boolean {
    return this.#tools
      .openRounds()
      .some((round) => round.sessionId === sessionId && BLOCKING_STATES.has(round.state));
  }

  /** One transaction, with an alarm that will publish what it says. */
  write(work: () => void): void {
    const { store, alarm, publishAfterMs } = this.#tools;
    store.transaction(() => {
      work();
      alarm.arm(publishAfterMs);
    });
  }

  /** Says things on the chain, once each; inside a transaction. */
  tell(sessionId: string, own: SessionRg, notices: readonly Notice[]): void {
    if (notices.length === 0) return;
    const told = [...own.told, ...notices.map(({ key }) => key)];
    this.#tools.store.rg.putSession(sessionId, { ...own, told });
    for (const { name, reason } of notices) this.append(sessionId, name, reason);
  }

  /** Adds an `rg_event` to the chain; inside a transaction. */
  append(sessionId: string | null, name: string, reason: string): void {
    const { store, sha256, now } = this.#tools;
    const record = store.player.record();
    if (!record) return;
    store.player.append(sha256, {
      type: 'rg_event',
      ts: toTimestamp(now()),
      operator_id: record.operatorId,
      player_id: record.playerId,
      session_id: sessionId,
      name,
      reason,
    });
  }
}
