import {
  type BotSignal,
  type EntryStatus,
  type FinalTable,
  type TournamentRow,
  type TournamentRules,
  toTimestamp,
} from '@roundgate/contract';
import { type Contender, type Placed, placesOf, prizeOf, statusOf } from './places.ts';
import type { ClosedEntry } from './port.ts';

/** A prize's way: none; it waits for a person; it is to be handed over; the player's own object has it, and pays it. */
export type AwardState = TournamentRow['award'];

/** An entry as the table keeps it. `rank`, `status` and `prizeMinor` are null until they are decided. */
export interface TableEntry extends Contender {
  readonly alias: string;
  readonly spins: number;
  readonly signals: readonly BotSignal[];
  readonly isClosed: boolean;
  readonly chain: ClosedEntry['chain'] | null;
  readonly lateRounds: number;
  readonly rank: number | null;
  readonly status: EntryStatus | null;
  readonly prizeMinor: number | null;
  readonly award: AwardState;
}

const awardOf = (prizeMinor: number, status: EntryStatus): AwardState => {
  if (prizeMinor === 0 || status === 'excluded') return 'none';
  return status === 'review' ? 'withheld' : 'owed';
};

/** Everybody as the close leaves them: places, prizes, and what waits for a person (spec F2). A mission's prize that was decided stays. */
export function settledAtClose(entries: readonly TableEntry[], rules: TournamentRules): TableEntry[] {
  return placesOf(entries, rules.anti_bot).map((entry) => {
    const prizeMinor = entry.prizeMinor ?? prizeOf(rules.prize, entry);
    const award = entry.award === 'none' ? awardOf(prizeMinor, entry.status) : entry.award;
    return { ...entry, prizeMinor, award };
  });
}

/** An entry that has just reached the target of its mission; undefined when it has not, or had before. */
export function reached(entry: TableEntry, { prize, anti_bot }: TournamentRules): TableEntry | undefined {
  if (prize.kind !== 'target' || entry.award !== 'none') return undefined;
  const status = statusOf(entry, anti_bot);
  const prizeMinor = prizeOf(prize, { ...entry, status, rank: null });
  return prizeMinor === 0 ? undefined : { ...entry, prizeMinor, award: awardOf(prizeMinor, status) };
}

/** An entry after a person has decided about its prize; undefined when nothing is withheld. */
export function decidedEntry(entry: TableEntry, decision: 'pay' | 'exclude'): TableEntry | undefined {
  if (entry.award !== 'withheld') return undefined;
  const award = decision === 'pay' ? ('owed' as const) : ('none' as const);
  const status = decision === 'pay' ? ('ranked' as const) : ('excluded' as const);
  const prizeMinor = decision === 'pay' ? entry.prizeMinor : 0;
  return { ...entry, decision, award, prizeMinor, status: entry.status === null ? null : status };
}

/** A row of the operator's table; before the close with the place that the entry has now. */
export function rowOf(entry: TableEntry & Pick<Placed<Contender>, 'rank' | 'status'>): TournamentRow {
  return {
    rank: entry.rank,
    alias: entry.alias,
    score: entry.score,
    player_id: entry.playerId,
    spins: entry.spins,
    reached_at: entry.reachedAtMs === null ? null : toTimestamp(entry.reachedAtMs),
    status: entry.status,
    suspicion: entry.suspicion,
    signals: [...entry.signals],
    prize_minor: entry.prizeMinor ?? 0,
    award: entry.award,
    late_rounds: entry.lateRounds,
    chain: entry.chain,
  };
}

/** Everybody in the order of the table: as it was closed, or as it stands now. */
export function tableOf(
  entries: readonly TableEntry[],
  rules: TournamentRules,
  isFinal: boolean,
): (TableEntry & Pick<Placed<Contender>, 'rank' | 'status'>)[] {
  if (!isFinal) return placesOf(entries, rules.anti_bot);
  const place = ({ rank }: TableEntry) => rank ?? Number.POSITIVE_INFINITY;
  const status = (entry: TableEntry) => entry.status ?? statusOf(entry, rules.anti_bot);
  return entries
    .map((entry) => ({ ...entry, status: status(entry) }))
    .sort((left, right) => (place(left) < place(right) ? -1 : Number(place(left) > place(right))));
}

/** What is signed at the close. */
export const finalTableOf = (
  named: { readonly operatorId: string; readonly tournamentId: string; readonly rules: TournamentRules },
  settled: readonly TableEntry[],
  closedAtMs: number,
): FinalTable => ({
  format: 'roundgate.tournament-table/1',
  operator_id: named.operatorId,
  tournament_id: named.tournamentId,
  rules: named.rules,
  closed_at: toTimestamp(closedAtMs),
  rows: tableOf(settled, named.rules, true).map((entry) => {
    const { award: _award, ...row } = rowOf(entry);
    return row;
  }),
});
