-- The market matrix (spec M1): one row says that this build may be played in this country with this profile.
CREATE TABLE IF NOT EXISTS certificates (
  game_id TEXT NOT NULL,
  country TEXT NOT NULL,
  rtp_profile TEXT NOT NULL,
  build_hash TEXT NOT NULL,
  lab TEXT NOT NULL,
  number TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  PRIMARY KEY (game_id, country, rtp_profile, build_hash, number)
) STRICT;
