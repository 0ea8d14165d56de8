import { GENERAL_CURRENCY, GENERAL_LANGUAGE, link, NONE_SET } from '../common.ts';
import { inferred, known, type Market, unknowns } from '../rule.ts';

export const BR: Market = {
  country: 'BR',
  name: 'Brazil (SPA/MF)',
  verifiedOn: '2026-09-01',
  rules: {
    min_age: known(18, 'M', ['BR2']),
    age_label: known('+18', 'M', ['BR2']),
    currency: inferred('BRL', GENERAL_CURRENCY),
    languages: inferred(['pt-BR'], GENERAL_LANGUAGE),
    rtp_min: known(85, 'M', ['BR1']),
    min_round_ms: known(0, 'M', ['TRIP'], { note: `${NONE_SET}; 5 s are announced` }),
    autoplay: known(true, 'L', ['TRIP'], {
      note: 'allowed with limits (art 40), whose text was not seen: not used',
    }),
    show_rtp: known(true, 'M', ['BR1', 'TRIP']),
    show_totals: known(true, 'M', ['BR1'], { note: 'the total committed' }),
    show_last_result: known(true, 'M', ['BR1'], { note: 'until the player leaves' }),
    idle_exit_min: known(30, 'M', ['BR1']),
    warnings: known(['br_minors'], 'M', ['BR2']),
    links: known([link('self_exclusion', 'Plataforma centralizada da SPA')], 'H', ['BR3']),
    ...unknowns('bonus_buy', 'jackpot', 'max_stake', 'reality_check'),
  },
  duties: [
    { who: 'operator', what: 'served under bet.br', grade: 'M', sources: ['BR1'] },
    {
      who: 'studio',
      what: 'certified by GLI, eCOGRA, BMM, GA Europe, Quinel or RiskCherry',
      grade: 'M',
      sources: ['TRIP'],
    },
  ],
  pending: [
    {
      what: 'portaria on design announced 2026-08-05, not in the DOU on 2026-09-16: 5 s per bet, no autoplay, no turbo, no celebration of losses',
      grade: 'M',
      sources: ['TRIP'],
    },
  ],
};
