import { GENERAL_CURRENCY, GENERAL_LANGUAGE, link } from '../common.ts';
import { inferred, known, type Market, unknown, unknowns } from '../rule.ts';

export const PT: Market = {
  country: 'PT',
  name: 'Portugal (SRIJ)',
  verifiedOn: '2026-09-01',
  rules: {
    min_age: known(18, 'M', ['PT1']),
    currency: inferred('EUR', GENERAL_CURRENCY),
    languages: inferred(['pt-PT'], GENERAL_LANGUAGE),
    autoplay: unknown('forbidden for crash games (Reg. 308/2023), unknown for slots', ['PT2']),
    links: known([link('self_exclusion', 'SRIJ'), link('help', '1414')], 'M', ['PT1'], {
      note: 'a ban holds at all operators, for three months at least',
    }),
    min_round_ms: unknown('one site gives the German 5 s and 1 EUR as Portuguese, which is false', ['PT1']),
    ...unknowns('max_stake', 'rtp_min', 'bonus_buy', 'jackpot', 'reality_check'),
  },
  duties: [],
  pending: [],
};
