-- The register (spec M1, M4): what is certified, what is live, what is revoked, and who did it when and why.

-- Certificates get a standing. Those entered by one person before stand as proposed: the second person is still missing.
CREATE TABLE certificates_2 (
  certificate_id TEXT NOT NULL PRIMARY KEY,
  game_id TEXT NOT NULL,
  country TEXT NOT NULL,
  rtp_profile TEXT NOT NULL,
  build_hash TEXT NOT NULL,
  lab TEXT NOT NULL,
  number TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('proposed', 'approved', 'withdrawn')),
  proposed_by TEXT NOT NULL,
  proposed_at TEXT NOT NULL,
  approved_by TEXT,
  approved_at TEXT,
  inherited_from TEXT,
  inherited_build TEXT,
  CHECK (status <> 'approved' OR approved_by <> proposed_by)
) STRICT, WITHOUT ROWID;

INSERT INTO certificates_2 (certificate_id, game_id, country, rtp_profile, build_hash, lab, number, valid_from, valid_to, status, proposed_by, proposed_at)
  SELECT 'cert-' || lower(hex(randomblob(12))), game_id, country, rtp_profile, build_hash, lab, number, valid_from, valid_to,
    'proposed', 'before-the-register', strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  FROM certificates;

DROP TABLE certificates;

ALTER TABLE certificates_2 RENAME TO certificates;

-- One standing row per certificate; a withdrawn one may be entered again.
CREATE UNIQUE INDEX certificates_standing ON certificates (game_id, country, rtp_profile, build_hash, number)
  WHERE status <> 'withdrawn';

CREATE INDEX certificates_by_build ON certificates (build_hash);

CREATE INDEX certificates_inherited ON certificates (inherited_from) WHERE inherited_from IS NOT NULL;

-- Every published build, with what the hotfix rule compares.
CREATE TABLE builds (
  build_hash TEXT NOT NULL PRIMARY KEY,
  studio_id TEXT NOT NULL,
  game_id TEXT NOT NULL,
  rtp_profile TEXT NOT NULL,
  version TEXT NOT NULL,
  seq INTEGER NOT NULL,
  model_hash TEXT NOT NULL,
  mechanics_version TEXT NOT NULL,
  keyid TEXT NOT NULL,
  published_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX builds_by_game ON builds (game_id, rtp_profile, seq);

CREATE INDEX builds_by_key ON builds (keyid);

-- What new sessions get. Append-only: the newest version of a game and profile is the one that holds.
CREATE TABLE releases (
  game_id TEXT NOT NULL,
  rtp_profile TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  stable TEXT,
  canary TEXT,
  canary_share_bp INTEGER CHECK (canary_share_bp BETWEEN 100 AND 5000),
  canary_since TEXT,
  at TEXT NOT NULL,
  PRIMARY KEY (game_id, rtp_profile, version),
  CHECK ((canary IS NULL) = (canary_share_bp IS NULL) AND (canary IS NULL) = (canary_since IS NULL))
) STRICT, WITHOUT ROWID;

-- Final: nothing takes a row away.
CREATE TABLE revocations (
  kind TEXT NOT NULL CHECK (kind IN ('build', 'key')),
  id TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  by_key TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- Sessions opened while a canary runs, where either build could have been played.
CREATE TABLE canary_sessions (
  session_id TEXT NOT NULL PRIMARY KEY,
  game_id TEXT NOT NULL,
  rtp_profile TEXT NOT NULL,
  canary_since TEXT NOT NULL,
  arm TEXT NOT NULL CHECK (arm IN ('canary', 'stable')),
  failed TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX canary_sessions_by_arm ON canary_sessions (game_id, rtp_profile, canary_since, arm, failed);

-- Every act, append-only.
CREATE TABLE register_events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  by_key TEXT NOT NULL,
  act TEXT NOT NULL,
  game_id TEXT,
  rtp_profile TEXT,
  build_hash TEXT,
  country TEXT,
  certificate_id TEXT,
  keyid TEXT,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;

CREATE INDEX register_events_by_game ON register_events (game_id, seq);

CREATE INDEX register_events_by_certificate ON register_events (certificate_id, seq) WHERE certificate_id IS NOT NULL;

CREATE INDEX register_events_by_key ON register_events (keyid, seq) WHERE keyid IS NOT NULL;
