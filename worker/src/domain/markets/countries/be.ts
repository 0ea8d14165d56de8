import { GENERAL_CURRENCY, GENERAL_LANGUAGE, NONE_SET } from '../common.ts';
import { inferred, known, type Market, unknowns } from '../rule.ts';

export const BE: Market = {
  country: 'BE',
  name: 'Belgium (Gaming Commission)',
  verifiedOn: '2026-08-08',
  rules: {
    min_age: known(21, 'M', ['SMS5']),
    currency: inferred('EUR', GENERAL_CURRENCY),
    languages: inferred(['nl', 'fr', 'de'], GENERAL_LANGUAGE),
    max_stake: known(null, 'M', ['SMS5'], { note: NONE_SET }),
    min_round_ms: known(0, 'L', ['SMS5'], { note: 'thin: that none is set is not believed at this grade' }),
    ...unknowns('autoplay', 'bonus_buy', 'jackpot', 'rtp_min', 'reality_check'),
  },
  duties: [
    { who: 'operator', what: 'no bonus of any kind', grade: 'M', sources: ['SMS5'] },
    { who: 'operator', what: 'deposits of 200 EUR a week per operator', grade: 'M', sources: ['SMS5'] },
  ],
  pending: [],
};
