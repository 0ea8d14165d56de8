import { GENERAL_AGE, GENERAL_CURRENCY, GENERAL_LANGUAGE, link } from '../common.ts';
import { inferred, known, type Market, unknowns } from '../rule.ts';

export const RO: Market = {
  country: 'RO',
  name: 'Romania (ONJN)',
  verifiedOn: '2025-10-01',
  rules: {
    min_age: inferred(18, GENERAL_AGE),
    currency: inferred('RON', GENERAL_CURRENCY),
    languages: inferred(['ro'], GENERAL_LANGUAGE),
    links: known([link('self_exclusion', 'ONJN')], 'M', ['RO1'], { from: '2025-06-17' }),
    ...unknowns('min_round_ms', 'autoplay', 'bonus_buy', 'jackpot', 'rtp_min', 'max_stake', 'reality_check'),
  },
  duties: [
    {
      who: 'operator',
      what: 'the list of the ONJN, asked before every online session; a ban holds from 00:00 of the next day',
      grade: 'M',
      sources: ['RO1'],
    },
    {
      who: 'operator',
      what: 'a symbol of the ban on minors, series and number of the licence and the sign of the ONJN',
      grade: 'M',
      sources: ['RO2'],
    },
  ],
  pending: [],
};
