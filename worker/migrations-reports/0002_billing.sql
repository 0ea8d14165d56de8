-- What operators owe studios, as data: versions of contracts, append-only.
CREATE TABLE contracts (
  contract_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  operator_id TEXT NOT NULL,
  studio_id TEXT NOT NULL,
  body TEXT NOT NULL,
  entered_at TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  PRIMARY KEY (contract_id, version)
) STRICT, WITHOUT ROWID;

-- Rates of exchange, append-only: one for each pair and day.
CREATE TABLE fx_rates (
  base TEXT NOT NULL,
  quote TEXT NOT NULL,
  day TEXT NOT NULL,
  rate TEXT NOT NULL,
  source TEXT NOT NULL,
  entered_on TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  PRIMARY KEY (base, quote, day)
) STRICT, WITHOUT ROWID;
