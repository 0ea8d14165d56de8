import type { ReportDimension } from '@roundgate/contract';

/** Which totals are asked for. */
export interface TotalsQuestion {
  readonly from: string;
  readonly to: string;
  readonly postedUntil: string | null;
  readonly groupBy: readonly ReportDimension[];
  readonly operatorId: string | null;
  /** The games that are asked for, or that may be seen; null for all. */
  readonly games: readonly string[] | null;
}

/** The most rows that one answer is made of. */
const MAX_ROWS = 40_000;

/** The order of the table: what is asked in this order, and without a gap, is added up without sorting it first. */
const ORDER = ['day', 'operator_id', 'game_id', 'build_hash', 'rtp_profile', 'currency', 'spin_type', 'kind'];
/** Builds have one profile each: it costs no line, and closes the gap. */
const WITH_BUILD = ['rtp_profile'];

/** Dimensions that are columns of the totals; a studio is told by its games, and spin type and kind are always needed. */
const COLUMNS: Readonly<Record<ReportDimension, string | null>> = {
  operator_id: 'operator_id',
  studio_id: 'game_id',
  game_id: 'game_id',
  build_hash: 'build_hash',
  rtp_profile: 'rtp_profile',
  currency: 'currency',
  spin_type: 'spin_type',
  day: 'day',
};

/** The statement that adds up totals over shards and posting days: exact, for sums of integers are. */
export function reportStatement(question: TotalsQuestion): { sql: string; values: string[]; limit: number } {
  const asked = question.groupBy.flatMap((name) => COLUMNS[name] ?? []);
  const needed = new Set([...asked, 'currency', 'spin_type', 'kind']);
  if (needed.has('build_hash')) for (const name of WITH_BUILD) needed.add(name);
  const columns = ORDER.filter((name) => needed.has(name)).join(', ');
  const values = [question.from, question.to];
  const where = ['day BETWEEN ? AND ?'];
  const add = (clause: string, ...more: readonly string[]): void => {
    where.push(clause);
    values.push(...more);
  };
  if (question.postedUntil !== null) add('posted <= ?', question.postedUntil);
  if (question.operatorId !== null) add('operator_id = ?', question.operatorId);
  if (question.games !== null)
    add('game_id IN (SELECT value FROM json_each(?))', JSON.stringify(question.games));
  const sums = 'CAST(sum(count) AS TEXT) AS count, CAST(sum(amount_minor) AS TEXT) AS amount_minor';
  const sql = `SELECT ${columns}, ${sums} FROM rollups WHERE ${where.join(' AND ')} GROUP BY ${columns} LIMIT ${MAX_ROWS + 1}`;
  return { sql, values, limit: MAX_ROWS };
}
