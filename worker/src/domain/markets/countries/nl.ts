import { GENERAL_LANGUAGE, link, NONE_SET } from '../common.ts';
import { inferred, known, type Market, unknowns } from '../rule.ts';

export const NL: Market = {
  country: 'NL',
  name: 'Netherlands (Ksa)',
  verifiedOn: '2026-09-01',
  rules: {
    min_age: known(18, 'M', ['NL3']),
    currency: known('EUR', 'H', ['NL2']),
    languages: inferred(['nl'], GENERAL_LANGUAGE),
    max_stake: known(null, 'M', ['SMS5'], { note: NONE_SET }),
    min_round_ms: known(0, 'M', ['SMS5'], { note: NONE_SET }),
    autoplay: known(false, 'H', ['NL1']),
    require_release: inferred(
      true,
      'a game starts only by an act of the player aimed at starting it, after the outcome before is known (arts 3.7, 3.8): a button held down is no such act',
      ['NL1'],
    ),
    bonus_buy: known(false, 'M', ['SMS5']),
    show_totals: known(true, 'H', ['NL2'], {
      note: 'stakes, wins and losses in euro, clear and sufficiently distinct (art 3.5)',
    }),
    warnings: known(['nl_slogan'], 'M', ['NL3']),
    links: known([link('self_exclusion', 'CRUKS')], 'M', ['SMS5']),
    ...unknowns('jackpot', 'rtp_min', 'reality_check'),
  },
  duties: [
    { who: 'operator', what: 'CRUKS: the ban register, asked before play', grade: 'M', sources: ['SMS5'] },
  ],
  pending: [{ what: 'age 21 for online slots, announced', grade: 'L', sources: ['SMS5'] }],
};
