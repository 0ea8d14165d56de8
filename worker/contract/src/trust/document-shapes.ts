import type { DocumentKind } from './documents.ts';
import { FILE_TYPE_LIST } from './file-types.ts';
import {
  boolean,
  buildHash,
  type Check,
  country,
  digest,
  gameId,
  keyid,
  list,
  nullable,
  oneOf,
  publicKey,
  record,
  rtpProfile,
  shape,
  studioId,
  text,
  timestamp,
  version3,
  whole,
} from './shape.ts';

const PATH = /^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9_-]*)*\.[a-z0-9]{1,8}$/;
const path = text(PATH, 120);
const fileType = oneOf(...FILE_TYPE_LIST);
const anyText = (max: number, min = 0) => text(new RegExp(`^[\\s\\S]{${min},}$`), max);
const language = text(/^[a-z]{2,3}(-[A-Z]{2})?$/);

const keys = (min: number, max: number) => record(keyid, publicKey, min, max);
const role = shape({ keyids: list(keyid, 1, 16), threshold: whole(1, 16) });

const file = shape({
  sha256: digest,
  size: whole(1, 8 * 1024 * 1024),
  type: fileType,
  role: oneOf('entry', 'model', 'asset', 'demo'),
});
const build = shape({
  format: oneOf('roundgate.build/1'),
  studio_id: studioId,
  game_id: gameId,
  title: anyText(80, 1),
  version: text(/^\d+\.\d+\.\d+$/),
  seq: whole(),
  entry: path,
  files: record(path, file, 0, 500),
  maths: shape(
    {
      model_path: path,
      model_hash: buildHash,
      rtp_profile: rtpProfile,
      rtp: text(/^0\.\d{2,10}$/),
      mechanics_version: anyText(40),
    },
    { top_win_odds: whole() },
  ),
  stakes: shape({ levels_minor: list(whole(), 1, 40), default_minor: whole() }),
});

const link = shape({
  kind: oneOf('help', 'self_exclusion', 'self_test', 'limits', 'regulator'),
  text: anyText(120),
  url: nullable(text(/^https:\/\/[^\s"'<>]+$/, 300)),
});
const booleans = (...names: readonly string[]): Check =>
  shape(Object.fromEntries(names.map((name) => [name, boolean])));
const minutes = whole(1, 10_080);
const rules = shape({
  show: booleans(
    ...['clock', 'net_position', 'totals', 'month_net', 'rtp', 'top_win_odds', 'bounds', 'last_result'],
  ),
  celebrate_below_stake: boolean,
  require_release: boolean,
  one_game_at_a_time: boolean,
  autoplay_max_rounds: nullable(whole()),
  reality_check: nullable(
    shape({ every_min: nullable(minutes), choices_min: list(minutes, 0, 20), lockout_min: whole(0) }),
  ),
  rest: nullable(shape({ after_min: minutes, for_min: minutes, gap_min: minutes })),
  panic_h: nullable(whole()),
  pre_session_limits: nullable(shape({ again_within_min: minutes })),
  login_notice_s: nullable(whole()),
  idle_exit_min: nullable(minutes),
});
const market = shape({
  country,
  languages: list(language, 1, 20),
  age_label: anyText(8, 1),
  warnings: list(text(/^[a-z0-9_]{1,60}$/), 0, 20),
  links: list(link, 0, 20),
  logos: list(link, 0, 20),
  min_round_ms: whole(0),
  features: booleans('autoplay', 'turbo', 'bonus_buy', 'jackpot'),
  rules,
});

const permitted = shape({
  rtp_profile: rtpProfile,
  lab: anyText(80, 2),
  number: anyText(80, 1),
  valid_from: timestamp,
  valid_to: timestamp,
});
const pin = shape({ version: whole(), digest });
const documentName = text(/^(root|studio\/st-[A-Za-z0-9_-]{1,64}|permit\/[A-Z]{2}(-[A-Z0-9]{1,3})?)$/);

/** The exact shape of every kind; the contract's zod schemas say the same to people, and vectors hold both. */
export const DOCUMENT_SHAPES: Readonly<Record<DocumentKind, Check>> = {
  root: shape({
    format: oneOf('roundgate.root/1'),
    version: whole(),
    expires_at: timestamp,
    keys: keys(1, 32),
    roles: shape({ root: role, registrar: role, compliance: role, status: role }),
    min_loader: version3,
  }),
  studio: shape({
    format: oneOf('roundgate.studio/1'),
    version: whole(),
    expires_at: timestamp,
    studio_id: studioId,
    // Two live keys, so that one can take over from the other.
    keys: keys(1, 2),
    game_prefix: gameId,
    file_types: list(fileType, 1, FILE_TYPE_LIST.length),
  }),
  build,
  permit: shape({
    format: oneOf('roundgate.permit/1'),
    version: whole(),
    country,
    not_before: timestamp,
    expires_at: timestamp,
    market,
    games: record(gameId, record(buildHash, permitted, 0, 50), 0, 500),
  }),
  status: shape({
    format: oneOf('roundgate.status/1'),
    version: whole(),
    issued_at: timestamp,
    expires_at: timestamp,
    documents: record(documentName, pin, 1, 2000),
    live: record(gameId, list(buildHash, 0, 50), 0, 500),
    revoked_builds: list(buildHash, 0, 500),
    revoked_keys: list(keyid, 0, 100),
  }),
};
