-- Totals as the ledger shards hold them: absolute and versioned, so that a flush may come twice or late.
CREATE TABLE rollups (
  shard TEXT NOT NULL,
  day TEXT NOT NULL,
  posted TEXT NOT NULL,
  operator_id TEXT NOT NULL,
  game_id TEXT NOT NULL,
  build_hash TEXT NOT NULL,
  rtp_profile TEXT NOT NULL,
  currency TEXT NOT NULL,
  spin_type TEXT NOT NULL,
  kind TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count BETWEEN 0 AND 9007199254740991),
  amount_minor INTEGER NOT NULL CHECK (amount_minor BETWEEN 0 AND 9007199254740991),
  version INTEGER NOT NULL,
  PRIMARY KEY (day, operator_id, game_id, build_hash, rtp_profile, currency, spin_type, kind, posted, shard)
) STRICT, WITHOUT ROWID;

-- Rounds that are not over, as each player's object told of them last.
CREATE TABLE held (
  source TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  rounds TEXT NOT NULL
) STRICT, WITHOUT ROWID;
