import { type BusEvent, CHAIN_START, type ChainedEvent, canonicalJson } from '../bus-events.ts';

/** SHA-256 of a text in lowercase hex; handed in, so that rules stay free of any platform. */
export type Sha256 = (text: string) => string;

/** Where a player's chain ends: the number and hash of its last event. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** The head of a chain without events. */
export const EMPTY_CHAIN: ChainHead = { seq: 0, hash: CHAIN_START };

/** The next link: `hash = sha256(prev_hash ‖ canonical JSON of the event)` (spec E4). */
export function linkEvent(sha256: Sha256, head: ChainHead, event: BusEvent): ChainedEvent {
  const hash = sha256(head.hash + canonicalJson(event));
  return { seq: head.seq + 1, prev_hash: head.hash, hash, event };
}

/** The first thing wrong with a run of a chain that should go on from `head`, or undefined when it is whole. */
export function findBreak(
  sha256: Sha256,
  head: ChainHead,
  events: readonly ChainedEvent[],
): string | undefined {
  let last = head;
  for (const link of events) {
    if (link.seq !== last.seq + 1) return `event ${last.seq + 1} is missing, ${link.seq} came`;
    if (link.prev_hash !== last.hash) return `event ${link.seq} does not follow event ${last.seq}`;
    if (sha256(link.prev_hash + canonicalJson(link.event)) !== link.hash)
      return `event ${link.seq} was changed`;
    last = link;
  }
  return undefined;
}

/**
 * What a sink does with a range that may have come before, in part or whole: the events after its watermark, or a gap
 * that must be pulled from the source first (attack rule 12).
 */
export function newEvents(
  lastSeq: number,
  events: readonly ChainedEvent[],
): { readonly kind: 'apply'; readonly events: readonly ChainedEvent[] } | { readonly kind: 'gap' } {
  const fresh = events.filter((event) => event.seq > lastSeq);
  const first = fresh[0];
  return first && first.seq !== lastSeq + 1 ? { kind: 'gap' } : { kind: 'apply', events: fresh };
}
