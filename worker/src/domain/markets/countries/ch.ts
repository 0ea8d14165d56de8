import { GENERAL_CURRENCY, GENERAL_LANGUAGE, NONE_SET } from '../common.ts';
import { inferred, known, type Market, unknowns } from '../rule.ts';

export const CH: Market = {
  country: 'CH',
  name: 'Switzerland (ESBK)',
  verifiedOn: '2026-04-01',
  rules: {
    min_age: known(18, 'H', ['CH2'], { note: 'of age (volljährig)' }),
    currency: inferred('CHF', GENERAL_CURRENCY),
    languages: inferred(['de', 'fr', 'it'], GENERAL_LANGUAGE),
    rtp_min: known(80, 'H', ['CH1']),
    rtp_max: known(100, 'H', ['CH1']),
    min_round_ms: known(0, 'M', ['CH1'], { note: NONE_SET }),
    autoplay: known(true, 'H', ['CH1'], { note: 'to be stopped after the unit that runs' }),
    jackpot: known(true, 'M', ['CH1']),
    ...unknowns('bonus_buy', 'max_stake', 'reality_check'),
  },
  duties: [
    {
      who: 'operator',
      what: 'daily, weekly and monthly caps of stake or loss, set by the player when the account is opened; lower ones hold at once, higher ones after 24 h',
      grade: 'H',
      sources: ['CH2'],
    },
    {
      who: 'operator',
      what: 'self assessment, limit tools, how to get barred, contact of the protection officer, cantonal advice centres; a pause of up to six months',
      grade: 'H',
      sources: ['CH2'],
    },
    { who: 'studio', what: 'demo play has the odds of real play', grade: 'H', sources: ['CH2'] },
    {
      who: 'studio',
      what: 'the current and at least four earlier game units can be recalled with all events',
      grade: 'H',
      sources: ['CH1'],
    },
  ],
  pending: [],
};
