import type { BusEvent, ChainedEvent } from '@roundgate/contract';
import type { ChainHead } from '@roundgate/contract/audit';
import type { Sha256 } from '../domain/rounds/keys.ts';
import type { Round } from '../domain/rounds/round.ts';
import type { PlayerRecord } from '../domain/sessions/player.ts';
import type { Session } from '../domain/sessions/session.ts';

/** The rounds of one player on disk. Every method is synchronous: one turn, and so one transaction, with its caller. */
export interface RoundRows {
  find(roundId: string): Round | undefined;
  /** Version of the stored row; undefined without one. */
  version(roundId: string): number | undefined;
  /** Every round that is not closed, oldest first. */
  open(): Round[];
  newest(): Round | undefined;
  /** Stores a round made from stored version `expected`, 0 for a new row; throws when the row has moved on. */
  put(round: Round, expected: number): void;
}

/** The player beside the rounds: record, sessions, and the event chain. */
export interface PlayerRows {
  record(): PlayerRecord | undefined;
  session(sessionId: string): Session | undefined;
  chainHead(): ChainHead;
  append(sha256: Sha256, event: BusEvent): unknown;
  /** Events after `seq`, at most `limit`, in order. */
  eventsAfter(seq: number, limit: number): ChainedEvent[];
  /** Notes that the bus has everything up to `seq`; never goes back. */
  markPublished(seq: number): void;
}

/** What is on disk for one player, and what makes it so. */
export interface PlayerStore {
  readonly rounds: RoundRows;
  readonly player: PlayerRows;
  /** Runs work as one transaction: all of it is kept, or, when it throws, nothing. */
  transaction(work: () => void): void;
}
