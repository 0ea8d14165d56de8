import type { HelpLink, MarketTerms } from '@roundgate/contract';

type Changes = Partial<Omit<MarketTerms, 'rules'>> & {
  readonly rules?: Partial<Omit<MarketTerms['rules'], 'show'>> & {
    readonly show?: Partial<MarketTerms['rules']['show']>;
  };
};

const SHOW_NOTHING = {
  ...{ clock: false, net_position: false, totals: false, month_net: false },
  ...{ rtp: false, top_win_odds: false, bounds: false, last_result: false },
};

/** A market that asks for its label and warnings, and for what is laid over that. */
export function terms({ rules, ...changes }: Changes = {}): MarketTerms {
  return {
    country: 'MT',
    languages: ['en'],
    age_label: '18+',
    warnings: ['play_responsibly', 'chance'],
    links: [],
    logos: [],
    min_round_ms: 0,
    features: { autoplay: false, turbo: false, bonus_buy: false, jackpot: false },
    ...changes,
    rules: {
      celebrate_below_stake: false,
      require_release: true,
      one_game_at_a_time: false,
      autoplay_max_rounds: null,
      reality_check: null,
      rest: null,
      panic_h: null,
      pre_session_limits: null,
      login_notice_s: null,
      idle_exit_min: null,
      ...rules,
      show: { ...SHOW_NOTHING, ...rules?.show },
    },
  };
}

const link = (kind: HelpLink['kind'], text: string): HelpLink => ({
  kind,
  text,
  url: `https://${kind.replace('_', '-')}.example/`,
});
const number = (text: string): HelpLink => ({ kind: 'help', text, url: null });

/** Markets as different as they are, in the shape of the real ones. */
export const MARKETS = {
  plain: terms(),
  GB: terms({
    country: 'GB',
    links: [link('self_exclusion', 'GAMSTOP'), number('0808 8020 133')],
    rules: {
      show: { clock: true, net_position: true },
      reality_check: { every_min: null, choices_min: [15, 30, 60, 120], lockout_min: 0 },
    },
  }),
  DE: terms({
    country: 'DE',
    links: [link('self_exclusion', 'OASIS'), number('BZgA 0800 1372700')],
    rules: {
      show: { clock: true, net_position: true, rtp: true, top_win_odds: true },
      reality_check: { every_min: 60, choices_min: [], lockout_min: 5 },
      panic_h: 24,
    },
  }),
  SE: terms({
    country: 'SE',
    logos: [
      link('self_exclusion', 'Spelpaus'),
      link('limits', 'Spelgränser'),
      link('self_test', 'Självtest'),
    ],
    rules: {
      show: { clock: true, net_position: true, last_result: true },
      reality_check: { every_min: null, choices_min: [15, 30, 60], lockout_min: 0 },
    },
  }),
  ES: terms({
    country: 'ES',
    links: [link('self_exclusion', 'RGIAJ'), link('regulator', 'DGOJ')],
    rules: {
      show: { clock: true, net_position: true, totals: true, rtp: true },
      pre_session_limits: { again_within_min: 60 },
      reality_check: { every_min: null, choices_min: [15, 30, 45, 60], lockout_min: 0 },
    },
  }),
  CZ: terms({
    country: 'CZ',
    links: [link('limits', 'Limity'), number('800 350 000')],
    rules: {
      show: { clock: true, net_position: true, month_net: true, bounds: true },
      rest: { after_min: 120, for_min: 15, gap_min: 15 },
      login_notice_s: 1,
    },
  }),
} as const satisfies Record<string, MarketTerms>;
