import { FINISHED_ROUNDS } from '../dialects/finished-rounds.ts';

/**
 * An account's tables. Amounts are integers that a double holds exactly; the database itself refuses a negative balance,
 * a second row for one transaction id, and any change to a row that was written.
 */
export const ACCOUNT_TABLES: readonly string[] = [
  `
  CREATE TABLE ledger (
    seq INTEGER PRIMARY KEY,
    transaction_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('debit', 'credit', 'rollback', 'fund')),
    amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN -9007199254740991 AND 9007199254740991),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    balance_after_minor INTEGER NOT NULL CHECK (balance_after_minor BETWEEN 0 AND 9007199254740991),
    round_id TEXT,
    reference TEXT NOT NULL,
    content TEXT NOT NULL,
    at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX ledger_once ON ledger (transaction_id) WHERE kind <> 'rollback';
  CREATE UNIQUE INDEX ledger_undone_once ON ledger (transaction_id) WHERE kind = 'rollback';
  CREATE INDEX ledger_by_currency ON ledger (currency, seq);
  CREATE INDEX ledger_by_round ON ledger (round_id) WHERE round_id IS NOT NULL;
  CREATE TRIGGER ledger_keeps_rows BEFORE DELETE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
  CREATE TRIGGER ledger_keeps_values BEFORE UPDATE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
  CREATE TABLE tombstones (
    transaction_id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE nonces (
    nonce TEXT PRIMARY KEY,
    expires_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE profile (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    data TEXT NOT NULL
  ) STRICT;
`,
  FINISHED_ROUNDS,
];
