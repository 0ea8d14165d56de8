import { GENERAL_AGE, GENERAL_CURRENCY, GENERAL_LANGUAGE, link } from '../common.ts';
import { inferred, known, type Market, unknown, unknowns } from '../rule.ts';

export const IT: Market = {
  country: 'IT',
  name: 'Italy (ADM)',
  verifiedOn: '2026-08-08',
  rules: {
    min_age: inferred(18, GENERAL_AGE),
    currency: inferred('EUR', GENERAL_CURRENCY),
    languages: inferred(['it'], GENERAL_LANGUAGE),
    rtp_min: known(90, 'M', ['IT1']),
    idle_exit_min: known(20, 'M', ['SMS5']),
    reality_check: unknown('periodic; the interval was not seen', ['SMS5']),
    links: known([link('self_exclusion', 'RUA'), link('help', '800 558822')], 'L', ['IT1', 'HELP']),
    ...unknowns('min_round_ms', 'autoplay', 'bonus_buy', 'jackpot', 'max_stake'),
  },
  duties: [
    { who: 'operator', what: 'the logo of the ADM on the home page', grade: 'M', sources: ['IT2'] },
    {
      who: 'studio',
      what: 'hosted in the EEA on a qualified cloud, with the RNG apart from the game application',
      grade: 'M',
      sources: ['TRIP'],
    },
  ],
  pending: [],
};
