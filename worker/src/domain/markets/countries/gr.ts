import { GENERAL_LANGUAGE } from '../common.ts';
import { inferred, known, type Market, unknowns } from '../rule.ts';

export const GR: Market = {
  country: 'GR',
  name: 'Greece (HGC)',
  // Later changes were not checked, so all that was read then is stale by now.
  verifiedOn: '2020-08-01',
  rules: {
    min_age: known(21, 'M', ['GR1']),
    currency: known('EUR', 'M', ['GR1']),
    languages: inferred(['el'], GENERAL_LANGUAGE),
    max_stake: known({ minor: 200 }, 'M', ['GR1']),
    min_round_ms: known(3_000, 'M', ['GR1']),
    ...unknowns('autoplay', 'bonus_buy', 'jackpot', 'rtp_min', 'reality_check'),
  },
  duties: [
    {
      who: 'operator',
      what: 'limits of deposit, loss and time must be set, with a warning at 80 %',
      grade: 'M',
      sources: ['GR1'],
    },
    {
      who: 'studio',
      what: 'prizes of at most 5,000 EUR per session of an RNG game, 70,000 EUR in casino games',
      grade: 'M',
      sources: ['GR1'],
    },
  ],
  pending: [],
};
