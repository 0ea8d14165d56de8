import type { PlayRules } from '@roundgate/contract';

/** A market that asks for nothing beyond its label; what a market does ask for is laid over it. */
export const NO_PLAY_RULES: PlayRules = {
  show: {
    ...{ clock: false, net_position: false, totals: false, month_net: false },
    ...{ rtp: false, top_win_odds: false, bounds: false, last_result: false },
  },
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
};
