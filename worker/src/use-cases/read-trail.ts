import type { ChainedEvent, EventRange } from '@roundgate/contract';

/** The most events that one export answers. */
const EXPORT_LIMIT = 1000;

/** What reading a trail needs: the store, the source, and whose trail it is. */
export interface TrailTools {
  readonly operatorId: string;
  readonly playerId: string;
  readonly stored: (after: number) => Promise<ChainedEvent[]>;
  /** The next events after `seq` from the player's own chain. */
  readonly fromSource: (seq: number) => Promise<readonly ChainedEvent[]>;
  readonly store: (range: EventRange) => Promise<void>;
}

/**
 * A player's events after `after`, without a gap up to `headSeq`: what the bus lost on its way is pulled from the source
 * and stored, as a sink does that finds a gap (attack rule 12).
 */
export async function readWholeTrail(
  tools: TrailTools,
  after: number,
  headSeq: number,
): Promise<ChainedEvent[]> {
  const known = new Map((await tools.stored(after)).map((link) => [link.seq, link]));
  const trail: ChainedEvent[] = [];
  while (after + trail.length < headSeq && trail.length < EXPORT_LIMIT) {
    const seq = after + trail.length;
    const next = known.get(seq + 1);
    if (next) trail.push(next);
    else if (!(await pull(tools, seq, known))) break;
  }
  return trail;
}

/** Fetches what follows `seq` from the source, up to what the store has; false when the source has nothing either. */
async function pull(tools: TrailTools, seq: number, known: Map<number, ChainedEvent>): Promise<boolean> {
  const pulled = (await tools.fromSource(seq)).filter((link) => !known.has(link.seq));
  const [first, last] = [pulled[0], pulled.at(-1)];
  if (!first || !last || first.seq !== seq + 1) return false;
  const end = pulled.findIndex((link, index) => link.seq !== first.seq + index);
  const events = end < 0 ? pulled : pulled.slice(0, end);
  const { operatorId, playerId } = tools;
  const to = first.seq + events.length - 1;
  await tools.store({ operator_id: operatorId, player_id: playerId, from: first.seq, to, events });
  for (const link of events) known.set(link.seq, link);
  return true;
}
