import { GENERAL_AGE, GENERAL_CURRENCY, GENERAL_LANGUAGE } from '../common.ts';
import { inferred, known, type Market, unknowns } from '../rule.ts';

const NOTHING_FOUND = unknowns(
  'min_round_ms',
  'max_stake',
  'autoplay',
  'bonus_buy',
  'jackpot',
  'rtp_min',
  'reality_check',
);

/** Markets that were looked for and of which next to nothing was found: listed, so that the gap can be seen. */
export const KNOWN_ONLY: readonly Market[] = [
  {
    country: 'EE',
    name: 'Estonia',
    verifiedOn: '2026-11-01',
    rules: {
      currency: inferred('EUR', GENERAL_CURRENCY),
      languages: inferred(['et'], GENERAL_LANGUAGE),
      ...NOTHING_FOUND,
      ...unknowns('min_age'),
    },
    duties: [],
    pending: [],
  },
  {
    country: 'LV',
    name: 'Latvia',
    verifiedOn: '2024-08-13',
    rules: {
      min_age: known(18, 'M', ['LV1']),
      currency: inferred('EUR', GENERAL_CURRENCY),
      languages: inferred(['lv'], GENERAL_LANGUAGE),
      ...NOTHING_FOUND,
    },
    duties: [],
    pending: [{ what: 'age 21, proposed', grade: 'M', sources: ['LV1'] }],
  },
  {
    country: 'LT',
    name: 'Lithuania',
    verifiedOn: '2024-11-20',
    rules: {
      min_age: known(21, 'L', ['LT1'], { from: '2025-07-01', note: 'by one source, to be checked' }),
      currency: inferred('EUR', GENERAL_CURRENCY),
      languages: inferred(['lt'], GENERAL_LANGUAGE),
      ...NOTHING_FOUND,
    },
    duties: [],
    pending: [],
  },
  {
    country: 'CO',
    name: 'Colombia (Coljuegos)',
    verifiedOn: '2026-09-01',
    rules: {
      min_age: inferred(18, GENERAL_AGE),
      currency: inferred('COP', GENERAL_CURRENCY),
      languages: inferred(['es'], GENERAL_LANGUAGE),
      ...NOTHING_FOUND,
    },
    duties: [
      {
        who: 'platform',
        what: 'Acuerdo 01 of 7 May 2026 is the current rulebook; its official PDF is an image and was not read',
        grade: 'M',
        sources: ['TRIP'],
      },
    ],
    pending: [],
  },
];
