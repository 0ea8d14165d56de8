import { GENERAL_AGE, GENERAL_CURRENCY, GENERAL_LANGUAGE, link } from '../common.ts';
import { inferred, known, type Market, unknowns } from '../rule.ts';

export const US_NJ: Market = {
  country: 'US-NJ',
  name: 'New Jersey (DGE)',
  verifiedOn: '2026-08-08',
  rules: {
    min_age: inferred(21, GENERAL_AGE),
    currency: inferred('USD', GENERAL_CURRENCY),
    languages: inferred(['en'], GENERAL_LANGUAGE),
    rtp_min: known(83, 'M', ['NJ1']),
    min_round_ms: known(0, 'L', ['NJ1'], { note: 'thin: that none is set is not believed at this grade' }),
    autoplay: known(true, 'L', ['NJ1'], { note: 'thin: not used at this grade' }),
    warnings: known(['us_nj_malfunction'], 'M', ['NJ1']),
    links: inferred([link('help', '1-800-GAMBLER')], 'general knowledge; to be checked before it is printed'),
    ...unknowns('bonus_buy', 'jackpot', 'reality_check', 'max_stake'),
  },
  duties: [
    {
      who: 'studio',
      what: 'no advertised win has odds longer than 1 in 100,000,000',
      grade: 'M',
      sources: ['NJ1'],
    },
    { who: 'studio', what: 'primary equipment stands in Atlantic City', grade: 'M', sources: ['TRIP'] },
  ],
  pending: [],
};
