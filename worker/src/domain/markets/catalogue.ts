import type { Fact, Grade, MarketRules } from './rule.ts';

const fact = <T>(value: T, grade: Grade, source: string): Fact<T> => ({ value, grade, source });

const VERIFIED_ON = '2026-11-20';
const WARNING_KEYS = ['play_responsibly', 'chance'];
const OWN_WORDING = 'our own wording; the market text is to be taken from the regulator before real money';

/**
 * Markets whose rules are known well enough to be played in the sandbox. A country that is not here, or a value that
 * is unknown, fails closed (spec M1). Where the fact is unknown the strictest form stands, graded I.
 */
export const MARKETS: readonly MarketRules[] = [
  {
    country: 'MT',
    name: 'Malta (MGA)',
    verifiedOn: VERIFIED_ON,
    currencies: fact(['EUR'], 'I', 'euro area; not seen in a gaming text'),
    ageLabel: fact('18+', 'I', 'minimum age 18 by general knowledge'),
    warnings: fact(WARNING_KEYS, 'I', OWN_WORDING),
    minRoundMs: fact(0, 'M', 'studio compliance dossier of 2026-08: no shortest round set'),
    maxStakeMinor: fact(null, 'M', 'studio compliance dossier of 2026-08: no stake cap set'),
    autoplay: fact(true, 'M', 'studio compliance dossier of 2026-08'),
    turbo: fact(false, 'I', 'unknown, so refused'),
    bonusBuy: fact(true, 'M', 'studio compliance dossier of 2026-08'),
    links: [],
    notYetEnforced: ['reality check set by the player', 'six months of history'],
  },
  {
    country: 'GB',
    name: 'Great Britain (UKGC)',
    verifiedOn: VERIFIED_ON,
    currencies: fact(['GBP'], 'M', 'gamblingcommission.gov.uk, RTS changes, Annex 1'),
    ageLabel: fact('18+', 'I', 'minimum age 18 (secondary sources on SI 2025 stake limits)'),
    warnings: fact(WARNING_KEYS, 'I', OWN_WORDING),
    minRoundMs: fact(2_500, 'M', 'RTS 14 as quoted by harrishagan.com, 17 Jan 2025'),
    maxStakeMinor: fact(
      200,
      'M',
      'SI 2025 stake limits (legislationtracker.co.uk): the cap of ages 18 to 24, for all until age bands are known',
    ),
    autoplay: fact(false, 'H', 'gamblingcommission.gov.uk, RTS changes, Annex 1 (RTS 8C)'),
    turbo: fact(false, 'M', 'RTS 14E as quoted by harrishagan.com'),
    bonusBuy: fact(false, 'M', 'studio compliance dossier of 2026-08'),
    links: [
      fact(
        { kind: 'self_exclusion', text: 'GAMSTOP' },
        'L',
        'several public code bases agree; check before real money',
      ),
      fact(
        { kind: 'help', text: '0808 8020 133' },
        'L',
        'several public code bases agree; check before real money',
      ),
    ],
    notYetEnforced: ['stake cap by age band', 'reality check set by the player', 'one game at a time'],
  },
  {
    country: 'DE',
    name: 'Germany (GGL)',
    verifiedOn: VERIFIED_ON,
    currencies: fact(['EUR'], 'M', 'secondary sources on LUGAS limits in euro'),
    ageLabel: fact('18+', 'I', 'minimum age 18 (secondary sources)'),
    warnings: fact(WARNING_KEYS, 'I', OWN_WORDING),
    minRoundMs: fact(5_000, 'M', 'GGL pages as of 2026-10-07; an average by statute, kept as a floor here'),
    maxStakeMinor: fact(100, 'M', 'GGL pages as of 2026-10-07; the uplift pilot is not used'),
    autoplay: fact(false, 'H', 'GlüStV 2021 section 22a'),
    turbo: fact(false, 'M', 'studio compliance dossier of 2026-08'),
    bonusBuy: fact(false, 'I', 'unknown, so refused'),
    links: [
      fact(
        { kind: 'self_exclusion', text: 'OASIS' },
        'L',
        'several public code bases agree; check before real money',
      ),
      fact(
        { kind: 'help', text: 'BZgA 0800 1372700' },
        'L',
        'several public code bases agree; check before real money',
      ),
    ],
    notYetEnforced: [
      'reality check after 60 minutes with a 5 minute lock-out',
      'panic button',
      'LUGAS and OASIS registers',
      'RTP and top-win odds beside the stake',
    ],
  },
];
