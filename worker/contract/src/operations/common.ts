import type { ProblemCode } from '../problems.ts';

/** Problems that any operation with a body may answer. */
export const BODY_PROBLEMS = [
  'VALIDATION_FAILED',
  'BODY_NOT_JSON',
  'BODY_TOO_LARGE',
  'MEDIA_TYPE_NOT_SUPPORTED',
] as const satisfies readonly ProblemCode[];

/** Problems that any operation may answer. */
export const COMMON_PROBLEMS = [
  'VERSION_NOT_SUPPORTED',
  'RATE_LIMITED',
  'INTERNAL',
  'SERVICE_UNAVAILABLE',
] as const satisfies readonly ProblemCode[];

/** Problems of a server that signs its requests (spec A1). */
export const PARTNER_PROBLEMS = [
  ...COMMON_PROBLEMS,
  'UNAUTHENTICATED',
  'SIGNATURE_INVALID',
  'SIGNATURE_STALE',
  'NONCE_REPLAYED',
  'FORBIDDEN',
] as const satisfies readonly ProblemCode[];

/** Problems of a player's bearer token (spec A2). */
export const PLAYER_PROBLEMS = [
  ...COMMON_PROBLEMS,
  'UNAUTHENTICATED',
  'TOKEN_EXPIRED',
  'SESSION_ENDED',
  'SESSION_NOT_FOUND',
] as const satisfies readonly ProblemCode[];

/** Values that stand in the examples of the published contract. */
export const SAMPLE = {
  stake: { amount_minor: 100, currency: 'EUR', exponent: 2 },
  win: { amount_minor: 340, currency: 'EUR', exponent: 2 },
  balance: { amount_minor: 10_240, currency: 'EUR', exponent: 2 },
  build: `sha256:${'3f'.repeat(32)}`,
  digest: '3f'.repeat(32),
  session: 's-7Yk2mB',
  round: 'rnd-4f9d2c7a1b',
  spin: 'spin-Zt3vQ9',
  uid: '9Q2kLr8mVxT0',
  operator: 'op-lantern',
  player: 'p-ada',
  studio: 'st-harbour',
  game: 'g-night-market',
  ts: '2026-01-31T12:00:00.000Z',
  later: '2026-01-31T12:05:00.000Z',
} as const;

/** A losing round, as short as a round can be. */
export const SAMPLE_RESULT = {
  round_id: SAMPLE.round,
  spin_id: SAMPLE.spin,
  session_id: SAMPLE.session,
  game_id: SAMPLE.game,
  build_hash: SAMPLE.build,
  spin_type: 'cash' as const,
  stake: SAMPLE.stake,
  win: { ...SAMPLE.stake, amount_minor: 0 },
  features: [],
  events: [{ type: 'round_ended' as const, win_minor: 0 }],
  drawn_at: SAMPLE.ts,
};

const SHOW_NOTHING = {
  ...{ clock: false, net_position: false, totals: false, month_net: false },
  ...{ rtp: false, top_win_odds: false, bounds: false, last_result: false },
};

/** What a market that asks for little asks of every session. */
export const SAMPLE_TERMS = {
  country: 'MT',
  languages: ['en'],
  age_label: '18+',
  warnings: ['play_responsibly'],
  links: [],
  logos: [],
  min_round_ms: 0,
  features: { autoplay: true, turbo: true, bonus_buy: true, jackpot: true },
  rules: {
    show: { ...SHOW_NOTHING, clock: true, net_position: true },
    celebrate_below_stake: true,
    require_release: false,
    one_game_at_a_time: false,
    autoplay_max_rounds: null,
    reality_check: null,
    rest: null,
    panic_h: null,
    pre_session_limits: null,
    login_notice_s: null,
    idle_exit_min: null,
  },
};

/** The same for one player. */
export const SAMPLE_MARKET = { ...SAMPLE_TERMS, max_stake: null, max_win: null, words_locale: 'en' };

/** What is told of a launch that has no session: of a demo, of a replay. */
export const SAMPLE_LAUNCH = {
  operator_id: SAMPLE.operator,
  game_id: SAMPLE.game,
  build_hash: SAMPLE.build,
  rtp_profile: '96',
  country: 'MT',
  locale: 'en',
  currency: 'EUR' as const,
  market: SAMPLE_MARKET,
};

/** How a market stands whose rules are known well enough. */
export const SAMPLE_MARKET_STATUS = {
  country: 'MT',
  name: 'Malta (MGA)',
  verified_on: '2026-08-08',
  review_by: '2027-02-04',
  launchable: true,
  refused_for: [],
  unknown: ['turbo'],
  stale: [],
  certified: true,
};

const NOTHING = { amount_minor: 0, currency: 'EUR', exponent: 2 } as const;

/** A session in which nothing happened yet. */
export const SAMPLE_RG = {
  at: SAMPLE.ts,
  session_time_ms: 0,
  totals: { rounds: 0, staked: NOTHING, won: NOTHING, net: NOTHING },
  month_net: null,
  blocked: null,
  check: null,
  next_check_at: null,
  reality_check_min: null,
  limits: null,
  limits_needed: false,
  soon_again: false,
};

/** A session as its player sees it. */
export const SAMPLE_SESSION = {
  ...SAMPLE_LAUNCH,
  session_id: SAMPLE.session,
  player_id: SAMPLE.player,
  rg_flags: { self_excluded: false, blocked: false, time_limit_min: null },
  rg: SAMPLE_RG,
  ui_required: ['age_label' as const, 'warnings' as const],
  balance: SAMPLE.balance,
  open_round_id: null,
  last_round: null,
  opened_at: SAMPLE.ts,
  expires_at: SAMPLE.later,
  session_time_ms: 0,
};

/** A packet of free spins of which nothing is played yet. */
export const SAMPLE_GRANT = {
  grant_id: 'fs-welcome-ada',
  player_id: SAMPLE.player,
  game_id: SAMPLE.game,
  bet_size: SAMPLE.stake,
  rtp_profile: null,
  count: 10,
  used: 0,
  state: 'active' as const,
  granted_at: SAMPLE.ts,
  expires_at: '2026-02-28T23:59:59.999Z',
};

/** A certificate that counts. */
export const SAMPLE_CERTIFICATE = {
  certificate_id: 'cert-0a1b2c3d4e5f',
  game_id: SAMPLE.game,
  country: 'MT',
  rtp_profile: '96',
  build_hash: SAMPLE.build,
  lab: 'Sandbox (no lab)',
  number: 'SBX-1',
  valid_from: SAMPLE.ts,
  valid_to: '2027-01-31T12:00:00.000Z',
  status: 'approved' as const,
  proposed_by: 'key-compliance',
  proposed_at: SAMPLE.ts,
  approved_by: 'key-compliance-2',
  approved_at: SAMPLE.later,
  inherited_from: null,
};

/** A release without a canary. */
export const SAMPLE_RELEASE = {
  game_id: SAMPLE.game,
  rtp_profile: '96',
  version: 3,
  stable: SAMPLE.build,
  canary: null,
};

/** One act of the register. */
export const SAMPLE_EVENT = {
  seq: 12,
  at: SAMPLE.ts,
  by: 'key-st-harbour',
  act: 'promote' as const,
  game_id: SAMPLE.game,
  rtp_profile: '96',
  build_hash: SAMPLE.build,
  country: null,
  certificate_id: null,
  keyid: null,
  reason: 'the canary did well',
  detail: '',
};
