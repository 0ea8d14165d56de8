import { GENERAL_AGE, GENERAL_CURRENCY, NONE_SET, PLAYER_SET_CHECK } from '../common.ts';
import { inferred, known, type Market, unknowns } from '../rule.ts';

export const MT: Market = {
  country: 'MT',
  name: 'Malta (MGA)',
  verifiedOn: '2026-08-08',
  rules: {
    min_age: inferred(18, GENERAL_AGE),
    currency: inferred('EUR', GENERAL_CURRENCY),
    languages: inferred(['en'], 'one of the two official languages, and that of the regulator'),
    max_stake: known(null, 'M', ['SMS5'], { note: NONE_SET }),
    min_round_ms: known(0, 'M', ['SMS5'], { note: NONE_SET }),
    autoplay: known(true, 'M', ['SMS5'], { note: 'with the option of an alert at an interval' }),
    bonus_buy: known(true, 'M', ['SMS5']),
    rtp_min: known(85, 'M', ['SMS5', 'TRIP']),
    reality_check: known(PLAYER_SET_CHECK, 'M', ['SMS5'], {
      note: 'stays until acknowledged: time played, wagered, wins and losses, a word to stay in control; the interval is the player’s to set, the choices are ours',
    }),
    ...unknowns('jackpot'),
  },
  duties: [
    { who: 'studio', what: 'demo play has the odds of real play', grade: 'M', sources: ['SMS5'] },
    { who: 'studio', what: 'the rules are one click away', grade: 'M', sources: ['TRIP'] },
    { who: 'operator', what: 'six months of history for the player', grade: 'M', sources: ['SMS5'] },
  ],
  pending: [],
};
