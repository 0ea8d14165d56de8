/** Rounds that a wallet with `finish` has closed: nothing moves in them any more. A migration step of the account. */
export const FINISHED_ROUNDS = `
  CREATE TABLE finished_rounds (
    round_id TEXT PRIMARY KEY,
    transaction_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** Transaction id of the call that closed a round; undefined while it is open. */
export const finishedBy = (sql: SqlStorage, roundId: string): string | undefined =>
  sql
    .exec<{ id: string }>('SELECT transaction_id AS id FROM finished_rounds WHERE round_id = ?', roundId)
    .toArray()[0]?.id;

export function finishRound(sql: SqlStorage, roundId: string, transactionId: string, nowMs: number): void {
  const insert = 'INSERT INTO finished_rounds (round_id, transaction_id, at_ms) VALUES (?, ?, ?)';
  sql.exec(insert, roundId, transactionId, nowMs);
}
