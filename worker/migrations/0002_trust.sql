-- Signed documents, every version of each; the status that the online key signs is kept apart, it changes by the minute.
CREATE TABLE trust_documents (
  name TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  digest TEXT NOT NULL,
  envelope TEXT NOT NULL,
  added_at_ms INTEGER NOT NULL,
  added_by TEXT NOT NULL,
  PRIMARY KEY (name, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE trust_status (
  version INTEGER PRIMARY KEY CHECK (version >= 1),
  issued_at_ms INTEGER NOT NULL,
  envelope TEXT NOT NULL
) STRICT;
