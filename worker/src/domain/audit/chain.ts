import { type BusEvent, CHAIN_START, type ChainedEvent, canonicalJson } from '@roundgate/contract';
import type { Sha256 } from '../rounds/keys.ts';

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
