import type { ChainedEvent, StoredEvent } from '@roundgate/contract';

/** The most events that one export answers. */
const EXPORT_LIMIT = 1000;

/** The link of a stored event. */
const linkOf = ({ seq, prev_hash, hash, event }: StoredEvent): ChainedEvent => ({
  seq,
  prev_hash,
  hash,
  event,
});

/** A source's events after `after` without a gap, from batches in the store and lines that wait for theirs. */
export function joinTrail(
  source: string,
  after: number,
  stored: readonly StoredEvent[],
  waiting: readonly StoredEvent[],
): ChainedEvent[] {
  const known = new Map(
    [...stored, ...waiting].filter((line) => line.source === source).map((line) => [line.seq, line]),
  );
  const trail: ChainedEvent[] = [];
  while (trail.length < EXPORT_LIMIT) {
    const next = known.get(after + trail.length + 1);
    if (!next) return trail;
    trail.push(linkOf(next));
  }
  return trail;
}
