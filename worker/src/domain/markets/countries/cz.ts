import { GENERAL_LANGUAGE } from '../common.ts';
import { inferred, known, type Market, unknown, unknowns } from '../rule.ts';

export const CZ: Market = {
  country: 'CZ',
  name: 'Czechia (Ministry of Finance)',
  verifiedOn: '2025-10-01',
  rules: {
    min_age: known(18, 'H', ['CZ1']),
    currency: known('CZK', 'H', ['CZ1']),
    languages: inferred(['cs'], GENERAL_LANGUAGE),
    max_stake: known({ minor: 50_000 }, 'H', ['CZ1'], { note: '500 CZK per game online' }),
    max_win_minor: known(50_000_000, 'H', ['CZ1'], { note: '500,000 CZK per game online' }),
    min_round_ms: known(2_000, 'H', ['CZ1'], { note: 'no further bet while a game runs' }),
    rtp_min: known(75, 'H', ['CZ1']),
    rtp_max: known(100, 'H', ['CZ1']),
    one_game_at_a_time: known(true, 'H', ['CZ1']),
    rest: known({ after_min: 120, for_min: 15, gap_min: 15 }, 'H', ['CZ1']),
    login_notice_s: known(5, 'H', ['CZ1'], { note: 'offer and state of the limits, after each login' }),
    show_clock: known(true, 'H', ['CZ1'], { note: 'length of the login, all the time' }),
    show_net_position: known(true, 'H', ['CZ1'], { note: 'net loss since the start' }),
    show_month_net: known(true, 'H', ['CZ1'], { note: 'net loss of this calendar month' }),
    show_bounds: known(true, 'H', ['CZ1'], { note: 'largest stake and largest win' }),
    warnings: known(['cz_under_18', 'cz_harmful'], 'H', ['CZ1'], {
      note: 'the sentence on harm is quoted; that on the ban under 18 is our wording of the rule',
    }),
    bonus_buy: unknown('no further bet during a game; otherwise not found', ['CZ1']),
    jackpot: unknown('looked for, not found', ['CZ1']),
    ...unknowns('autoplay', 'reality_check'),
  },
  duties: [
    {
      who: 'operator',
      what: 'in advertising: “Ministerstvo financí varuje: Účastí na hazardní hře může vzniknout závislost.”',
      grade: 'M',
      sources: ['CZ2'],
    },
    { who: 'studio', what: 'no game can win more than 500,000 CZK', grade: 'H', sources: ['CZ1'] },
  ],
  pending: [],
};
