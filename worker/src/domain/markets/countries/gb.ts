import { GENERAL_LANGUAGE, link, NONE_SET, PLAYER_SET, PLAYER_SET_CHECK } from '../common.ts';
import { inferred, known, type Market } from '../rule.ts';

export const GB: Market = {
  country: 'GB',
  name: 'Great Britain (UKGC)',
  verifiedOn: '2026-08-08',
  rules: {
    min_age: known(18, 'M', ['UK4']),
    age_label: inferred('18+', 'made from the minimum age; no form of label was seen'),
    currency: known('GBP', 'M', ['UK1']),
    languages: inferred(['en'], GENERAL_LANGUAGE),
    max_stake: known(
      {
        minor: 200,
        byAge: [
          { minAge: 18, minor: 200 },
          { minAge: 25, minor: 500 },
        ],
      },
      'M',
      ['UK4'],
      { note: 'per game cycle', from: '2025-05-21' },
    ),
    min_round_ms: known(2_500, 'M', ['SMS5', 'UK3']),
    require_release: known(true, 'M', ['SMS5']),
    autoplay: known(false, 'H', ['UK1']),
    turbo: known(false, 'M', ['UK3']),
    bonus_buy: known(false, 'M', ['SMS5']),
    jackpot: inferred(true, 'general knowledge; a permission without a source is not used'),
    celebrate_below_stake: known(false, 'M', ['SMS5']),
    rtp_min: known(null, 'M', ['SMS5'], { note: NONE_SET }),
    show_rtp: known(false, 'M', ['SMS5'], {
      note: 'RTP, house edge or likelihood of winning is to be available in the rules, which the game holds',
    }),
    show_net_position: known(true, 'H', ['UK1']),
    show_clock: known(true, 'H', ['UK1'], { note: 'always, in seconds, minutes and hours' }),
    reality_check: known(PLAYER_SET_CHECK, 'M', ['SMS5'], { note: PLAYER_SET }),
    one_game_at_a_time: known(true, 'M', ['SMS5']),
    links: known([link('self_exclusion', 'GAMSTOP'), link('help', '0808 8020 133')], 'L', ['HELP']),
  },
  duties: [],
  pending: [],
};
