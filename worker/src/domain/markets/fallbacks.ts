import type { RuleKey, RuleValues } from './rule.ts';

/** What stands where a market's own rule is not known well enough. */
export interface Fallback<T> {
  /** The strictest form, or `refuses`: nothing safe can be made up, and the market is not launched. */
  readonly value: T | 'refuses';
  readonly why: string;
  /**
   * True for a value that lets more happen than the fallback does. Such a one is believed at grade H or M only, and
   * gives way when it is stale; a duty that is stale is kept, because keeping it harms nobody.
   */
  readonly permits: (value: T) => boolean;
}

const never = (): boolean => false;
const isTrue = (value: boolean): boolean => value;
const isFalse = (value: boolean): boolean => !value;

const FORBIDDEN = { value: false, permits: isTrue, why: 'forbidden until a market is known to allow it' };
const SHOWN = { value: true, permits: isFalse, why: 'shown until a market is known not to ask for it' };
const NOT_ASKED = { value: false, permits: never, why: 'no source asks for it' };
const NO_DUTY = {
  value: null,
  permits: never,
  why: 'no source asks for it, and nothing stricter can be made up',
};
const NO_WORDS = { value: [], permits: never, why: 'no source asks for more than our own words' };

/** Design choices, not law, graded I: the `*` market. Keyed by every rule there is, in the order in which they are told. */
export const FALLBACKS: { readonly [K in RuleKey]: Fallback<RuleValues[K]> } = {
  min_age: { value: 'refuses', permits: never, why: 'a child could be let in' },
  age_label: { value: null, permits: never, why: 'made from the minimum age' },
  currency: { value: 'refuses', permits: never, why: 'stakes and caps could not be compared' },
  languages: {
    value: 'refuses',
    permits: never,
    why: 'warnings could be in a language that nobody reads there',
  },
  max_stake: {
    value: 'refuses',
    permits: (cap) => cap === null,
    why: 'a cap that is not known cannot be kept, and the cap of another market would be a guess',
  },
  max_win_minor: NO_DUTY,
  min_round_ms: {
    value: 5_000,
    permits: (ms) => ms < 5_000,
    why: 'the slowest pace of any market that is known',
  },
  autoplay: FORBIDDEN,
  autoplay_max_rounds: NO_DUTY,
  turbo: FORBIDDEN,
  bonus_buy: FORBIDDEN,
  jackpot: FORBIDDEN,
  rtp_min: {
    value: null,
    permits: never,
    why: 'the laboratory certifies each profile for the country; the bound here is a second check',
  },
  rtp_max: NO_DUTY,
  one_game_at_a_time: NOT_ASKED,
  require_release: NOT_ASKED,
  celebrate_below_stake: {
    value: false,
    permits: isTrue,
    why: 'a loss is shown as one until a market is known to care for it less',
  },
  reality_check: {
    value: { every_min: 60, choices_min: [], lockout_min: 0 },
    permits: (check) => check === null,
    why: 'an hour, confirmed by the player: the fixed interval of the one market that sets one',
  },
  rest: NO_DUTY,
  panic_h: NO_DUTY,
  pre_session_limits: NO_DUTY,
  login_notice_s: NO_DUTY,
  idle_exit_min: NO_DUTY,
  show_clock: SHOWN,
  show_net_position: SHOWN,
  show_totals: NOT_ASKED,
  show_month_net: NOT_ASKED,
  show_rtp: NOT_ASKED,
  show_top_win_odds: NOT_ASKED,
  show_bounds: NOT_ASKED,
  show_last_result: NOT_ASKED,
  warnings: NO_WORDS,
  links: NO_WORDS,
  logos: NO_WORDS,
};

/** Every rule, in the order in which they are told. */
export const RULE_KEYS = Object.keys(FALLBACKS) as readonly RuleKey[];
