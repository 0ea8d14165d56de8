import { type StoredEvent, toTimestamp } from '@roundgate/contract';
import { findBreak, newEvents, type Sha256 } from '@roundgate/contract/audit';
import type { LedgerStore, SourceEvent } from './ledger-store.ts';

/** What taking a range needs: the shard, the sources, the time. */
export interface TakeTools {
  readonly store: LedgerStore;
  /** The next events after `seq` from the source itself. */
  readonly pull: (source: string, seq: number) => Promise<readonly SourceEvent[]>;
  readonly sha256: Sha256;
  readonly now: () => number;
}

/** Thrown when a range does not go on from what is known: it was changed on its way, or its source was. */
export class ChainBrokenError extends Error {
  readonly code = 'CHAIN_BROKEN';
}
/** Thrown when events are missing that the source has not got either. */
export class GapError extends Error {
  readonly code = 'GAP_NOT_FILLED';
}

/**
 * Applies a contiguous range of a source's chain exactly once, whatever came before it: what is known is skipped, what is
 * missing is pulled from the source first (attack rule 12). Returns how many events were new.
 */
export async function takeRange(
  tools: TakeTools,
  source: string,
  events: readonly SourceEvent[],
): Promise<number> {
  const { store, pull } = tools;
  let taken = 0;
  for (;;) {
    const { seq } = store.watermark(source);
    const found = newEvents(seq, events);
    if (found.kind === 'apply') return taken + applyNew(tools, source, events);
    const pulled = await pull(source, seq);
    // Others may have brought them while we asked: the watermark is read again in the turn that applies.
    const got =
      newEvents(store.watermark(source).seq, pulled).kind === 'apply' && applyNew(tools, source, pulled);
    if (!got && store.watermark(source).seq === seq)
      throw new GapError(`${source}: nothing follows event ${seq}`);
    store.count('gaps_pulled', 1);
    taken += Number(got);
  }
}

/** Pulls all that a source has and the shard has not. Returns how many events were new. */
export async function catchUp(tools: TakeTools, source: string): Promise<number> {
  for (let taken = 0; ; ) {
    const pulled = await tools.pull(source, tools.store.watermark(source).seq);
    if (pulled.length === 0) return taken;
    taken += await takeRange(tools, source, pulled);
  }
}

/** One turn: nothing may come between the watermark and what follows it. */
function applyNew({ store, sha256, now }: TakeTools, source: string, events: readonly SourceEvent[]): number {
  const head = store.watermark(source);
  const found = newEvents(head.seq, events);
  if (found.kind === 'gap') return 0;
  const fresh = found.events as readonly SourceEvent[];
  if (fresh.length < events.length) store.count('duplicates_skipped', events.length - fresh.length);
  if (fresh.length === 0) return 0;
  const broken = findBreak(sha256, head, fresh);
  if (broken) throw new ChainBrokenError(`${source}: ${broken}`);
  const nowMs = now();
  const at = toTimestamp(nowMs);
  store.noteAges(
    at.slice(0, 13),
    fresh.map(({ event }) => Math.max(0, nowMs - Date.parse(event.ts))),
  );
  store.apply(
    source,
    fresh.map((link): StoredEvent => ({ source, at, ...link })),
  );
  return fresh.length;
}
