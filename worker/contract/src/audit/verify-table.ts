import { playerSource } from '../archive.ts';
import { FINAL_TABLE_PAYLOAD_TYPE, FinalTable, type TournamentRow } from '../tournaments.ts';
import { readBatch } from './batch.ts';
import { NO_SCORE, scoreSpin, type TournamentScore } from './tournament-score.ts';
import { type Archive, type ArchiveFault, believe } from './verify-archive.ts';

/** What was read of a table, and what of it is not what the archive comes to. */
export interface TableReport {
  readonly tournament: string;
  readonly entries: number;
  readonly spins: number;
  readonly faults: readonly ArchiveFault[];
}

type Row = Omit<TournamentRow, 'award'>;
/** What the archive says of one entry. */
interface Counted {
  readonly score: TournamentScore;
  readonly head: string | undefined;
}

/** Counts the spins of every entry again, up to the link of its chain that the table names. */
function countAgain(archive: Archive, { operator_id, tournament_id, rules, rows }: FinalTable) {
  const ends = new Map(
    rows.map(({ player_id, chain }) => [playerSource(operator_id, player_id), chain?.seq ?? 0]),
  );
  const counted = new Map<string, Counted>();
  for (const key of [...archive.keys].filter((name) => name.startsWith('batches/')).sort()) {
    const batch = readBatch(archive.read(key));
    if (typeof batch === 'string') continue;
    for (const { source, seq, hash, event } of batch.events) {
      const end = ends.get(source);
      if (end === undefined || seq > end) continue;
      const before = counted.get(source) ?? { score: NO_SCORE, head: undefined };
      const counts = event.type === 'spin_finished' && event.tournament_ids?.includes(tournament_id);
      const score = counts ? scoreSpin(before.score, rules.metric, event) : before.score;
      counted.set(source, { score, head: seq === end ? hash : before.head });
    }
  }
  return counted;
}

const timeOf = (text: string | null): number => (text === null ? Number.POSITIVE_INFINITY : Date.parse(text));

/** True when the first of two neighbours may stand before the second. */
const isAhead = (first: Row, second: Row): boolean =>
  first.score > second.score ||
  (first.score === second.score && timeOf(first.reached_at) <= timeOf(second.reached_at));

function checkRow(row: Row, found: Counted | undefined): string[] {
  const { score, spins, reachedAtMs } = found?.score ?? NO_SCORE;
  const reachedAt = reachedAtMs ?? Number.POSITIVE_INFINITY;
  return [
    ...(score === row.score && spins === row.spins && reachedAt === timeOf(row.reached_at)
      ? []
      : [`says ${row.score} of ${row.spins} spins, the archive comes to ${score} of ${spins}`]),
    ...((row.chain?.seq ?? 0) === 0 || found?.head === row.chain?.hash
      ? []
      : ['names a link of the chain that the archive does not have']),
  ];
}

function checkPlaces(rows: readonly Row[]): ArchiveFault[] {
  const ranked = rows.filter(({ rank }) => rank !== null);
  return ranked.flatMap((row, index) => {
    const next = ranked[index + 1];
    const isRight = row.rank === index + 1 && (!next || isAhead(row, next));
    return isRight ? [] : [{ where: row.player_id, what: `does not belong in place ${row.rank}` }];
  });
}

/**
 * Holds a signed final table against a copy of the write-once store (spec F2, E4): the signature, every score made again
 * from the spins that name the tournament, the links that they were counted to, and the order of the places. The copy
 * itself is `verifyArchive`'s to judge.
 */
export async function verifyTable(archive: Archive, envelope: unknown): Promise<TableReport> {
  const text = await believe(FINAL_TABLE_PAYLOAD_TYPE, envelope, archive.trusted);
  const table = text === undefined ? undefined : FinalTable.safeParse(JSON.parse(text)).data;
  const unread = { tournament: '', entries: 0, spins: 0 };
  if (!table) return { ...unread, faults: [{ where: 'table', what: 'is not signed by a trusted key' }] };
  const counted = countAgain(archive, table);
  const faults = table.rows.flatMap((row) =>
    checkRow(row, counted.get(playerSource(table.operator_id, row.player_id))).map((what) => ({
      where: row.player_id,
      what,
    })),
  );
  return {
    tournament: table.tournament_id,
    entries: table.rows.length,
    spins: table.rows.reduce((sum, { spins }) => sum + spins, 0),
    faults: [...faults, ...checkPlaces(table.rows)],
  };
}
