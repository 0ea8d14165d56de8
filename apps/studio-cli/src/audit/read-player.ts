import { type ChainedEvent, OPERATIONS, type RoundSummary } from '@roundgate/contract';
import { type RoundFact, roundFactOf } from '@roundgate/contract/audit';
import type { EdgeClient } from '../edge/client.ts';

/** What the gateway itself holds of a player. */
export interface PlayerRecords {
  readonly rounds: readonly RoundFact[];
  readonly events: readonly ChainedEvent[];
  /** The end of the chain at the source; the stored events should reach it. */
  readonly headSeq: number;
}

const PAGE = 200;

const get = (path: string, label: string) => ({
  label,
  method: 'GET' as const,
  path,
  body: new Uint8Array(),
  contentType: 'application/json',
});

async function readRounds(client: EdgeClient, player: string): Promise<RoundFact[]> {
  const rounds: RoundFact[] = [];
  for (let before: string | null | undefined; before !== null; ) {
    const path = `/v1/players/${player}/rounds?limit=${PAGE}${before ? `&before=${before}` : ''}`;
    const { response } = OPERATIONS.listPlayerRounds;
    const page: { rounds: RoundSummary[]; next_before: string | null } = await client.call({
      ...get(path, `rounds of ${player}`),
      response,
    });
    rounds.push(...page.rounds.map(roundFactOf));
    before = page.next_before;
  }
  return rounds;
}

/** Reads a player's rows and audit trail, page by page; with `pull` the store is completed first. Throws a `Failure`. */
export async function readPlayer(client: EdgeClient, player: string, pull: boolean): Promise<PlayerRecords> {
  const rounds = await readRounds(client, player);
  const events: ChainedEvent[] = [];
  const { response } = OPERATIONS.exportPlayerEvents;
  for (;;) {
    const path = `/v1/players/${player}/events?after=${events.at(-1)?.seq ?? 0}${pull ? '&pull=missing' : ''}`;
    const page = await client.call({ ...get(path, `events of ${player}`), response });
    events.push(...page.events);
    const headSeq = page.chain_head.seq;
    if (page.events.length === 0 || (events.at(-1)?.seq ?? 0) >= headSeq) return { rounds, events, headSeq };
  }
}
