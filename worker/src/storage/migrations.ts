/** Runs the migrations that this object has not seen, in order; append only, never edit one that has shipped. */
export function migrate(storage: DurableObjectStorage, migrations: readonly string[]): void {
  storage.transactionSync(() => {
    const { sql } = storage;
    sql.exec('CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY) STRICT');
    const done = sql.exec<{ count: number }>('SELECT count(*) AS count FROM migrations').one().count;
    for (const [index, statements] of migrations.entries()) {
      if (index < done) continue;
      sql.exec(statements);
      sql.exec('INSERT INTO migrations (number) VALUES (?)', index + 1);
    }
  });
}

/** The player object's tables (worker/docs/storage.md). Amounts and times are integers that a double holds exactly. */
export const PLAYER_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE player (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    operator_id TEXT NOT NULL,
    player_id TEXT NOT NULL,
    rg_flags TEXT NOT NULL,
    published_seq INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE sessions (
    session_id TEXT PRIMARY KEY,
    opened_at_ms INTEGER NOT NULL,
    launched_at_ms INTEGER,
    ended_at_ms INTEGER,
    data TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE rounds (
    seq INTEGER PRIMARY KEY,
    round_id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    stake_minor INTEGER NOT NULL CHECK (stake_minor BETWEEN 1 AND 9007199254740991),
    win_minor INTEGER CHECK (win_minor BETWEEN 0 AND 9007199254740991),
    closed_at_ms INTEGER,
    data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX rounds_open ON rounds (seq) WHERE closed_at_ms IS NULL;
  CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    event TEXT NOT NULL
  ) STRICT;
  `,
  // Rounds from before there were modes ran outcome first, and never lean.
  `
  UPDATE rounds SET data = json_set(data,
    '$.mode', json('{"order":"outcome_first","lean":false,"combined":false,"zeroWinClose":false}'),
    '$.drawVoided', json('false'), '$.rolledBack', json('false'));
  `,
  // Sessions that play from a balance of their own (worker/docs/transfer-wallet.md); rounds from before have none.
  `
  UPDATE rounds SET data = json_set(data, '$.mode.purseSessionId', json('null'));
  CREATE TABLE transfers (
    key TEXT PRIMARY KEY,
    session_id TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 9007199254740991),
    closed_at_ms INTEGER,
    money_here INTEGER NOT NULL DEFAULT 0,
    data TEXT NOT NULL,
    UNIQUE (session_id, direction)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX transfers_open ON transfers (key) WHERE closed_at_ms IS NULL;
  CREATE INDEX transfers_holding ON transfers (session_id) WHERE money_here = 1;
  CREATE TABLE ledger (
    session_id TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    kind TEXT NOT NULL CHECK (kind IN ('transfer_in', 'debit', 'credit', 'transfer_out')),
    transaction_id TEXT NOT NULL UNIQUE,
    round_id TEXT,
    amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN -9007199254740991 AND 9007199254740991),
    balance_after_minor INTEGER NOT NULL CHECK (balance_after_minor BETWEEN 0 AND 9007199254740991),
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (session_id, seq),
    CHECK ((kind IN ('debit', 'transfer_out')) = (amount_minor < 0) AND amount_minor <> 0)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER ledger_keeps_rows BEFORE DELETE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
  CREATE TRIGGER ledger_keeps_values BEFORE UPDATE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
  `,
  // Responsible gaming (worker/docs/responsible-gaming.md). Sessions from before a market's rules were kept with them
  // cannot be held to any, so they end; the rounds of a session come after `rounds_before`.
  `
  ALTER TABLE sessions ADD COLUMN ended_reason TEXT;
  ALTER TABLE sessions ADD COLUMN loader TEXT;
  ALTER TABLE sessions ADD COLUMN rounds_before INTEGER NOT NULL DEFAULT 0;
  UPDATE sessions SET ended_at_ms = unixepoch() * 1000, ended_reason = 'rules_unknown'
    WHERE ended_at_ms IS NULL AND json_extract(data, '$.market.rules') IS NULL;
  CREATE INDEX sessions_running ON sessions (session_id) WHERE launched_at_ms IS NOT NULL AND ended_at_ms IS NULL;
  CREATE TABLE session_rg (session_id TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE player_rg (one INTEGER PRIMARY KEY CHECK (one = 1), data TEXT NOT NULL) STRICT;
  `,
  // What the ledger was told of interrupted rounds (worker/docs/reports.md).
  `
  CREATE TABLE held_told (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL,
    told TEXT NOT NULL,
    sent INTEGER NOT NULL CHECK (sent IN (0, 1))
  ) STRICT;
  INSERT INTO held_told (one, version, told, sent) VALUES (1, 0, '[]', 1);
  `,
  // Free spins (worker/docs/free-spins.md): what is used of a grant is counted from its rounds; rounds from before have none.
  `
  ALTER TABLE rounds ADD COLUMN grant_id TEXT;
  UPDATE rounds SET data = json_set(data, '$.mode.grantId', json('null'));
  CREATE INDEX rounds_granted ON rounds (grant_id) WHERE grant_id IS NOT NULL;
  CREATE TABLE grants (
    seq INTEGER PRIMARY KEY,
    grant_id TEXT NOT NULL UNIQUE,
    ended TEXT,
    data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX grants_running ON grants (seq) WHERE ended IS NULL;
  `,
  // What the player's settled rounds have put into each pool, and how much of it the pool's shard knows (worker/docs/jackpots.md).
  `
  CREATE TABLE jackpot_totals (
    jackpot_id TEXT PRIMARY KEY,
    total_minor INTEGER NOT NULL CHECK (total_minor BETWEEN 0 AND 9007199254740991),
    told_minor INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  // Places in tournaments, and prizes on their way to the wallet (worker/docs/tournaments.md).
  `
  CREATE TABLE entries (
    tournament_id TEXT PRIMARY KEY,
    closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
    told_spins INTEGER NOT NULL,
    data TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX entries_open ON entries (tournament_id) WHERE closed = 0;
  CREATE TABLE awards (
    key TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 1 AND 9007199254740991),
    closed_at_ms INTEGER,
    data TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX awards_open ON awards (key) WHERE closed_at_ms IS NULL;
  `,
  // The player's places in campaigns (worker/docs/campaigns.md).
  `
  CREATE TABLE campaigns (
    seq INTEGER PRIMARY KEY,
    campaign_id TEXT NOT NULL UNIQUE,
    unexposed INTEGER NOT NULL CHECK (unexposed IN (0, 1)),
    data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX campaigns_unexposed ON campaigns (seq) WHERE unexposed = 1;
  `,
];

/** The partner object's tables: nonces already used, and studio events on their way to the bus. */
export const PARTNER_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE nonces (nonce TEXT PRIMARY KEY, expires_at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX nonces_by_expiry ON nonces (expires_at_ms);
  CREATE TABLE studio_events (
    seq INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL,
    event TEXT,
    received_at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX studio_events_waiting ON studio_events (seq) WHERE event IS NOT NULL;
  `,
  // A studio's events are a chain as a player's are. Content stays until it is old, so that a sink can pull what it lost;
  // what came before this has left already.
  `
  ALTER TABLE studio_events ADD COLUMN chain_seq INTEGER;
  ALTER TABLE studio_events ADD COLUMN prev_hash TEXT;
  ALTER TABLE studio_events ADD COLUMN link_hash TEXT;
  CREATE UNIQUE INDEX studio_events_chain ON studio_events (chain_seq) WHERE chain_seq IS NOT NULL;
  CREATE INDEX studio_events_by_arrival ON studio_events (received_at_ms) WHERE event IS NOT NULL;
  CREATE TABLE published (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL) STRICT;
  INSERT INTO published (one, seq) VALUES (1, 0);
  DROP INDEX studio_events_waiting;
  `,
];

/** A ledger shard's tables (worker/docs/events.md). */
export const SHARD_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE watermarks (source TEXT PRIMARY KEY, seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE outbox (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL,
    seq INTEGER NOT NULL,
    happened_at TEXT NOT NULL,
    line TEXT NOT NULL
  ) STRICT;
  CREATE TABLE batches (
    number INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    prev TEXT NOT NULL,
    key TEXT NOT NULL,
    from_row INTEGER NOT NULL,
    to_row INTEGER NOT NULL,
    events INTEGER NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    written INTEGER NOT NULL CHECK (written IN (0, 1))
  ) STRICT;
  CREATE INDEX batches_unwritten ON batches (number) WHERE written = 0;
  CREATE TABLE places (
    source TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    PRIMARY KEY (source, to_seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE rollups (
    day TEXT NOT NULL, posted TEXT NOT NULL, operator_id TEXT NOT NULL, game_id TEXT NOT NULL,
    build_hash TEXT NOT NULL, rtp_profile TEXT NOT NULL, currency TEXT NOT NULL, spin_type TEXT NOT NULL,
    kind TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count BETWEEN 0 AND 9007199254740991),
    amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 9007199254740991),
    version INTEGER NOT NULL,
    dirty INTEGER NOT NULL CHECK (dirty IN (0, 1)),
    PRIMARY KEY (day, posted, operator_id, game_id, build_hash, rtp_profile, currency, spin_type, kind)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX rollups_dirty ON rollups (dirty) WHERE dirty = 1;
  CREATE TABLE held (
    source TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    rounds TEXT NOT NULL,
    dirty INTEGER NOT NULL CHECK (dirty IN (0, 1))
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE ages (
    hour TEXT NOT NULL,
    bucket INTEGER NOT NULL,
    count INTEGER NOT NULL,
    max_ms INTEGER NOT NULL,
    PRIMARY KEY (hour, bucket)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  `,
  // What each player counts in campaigns (worker/docs/campaigns.md).
  `
  CREATE TABLE campaign_tallies (
    operator_id TEXT NOT NULL, campaign_id TEXT NOT NULL, source TEXT NOT NULL, arm TEXT NOT NULL,
    game_id TEXT NOT NULL, currency TEXT NOT NULL, counts TEXT NOT NULL, ends_at TEXT NOT NULL, grant_id TEXT,
    given INTEGER NOT NULL CHECK (given IN (0, 1)),
    exposed INTEGER NOT NULL CHECK (exposed IN (0, 1)),
    spins INTEGER NOT NULL CHECK (spins BETWEEN 0 AND 9007199254740991),
    turnover_minor INTEGER NOT NULL CHECK (turnover_minor BETWEEN 0 AND 9007199254740991),
    win_minor INTEGER NOT NULL CHECK (win_minor BETWEEN 0 AND 9007199254740991),
    packet_spins INTEGER NOT NULL CHECK (packet_spins BETWEEN 0 AND 9007199254740991),
    bonus_minor INTEGER NOT NULL CHECK (bonus_minor BETWEEN 0 AND 9007199254740991),
    PRIMARY KEY (operator_id, campaign_id, source)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX campaign_tallies_by_source ON campaign_tallies (source);
  `,
];
