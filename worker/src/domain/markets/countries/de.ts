import { GENERAL_LANGUAGE, link } from '../common.ts';
import { inferred, known, type Market, unknowns } from '../rule.ts';

const PILOT = { from: '2026-07-01', to: '2027-12-31' };

export const DE: Market = {
  country: 'DE',
  name: 'Germany (GGL, virtuelle Automatenspiele)',
  verifiedOn: '2026-10-07',
  rules: {
    min_age: known(18, 'M', ['DE4']),
    age_label: inferred('18+', 'made from the minimum age; no form of label was seen'),
    currency: known('EUR', 'M', ['DE4']),
    languages: inferred(['de'], GENERAL_LANGUAGE),
    max_stake: known(
      {
        minor: 100,
        tiers: [
          { name: 'uplift_3_eur', minAge: 21, minor: 300, ...PILOT },
          { name: 'clean_90_days', minAge: 21, minor: 500, ...PILOT },
        ],
      },
      'M',
      ['DE2', 'TRIP'],
      {
        note: 'the higher steps are a pilot for ages 21 and over; the step of 5 EUR needs 90 days of clean play',
      },
    ),
    min_round_ms: known(5_000, 'M', ['DE2', 'SMS5'], {
      note: 'an average by statute, kept as a floor for each round here, which is stricter',
    }),
    autoplay: known(false, 'H', ['DE1']),
    turbo: known(false, 'M', ['SMS5']),
    bonus_buy: inferred(false, 'no text allows it'),
    jackpot: known(false, 'M', ['DE4', 'SMS5']),
    one_game_at_a_time: known(true, 'M', ['DE4']),
    show_rtp: known(true, 'H', ['DE1'], {
      note: 'average payout per stake of 1 EUR, shown where the stake is placed',
    }),
    show_top_win_odds: known(true, 'H', ['DE1'], { note: 'shown where the stake is placed' }),
    reality_check: known({ every_min: 60, choices_min: [], lockout_min: 5 }, 'M', ['DE2', 'SMS5'], {
      note: 'confirmed by the player, then five minutes without play; repeats',
    }),
    panic_h: known(24, 'M', ['DE4']),
    links: known([link('self_exclusion', 'OASIS'), link('help', 'BZgA 0800 1372700')], 'L', ['HELP']),
    ...unknowns('rtp_min'),
  },
  duties: [
    {
      who: 'operator',
      what: 'LUGAS: deposits of 1,000 EUR a month over all operators, and play at one operator at a time',
      grade: 'M',
      sources: ['DE4'],
    },
    { who: 'operator', what: 'OASIS: the ban register, asked before play', grade: 'M', sources: ['DE4'] },
    {
      who: 'studio',
      what: 'the words Casino and Casinospiele are not used for virtual slots or their advertising (s.22a(11))',
      grade: 'M',
      sources: ['DE3'],
    },
  ],
  pending: [],
};
