import type { ClosedBatch, HeldRounds, VersionedRollup } from './ledger-store.ts';

/** What a shard has to bring out of itself. Every method is synchronous. */
export interface FlushStore {
  closeBatch(): ClosedBatch | undefined;
  unwritten(): ClosedBatch | undefined;
  markWritten(number: number): void;
  dirtyRollups(limit: number): VersionedRollup[];
  markFlushed(rows: readonly VersionedRollup[]): void;
  dirtyHeld(limit: number): HeldRow[];
  markHeldFlushed(rows: readonly HeldRow[]): void;
}
/** As {@link HeldRounds}, with the rounds as text. */
export type HeldRow = Pick<HeldRounds, 'source' | 'version'> & { readonly rounds: string };

/** Where it goes. Every write is idempotent: absolute, and named by what it holds. */
export interface FlushTargets {
  readonly putOnce: (key: string, body: string) => Promise<void>;
  readonly putRollups: (rows: readonly VersionedRollup[]) => Promise<void>;
  readonly putHeld: (rows: readonly HeldRow[]) => Promise<void>;
  /** Runs work as one transaction. */
  readonly transaction: <T>(work: () => T) => T;
}

const ROLLUPS_AT_ONCE = 50;

/**
 * Closes batches over all that waits and writes them. A batch has its number, its lines and so its bytes on disk before
 * it leaves: a crash between the two writes the same object again, never another one.
 */
export async function writeBatches(store: FlushStore, targets: FlushTargets): Promise<void> {
  for (;;) {
    const batch = store.unwritten() ?? targets.transaction(() => store.closeBatch());
    if (!batch) return;
    await targets.putOnce(batch.key, batch.body);
    targets.transaction(() => store.markWritten(batch.number));
  }
}

/** Brings changed totals out as absolute, versioned snapshots. */
export async function flushTotals(store: FlushStore, targets: FlushTargets): Promise<void> {
  for (let rows = store.dirtyRollups(ROLLUPS_AT_ONCE); rows.length > 0; ) {
    await targets.putRollups(rows);
    const flushed = rows;
    targets.transaction(() => store.markFlushed(flushed));
    rows = store.dirtyRollups(ROLLUPS_AT_ONCE);
  }
  for (let rows = store.dirtyHeld(ROLLUPS_AT_ONCE); rows.length > 0; ) {
    await targets.putHeld(rows);
    const flushed = rows;
    targets.transaction(() => store.markHeldFlushed(flushed));
    rows = store.dirtyHeld(ROLLUPS_AT_ONCE);
  }
}
