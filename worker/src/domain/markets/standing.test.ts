import { describe, expect, it } from 'vitest';
import { MARKETS } from './catalogue.ts';
import { FALLBACKS, RULE_KEYS } from './fallbacks.ts';
import { inferred, known, type Market, unknown } from './rule.ts';
import { SOURCES } from './sources.ts';
import { applied, ruleFaults, standingOf, termsHoldUntilMs } from './standing.ts';
import { launchFaults, launchRefusal, marketRefusal, marketTerms, marketView, termsOf } from './terms.ts';

const at = (day: string): number => Date.parse(day);
const NOW = at('2026-11-25');

const marketWith = (rules: Market['rules']): Market => ({
  country: 'MT',
  name: 'A market',
  verifiedOn: '2026-11-01',
  rules: {
    min_age: known(18, 'M', ['UK1']),
    currency: known('EUR', 'M', ['UK1']),
    languages: known(['en'], 'M', ['UK1']),
    max_stake: known(null, 'M', ['UK1']),
    ...rules,
  },
  duties: [],
  pending: [],
});

describe('how the rules are written', () => {
  it.each(MARKETS.map((market) => [market.country, market] as const))(
    '%s gives every rule a source',
    (_, market) => {
      expect(ruleFaults(market)).toEqual([]);
      for (const { sources } of [...market.duties, ...market.pending])
        expect(sources.length).toBeGreaterThan(0);
    },
  );

  it.each([
    ['no source', { turbo: { ...known(false, 'H', ['UK1']), sources: [] } }, 'MT turbo has no source'],
    ['no reasoning', { turbo: inferred(false, '') }, 'MT turbo has no source and no reasoning'],
    ['a value graded U', { turbo: { ...unknown('?'), value: true } }, 'MT turbo is graded U and has a value'],
    [
      'a day that is none',
      { turbo: known(false, 'H', ['UK1'], { to: '2026-02-30' }) },
      'MT turbo has a date that is none: 2026-02-30',
    ],
    [
      'an end before its begin',
      { turbo: known(false, 'H', ['UK1'], { from: '2026-02-02', to: '2026-02-01' }) },
      'MT turbo ends before it begins',
    ],
  ])('a rule with %s is refused', (_, rules, fault) => {
    expect(ruleFaults(marketWith(rules))).toEqual([fault]);
  });

  it('leaves no source unread', () => {
    const text = JSON.stringify(MARKETS);
    expect(Object.keys(SOURCES).filter((id) => !text.includes(`"${id}"`))).toEqual([]);
  });
});

describe('a rule', () => {
  const rule = known(2_500, 'M', ['UK1'], { from: '2026-01-10', to: '2026-12-31', verifiedOn: '2026-06-01' });
  const market = marketWith({ min_round_ms: rule });

  it.each([
    ['2026-01-09', 'not_yet', 5_000],
    ['2026-01-10', 'in_force', 2_500],
    ['2026-12-31', 'in_force', 2_500],
    ['2027-01-01', 'stale', 5_000],
  ])('on %s is %s and %i ms are gone by', (day, standing, ms) => {
    expect([standingOf(market, 'min_round_ms', at(day)), applied(market, 'min_round_ms', at(day))]).toEqual([
      standing,
      ms,
    ]);
  });

  it.each([
    ['H', 730],
    ['M', 365],
    ['L', 180],
  ] as const)('of grade %s is stale %i days after it was last seen', (grade, days) => {
    const seen = marketWith({ turbo: known(false, grade, ['UK1']) });
    const staleMs = at('2026-11-01') + days * 86_400_000;
    expect(standingOf(seen, 'turbo', staleMs - 1)).toBe('in_force');
    expect(standingOf(seen, 'turbo', staleMs)).toBe('stale');
  });

  it('that permits something is not believed at grade L or I', () => {
    const thin = marketWith({ autoplay: known(true, 'L', ['UK1']), jackpot: inferred(true, 'so it seems') });
    for (const key of ['autoplay', 'jackpot'] as const)
      expect([standingOf(thin, key, NOW), applied(thin, key, NOW)]).toEqual(['thin', false]);
  });

  it('that is stale gives way when it permits, and is kept when it is a duty', () => {
    const old = { verifiedOn: '2020-01-01' };
    const stale = marketWith({
      autoplay: known(true, 'H', ['UK1'], old),
      panic_h: known(24, 'H', ['UK1'], old),
      reality_check: known({ every_min: 60, choices_min: [], lockout_min: 5 }, 'H', ['UK1'], old),
    });
    expect(applied(stale, 'autoplay', NOW)).toBe(false);
    expect(applied(stale, 'panic_h', NOW)).toBe(24);
    expect(applied(stale, 'reality_check', NOW)).toMatchObject({ lockout_min: 5 });
  });

  it('that is unknown has the strictest form in its place, listed or not', () => {
    expect(applied(marketWith({ min_round_ms: unknown('not found') }), 'min_round_ms', NOW)).toBe(5_000);
    expect(applied(marketWith({}), 'min_round_ms', NOW)).toBe(5_000);
  });
});

describe('a market', () => {
  const NECESSARY = RULE_KEYS.filter((key) => FALLBACKS[key].value === 'refuses');

  it('needs age, currency, language and stake cap, and nothing else', () => {
    expect(NECESSARY).toEqual(['min_age', 'currency', 'languages', 'max_stake']);
    expect(launchFaults(marketWith({}), NOW)).toEqual([]);
  });

  it.each(NECESSARY)('is not launched when %s is unknown or stale', (key) => {
    const stale = { ...marketWith({}).rules[key], verifiedOn: '2020-01-01' } as never;
    for (const rule of [unknown('not found'), stale])
      expect(launchFaults(marketWith({ [key]: rule }), NOW)).toMatchObject([{ rule: key }]);
  });

  it('that is not kept here is refused, and one that is stale says since which rule', () => {
    expect(launchRefusal('FR', NOW)?.facts?.errors?.[0]?.message).toBe('the rules of FR are not known here');
    expect(marketTerms('FR', NOW)).toBeUndefined();
    expect(launchRefusal('GR', NOW)?.facts?.errors?.[0]?.message).toMatch(
      /^the rule min_age of GR is stale: /,
    );
  });

  it('is launched today as listed, and no more of them once the sources are too old', () => {
    const launchedOn = (day: string) =>
      MARKETS.filter(({ country }) => !launchRefusal(country, at(day))).map(({ country }) => country);
    expect(launchedOn('2026-11-25')).toEqual(['GB', 'DE', 'SE', 'NL', 'ES', 'CZ', 'CA-ON', 'MT', 'BE']);
    expect(launchedOn('2029-01-01')).toEqual([]);
  });

  it('gives no terms that outlive what they rest on', () => {
    const de = MARKETS.find(({ country }) => country === 'DE') as Market;
    for (let nowMs = NOW, steps = 0; steps < 20; steps += 1) {
      const untilMs = termsHoldUntilMs(de, nowMs);
      expect(untilMs).toBeGreaterThan(nowMs);
      if (!Number.isFinite(untilMs)) break;
      const inside = untilMs - 1;
      expect(termsOf(de, inside)).toEqual(termsOf(de, nowMs));
      expect(launchFaults(de, inside)).toEqual(launchFaults(de, nowMs));
      nowMs = untilMs;
    }
  });
});

describe('the terms', () => {
  it('of Germany hold what its sources say', () => {
    expect(marketTerms('DE', NOW)).toMatchObject({
      ...{ country: 'DE', languages: ['de'], age_label: '18+', min_round_ms: 5_000 },
      warnings: ['play_responsibly', 'chance'],
      features: { autoplay: false, turbo: false, bonus_buy: false, jackpot: false },
      rules: {
        show: { clock: true, net_position: true, rtp: true, top_win_odds: true },
        ...{ celebrate_below_stake: false, one_game_at_a_time: true, panic_h: 24 },
        reality_check: { every_min: 60, choices_min: [], lockout_min: 5 },
      },
    });
  });

  it.each([
    ['NL', 'nl_slogan'],
    ['CZ', 'cz_harmful'],
    ['BR', 'br_minors'],
    ['US-NJ', 'us_nj_malfunction'],
  ])('of %s name the sentence that it mandates, also where it is not launched', (country, key) => {
    expect(marketTerms(country, NOW)?.warnings).toContain(key);
  });

  it('of a market without an age or a language are none', () => {
    expect(marketTerms('EE', NOW)).toBeUndefined();
  });

  it('never limit automatic rounds that are forbidden anyway', () => {
    const market = marketWith({ autoplay_max_rounds: known(100, 'H', ['UK1']) });
    expect(termsOf(market, NOW)?.rules.autoplay_max_rounds).toBeNull();
    expect(marketTerms('ES', NOW)?.rules.autoplay_max_rounds).toBe(100);
  });

  it('for a player hold the tier of a pilot on its days only', () => {
    const player = { age: 30, stake_tier: 'clean_90_days' };
    const opening = { country: 'DE', currency: 'EUR', locale: 'de', player } as const;
    const capOn = (day: string) => marketView(opening, at(day))?.max_stake?.amount_minor;
    expect([capOn('2026-06-30'), capOn('2026-07-01'), capOn('2027-10-06')]).toEqual([100, 500, 500]);
    // By then the rule is a year old: not even the lowest step is certain, and no stake passes.
    expect(capOn('2027-12-31')).toBe(0);
    const renewed = Date.parse('2027-12-31');
    expect(marketRefusal(opening, renewed)?.code).toBe('MARKET_RULES_UNKNOWN');
  });

  it('of Czechia tell the largest win as well', () => {
    const view = marketView({ country: 'CZ', currency: 'CZK', locale: 'cs', player: undefined }, NOW);
    expect([view?.max_stake?.amount_minor, view?.max_win?.amount_minor]).toEqual([50_000, 50_000_000]);
    expect(view?.rules.rest).toEqual({ after_min: 120, for_min: 15, gap_min: 15 });
  });
});
