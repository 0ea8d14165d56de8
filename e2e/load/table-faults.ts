import type { FinalTable, StoredEvent, TournamentRow } from '@roundgate/contract';
import { NO_SCORE, scoreSpin } from '@roundgate/contract/audit';

/** A closed tournament: what was signed, what the operator reads, and how many had joined. */
export interface ClosedTable {
  readonly signed: FinalTable;
  readonly rows: readonly Pick<TournamentRow, 'prize_minor'>[];
  readonly joined: number;
}

/** What of a closed tournament is not what the chains come to, a sentence each. Pure: the promo only reads. */
export function tableFaults({ signed, rows, joined }: ClosedTable, events: readonly StoredEvent[]): string[] {
  const { tournament_id: id, rules } = signed;
  const byPlayer = Map.groupBy(events, ({ event }) => event.player_id);
  const scores = signed.rows.flatMap(({ player_id, score, chain }) => {
    const own = (byPlayer.get(player_id) ?? []).filter(({ seq }) => seq <= (chain?.seq ?? 0));
    const spins = own.flatMap(({ event }) =>
      event.type === 'spin_finished' && event.tournament_ids?.includes(id) ? [event] : [],
    );
    const counted = spins.reduce((before, spin) => scoreSpin(before, rules.metric, spin), NO_SCORE);
    return counted.score === score
      ? []
      : [`${id}: ${player_id} has ${score}, its chain comes to ${counted.score}`];
  });
  const owedMinor = rows.reduce((sum, { prize_minor }) => sum + prize_minor, 0);
  const paidMinor = events.reduce(
    (sum, { event }) =>
      sum + (event.type === 'bonus_award' && event.tournament_id === id ? event.amount.amount_minor : 0),
    0,
  );
  return [
    ...(signed.rows.length === joined ? [] : [`${id}: ${signed.rows.length} of ${joined} entries`]),
    ...scores,
    ...(owedMinor === paidMinor
      ? []
      : [`${id}: the table owes ${owedMinor}, the chains tell of ${paidMinor}`]),
  ];
}
