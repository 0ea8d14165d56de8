import type { ChainedEvent, StoredEvent } from '@roundgate/contract';
import type { BatchHead, ChainHead } from '@roundgate/contract/audit';
import type { Rollup } from '@roundgate/contract/reporting';
import type { HeldRound } from '../domain/rounds/held.ts';

/** An event as it leaves its source; a studio's has an id of its own. */
export type SourceEvent = ChainedEvent & { readonly event_id?: string | undefined };

/** A batch that has its place and its content, and is not in the write-once store yet. */
export interface ClosedBatch extends BatchHead {
  readonly key: string;
  readonly body: string;
}

/** A total with the number of times that it changed; what is flushed is absolute, and an older one never replaces a newer. */
export type VersionedRollup = Rollup & { readonly version: number };

/** What a player's object last told of rounds that are not over. */
export interface HeldRounds {
  readonly source: string;
  readonly version: number;
  readonly rounds: readonly HeldRound[];
}

/** What one ledger shard keeps. Every method is synchronous: one turn, and so one transaction. */
export interface LedgerStore {
  watermark(source: string): ChainHead;
  /** Takes events that follow the watermark: moves it, queues their lines for the next batch, adds what they add. */
  apply(source: string, lines: readonly StoredEvent[]): void;
  count(name: 'duplicates_skipped' | 'gaps_pulled', by: number): void;
  /** Notes how old events were when they came. */
  noteAges(hour: string, agesMs: readonly number[]): void;
  /** Keeps what a player's object told of open rounds; an older telling changes nothing. */
  hold(held: HeldRounds): void;
}
