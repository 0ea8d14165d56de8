import { GENERAL_CURRENCY, GENERAL_LANGUAGE, link, NONE_SET, PLAYER_SET_CHECK } from '../common.ts';
import { inferred, known, type Market, unknowns } from '../rule.ts';

export const SE: Market = {
  country: 'SE',
  name: 'Sweden (Spelinspektionen)',
  verifiedOn: '2026-08-08',
  rules: {
    min_age: known(18, 'M', ['SE1']),
    currency: inferred('SEK', GENERAL_CURRENCY),
    languages: inferred(['sv'], GENERAL_LANGUAGE),
    max_stake: known(null, 'M', ['SMS5'], { note: NONE_SET }),
    min_round_ms: known(3_000, 'M', ['SE2']),
    autoplay: known(true, 'M', ['SMS5'], { note: 'each automatic round lasts 3 s like any other' }),
    show_clock: known(true, 'M', ['SMS5'], { note: 'continuous; values are refreshed with each round' }),
    show_net_position: known(true, 'M', ['SMS5']),
    reality_check: known(PLAYER_SET_CHECK, 'M', ['SMS5'], {
      note: 'elapsed time and net position; the interval is the player’s to set, the choices are ours',
    }),
    logos: known(
      [link('self_exclusion', 'Spelpaus'), link('limits', 'Spelgränser'), link('self_test', 'Självtest')],
      'M',
      ['SE1'],
      { note: 'at the top, in sight while scrolling: white plate, black frame, symbol and text (graded L)' },
    ),
    ...unknowns('bonus_buy', 'jackpot', 'rtp_min'),
  },
  duties: [],
  pending: [{ what: 'draft of 2026: at most 60 automatic rounds in a row', grade: 'M', sources: ['SMS5'] }],
};
