import { GENERAL_AGE, link } from '../common.ts';
import { inferred, known, type Market, unknowns } from '../rule.ts';

export const ES: Market = {
  country: 'ES',
  name: 'Spain (DGOJ)',
  // The copy that was read on this day has the order of 2014 as in force.
  verifiedOn: '2026-11-20',
  rules: {
    min_age: inferred(18, GENERAL_AGE),
    currency: known('EUR', 'H', ['ES1']),
    languages: known(['es'], 'H', ['ES1'], { note: 'at least Castilian' }),
    max_stake: known(null, 'H', ['ES1'], {
      note: 'no cap of the market: the operator’s published rules set one',
    }),
    min_round_ms: known(3_000, 'H', ['ES1']),
    autoplay: known(true, 'H', ['ES1'], { note: 'to be stopped at any time' }),
    autoplay_max_rounds: known(100, 'H', ['ES1']),
    jackpot: known(true, 'H', ['ES1'], { note: 'progressive only, never guaranteed' }),
    pre_session_limits: known({ again_within_min: 60 }, 'H', ['ES1'], {
      note: 'longest time and largest spend are set before every session, without defaults, and not changed during it; a warning before they are reached and when a session begins within 60 min of the last',
    }),
    reality_check: known(
      { every_min: null, choices_min: [15, 30, 45, 60], lockout_min: 0 },
      'M',
      ['ES1', 'ES2'],
      {
        note: 'time and spend; at least 15 min apart (H), at most 60 (RD 176/2023, M)',
      },
    ),
    show_totals: known(true, 'H', ['ES1'], {
      note: 'session balance, stakes and prizes apart, from the start of the session',
    }),
    show_rtp: known(true, 'H', ['ES1'], { note: 'the mathematical return over one year, per game' }),
    links: known([link('self_exclusion', 'RGIAJ')], 'L', ['HELP']),
    ...unknowns('bonus_buy', 'rtp_min'),
  },
  duties: [
    {
      who: 'operator',
      what: 'the real payout of each of the six past months, per game, beside the mathematical return',
      grade: 'H',
      sources: ['ES1'],
    },
    {
      who: 'studio',
      what: 'no words of a near miss such as “Casi acertaste” (RD 176/2023 art 17.2)',
      grade: 'M',
      sources: ['ES2'],
    },
  ],
  pending: [],
};
