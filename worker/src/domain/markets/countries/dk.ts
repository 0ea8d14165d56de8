import { GENERAL_CURRENCY, GENERAL_LANGUAGE, link } from '../common.ts';
import { inferred, known, type Market, unknown, unknowns } from '../rule.ts';

export const DK: Market = {
  country: 'DK',
  name: 'Denmark (Spillemyndigheden)',
  verifiedOn: '2026-09-01',
  rules: {
    min_age: known(18, 'H', ['DK1']),
    currency: inferred('DKK', GENERAL_CURRENCY),
    languages: inferred(['da'], GENERAL_LANGUAGE),
    min_round_ms: known(0, 'L', ['SMS5'], { note: 'thin: that none is set is not believed at this grade' }),
    links: known(
      [
        link('self_exclusion', 'ROFUS'),
        link('help', 'StopSpillet 70 22 28 25'),
        link('self_test', 'Selvtest'),
        link('regulator', 'Spillemyndigheden'),
      ],
      'L',
      ['HELP', 'DK1'],
      { note: 'what is to be shown is graded H, names and number L; one click away from every page' },
    ),
    autoplay: unknown('looked for, not found', ['SMS5']),
    ...unknowns('max_stake', 'bonus_buy', 'jackpot', 'rtp_min', 'reality_check'),
  },
  duties: [
    {
      who: 'operator',
      what: 'responsible play information, treatment centres and the regulator’s helpline, at most one click away',
      grade: 'H',
      sources: ['DK1'],
    },
  ],
  pending: [{ what: 'bill L 127, tabled 25 Feb 2026; passage not confirmed', grade: 'M', sources: ['TRIP'] }],
};
