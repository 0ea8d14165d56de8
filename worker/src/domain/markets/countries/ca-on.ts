import { GENERAL_AGE, GENERAL_LANGUAGE, link, NONE_SET } from '../common.ts';
import { inferred, known, type Market, unknowns } from '../rule.ts';

export const CA_ON: Market = {
  country: 'CA-ON',
  name: 'Ontario (AGCO, iGO)',
  verifiedOn: '2026-09-01',
  rules: {
    min_age: inferred(19, GENERAL_AGE),
    currency: known('CAD', 'M', ['ON1']),
    languages: inferred(['en', 'fr'], GENERAL_LANGUAGE),
    max_stake: known(null, 'M', ['SMS5'], { note: NONE_SET }),
    min_round_ms: known(2_500, 'M', ['ON1']),
    require_release: known(true, 'M', ['ON1']),
    autoplay: known(false, 'M', ['ON1']),
    turbo: known(false, 'M', ['SMS5']),
    bonus_buy: known(false, 'L', ['SMS5']),
    one_game_at_a_time: known(true, 'M', ['ON1']),
    celebrate_below_stake: known(false, 'M', ['ON1']),
    show_net_position: known(true, 'M', ['ON1'], { note: 'in Canadian dollars, not in credits' }),
    show_clock: known(true, 'M', ['SMS5']),
    show_rtp: known(true, 'M', ['SMS5'], { note: 'odds or RTP, understandable before wagering (4.06)' }),
    links: inferred([link('help', 'ConnexOntario')], 'general knowledge; to be checked before it is printed'),
    ...unknowns('jackpot', 'rtp_min'),
  },
  duties: [],
  pending: [],
};
