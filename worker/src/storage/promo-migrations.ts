/** A jackpot's tables (worker/docs/jackpots.md). The database itself refuses a pool that does not add up. */
export const JACKPOT_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE jackpot (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    jackpot_id TEXT NOT NULL,
    rules TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'disabled')),
    version INTEGER NOT NULL,
    told_version INTEGER NOT NULL,
    contributed_minor INTEGER NOT NULL CHECK (contributed_minor BETWEEN 0 AND 9007199254740991),
    seeds_minor INTEGER NOT NULL CHECK (seeds_minor BETWEEN 0 AND 9007199254740991),
    meter_minor INTEGER NOT NULL CHECK (meter_minor BETWEEN 0 AND 9007199254740991),
    reserve_minor INTEGER NOT NULL CHECK (reserve_minor BETWEEN 0 AND 9007199254740991),
    paid_minor INTEGER NOT NULL CHECK (paid_minor BETWEEN 0 AND 9007199254740991),
    run INTEGER NOT NULL CHECK (run > 0),
    CHECK (contributed_minor + seeds_minor = meter_minor + reserve_minor + paid_minor)
  ) STRICT;
  CREATE TABLE shard_totals (
    shard TEXT PRIMARY KEY,
    total_minor INTEGER NOT NULL CHECK (total_minor BETWEEN 0 AND 9007199254740991)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE claims (
    key TEXT PRIMARY KEY,
    answer TEXT NOT NULL CHECK (answer IN ('won', 'missed', 'refused')),
    amount_minor INTEGER NOT NULL,
    released INTEGER NOT NULL CHECK (released IN (0, 1))
  ) STRICT, WITHOUT ROWID;
  `,
];

/** A contribution shard's tables: what every player's object has told last, and the sums. */
export const JACKPOT_SHARD_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE totals (
    source TEXT NOT NULL,
    jackpot_id TEXT NOT NULL,
    total_minor INTEGER NOT NULL CHECK (total_minor BETWEEN 0 AND 9007199254740991),
    PRIMARY KEY (source, jackpot_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE sums (
    jackpot_id TEXT PRIMARY KEY,
    total_minor INTEGER NOT NULL CHECK (total_minor BETWEEN 0 AND 9007199254740991),
    told_minor INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
];

/** A game's board: its meters as they told of themselves last. */
export const JACKPOT_BOARD_MIGRATIONS: readonly string[] = [
  'CREATE TABLE meters (jackpot_id TEXT PRIMARY KEY, version INTEGER NOT NULL, view TEXT NOT NULL) STRICT, WITHOUT ROWID',
];

/** A tournament's tables (worker/docs/tournaments.md). */
export const TOURNAMENT_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE tournament (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    operator_id TEXT NOT NULL,
    tournament_id TEXT NOT NULL,
    rules TEXT NOT NULL,
    decided TEXT NOT NULL CHECK (decided IN ('open', 'final', 'cancelled')),
    closed_at_ms INTEGER,
    version INTEGER NOT NULL,
    told_version INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE entries (
    player_id TEXT PRIMARY KEY,
    alias TEXT NOT NULL,
    score INTEGER NOT NULL DEFAULT 0 CHECK (score BETWEEN 0 AND 9007199254740991),
    spins INTEGER NOT NULL DEFAULT 0,
    reached_at_ms INTEGER,
    suspicion INTEGER NOT NULL DEFAULT 0,
    signals TEXT NOT NULL DEFAULT '[]',
    closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
    chain TEXT,
    late_rounds INTEGER NOT NULL DEFAULT 0,
    rank INTEGER,
    status TEXT CHECK (status IN ('ranked', 'review', 'excluded')),
    prize_minor INTEGER CHECK (prize_minor BETWEEN 0 AND 9007199254740991),
    award TEXT NOT NULL DEFAULT 'none' CHECK (award IN ('none', 'withheld', 'owed', 'given')),
    decision TEXT CHECK (decision IN ('pay', 'exclude'))
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX entries_unclosed ON entries (player_id) WHERE closed = 0;
  CREATE INDEX entries_owed ON entries (player_id) WHERE award = 'owed';
  CREATE TABLE final (part INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
  `,
];

/** A table shard's: the last that each player told, and how much of it the table knows. */
export const TOURNAMENT_SHARD_MIGRATIONS: readonly string[] = [
  'CREATE TABLE scores (player_id TEXT PRIMARY KEY, spins INTEGER NOT NULL, told_spins INTEGER NOT NULL, score TEXT NOT NULL) STRICT, WITHOUT ROWID',
];

/** An operator's board: its tournaments as they told of themselves last. */
export const TOURNAMENT_BOARD_MIGRATIONS: readonly string[] = [
  'CREATE TABLE tournaments (tournament_id TEXT PRIMARY KEY, version INTEGER NOT NULL, starts_at TEXT NOT NULL, view TEXT NOT NULL) STRICT, WITHOUT ROWID',
];

/** A campaign's tables (worker/docs/campaigns.md). */
export const CAMPAIGN_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE campaign (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    operator_id TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    rules TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'stopped')),
    cancel_unplayed INTEGER NOT NULL CHECK (cancel_unplayed IN (0, 1)),
    made_at_ms INTEGER NOT NULL,
    stopped_at_ms INTEGER,
    version INTEGER NOT NULL,
    told_version INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE players (
    seq INTEGER PRIMARY KEY,
    player_id TEXT NOT NULL UNIQUE,
    arm TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'given', 'control', 'refused')),
    reason TEXT,
    due_at_ms INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    CHECK ((reason IS NULL) = (state <> 'refused')),
    CHECK (state <> 'waiting' OR due_at_ms IS NOT NULL)
  ) STRICT;
  CREATE INDEX players_due ON players (due_at_ms, seq) WHERE due_at_ms IS NOT NULL;
  `,
];

/** An operator's board: its campaigns as they told of themselves last. */
export const CAMPAIGN_BOARD_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE campaigns (
    campaign_id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    ends_at_ms INTEGER NOT NULL,
    rules TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
];
