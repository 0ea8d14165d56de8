import {
  type Currency,
  type MarketTerms,
  type MarketView,
  money,
  type PlayerFacts,
  type PlayRules,
  type ProblemFacts,
} from '@roundgate/contract';
import type { Refusal } from '../sessions/session.ts';
import { findMarket } from './catalogue.ts';
import { FALLBACKS, RULE_KEYS } from './fallbacks.ts';
import type { Market, RuleKey, RuleValues } from './rule.ts';
import { largestStakeMinor } from './stake-cap.ts';
import { applied, ruleOf, standingOf } from './standing.ts';

/** Sentences that every market shows, in our own words; a market's own come after them. */
const OWN_WARNINGS = ['play_responsibly', 'chance'];

type Values = { readonly [K in RuleKey]: RuleValues[K] | 'refuses' };

const valuesAt = (market: Market, nowMs: number): Values =>
  Object.fromEntries(RULE_KEYS.map((key) => [key, applied(market, key, nowMs)])) as unknown as Values;

/** A value that has a fallback is never a refusal. */
const sure = <T>(value: T | 'refuses'): T => {
  if (value === 'refuses') throw new Error('a rule that refuses was read as a value');
  return value as T;
};

const playRules = (values: Values): PlayRules => ({
  show: {
    clock: sure(values.show_clock),
    net_position: sure(values.show_net_position),
    totals: sure(values.show_totals),
    month_net: sure(values.show_month_net),
    rtp: sure(values.show_rtp),
    top_win_odds: sure(values.show_top_win_odds),
    bounds: sure(values.show_bounds),
    last_result: sure(values.show_last_result),
  },
  celebrate_below_stake: sure(values.celebrate_below_stake),
  require_release: sure(values.require_release),
  one_game_at_a_time: sure(values.one_game_at_a_time),
  autoplay_max_rounds: sure(values.autoplay) === true ? sure(values.autoplay_max_rounds) : null,
  reality_check: sure(values.reality_check),
  rest: sure(values.rest),
  panic_h: sure(values.panic_h),
  pre_session_limits: sure(values.pre_session_limits),
  login_notice_s: sure(values.login_notice_s),
  idle_exit_min: sure(values.idle_exit_min),
});

/**
 * The terms of a market as they stand at `nowMs` (UTC), for its permit and for every session in it (spec M2). Undefined
 * for a market of which not even age and language are known. To be launched for real money it must pass
 * {@link launchRefusal} as well: what a market forbids stands here for demo play too.
 */
export function termsOf(market: Market, nowMs: number): MarketTerms | undefined {
  const age = ruleOf(market, 'min_age').value;
  const languages = ruleOf(market, 'languages').value;
  if (age === undefined || languages === undefined) return undefined;
  const values = valuesAt(market, nowMs);
  return {
    country: market.country,
    languages: [...languages],
    age_label: sure(values.age_label) ?? `${age}+`,
    warnings: [...OWN_WARNINGS, ...sure(values.warnings)],
    links: [...sure(values.links)],
    logos: [...sure(values.logos)],
    min_round_ms: sure(values.min_round_ms),
    features: {
      autoplay: sure(values.autoplay),
      turbo: sure(values.turbo),
      bonus_buy: sure(values.bonus_buy),
      jackpot: sure(values.jackpot),
    },
    rules: playRules(values),
  };
}

/** {@link termsOf} by country; undefined also for a country that is not kept here. */
export function marketTerms(country: string, nowMs: number): MarketTerms | undefined {
  const market = findMarket(country);
  return market && termsOf(market, nowMs);
}

/** The rules because of which a market cannot be launched for real money now, each with the reason. */
export const launchFaults = (market: Market, nowMs: number): { rule: RuleKey; why: string }[] =>
  RULE_KEYS.filter((rule) => applied(market, rule, nowMs) === 'refuses').map((rule) => ({
    rule,
    why: `${standingOf(market, rule, nowMs)}: ${FALLBACKS[rule].why}`,
  }));

const unknownRules = (message: string): Refusal => ({
  code: 'MARKET_RULES_UNKNOWN',
  facts: { errors: [{ field: 'country', message }] },
});

/** Why nothing is played for real money in this country now, or undefined. Unknown and stale fail closed (spec M1). */
export function launchRefusal(country: string, nowMs: number): Refusal | undefined {
  const market = findMarket(country);
  if (!market) return unknownRules(`the rules of ${country} are not known here`);
  const [fault] = launchFaults(market, nowMs);
  return fault && unknownRules(`the rule ${fault.rule} of ${country} is ${fault.why}`);
}

/** The language of mandated words: the session's where the market allows it, else the market's first. */
export const wordsLocale = (languages: readonly string[], locale: string): string => {
  const base = (tag: string) => tag.split('-')[0];
  return (
    languages.find((tag) => tag === locale) ??
    languages.find((tag) => base(tag) === base(locale)) ??
    languages[0] ??
    locale
  );
};

/** What opens a session, as far as a market's rules look at it. */
export interface Opening {
  readonly country: string;
  readonly currency: Currency;
  readonly locale: string;
  readonly player: PlayerFacts | undefined;
}

/** The terms for this very player: the market's, with the largest stake and win (spec M2, G3). Undefined as above. */
export function viewOf(market: Market, opening: Opening, nowMs: number): MarketView | undefined {
  const terms = termsOf(market, nowMs);
  if (!terms) return undefined;
  const cap = applied(market, 'max_stake', nowMs);
  const stakeMinor = cap === 'refuses' ? 0 : largestStakeMinor(cap, opening.player, nowMs);
  const winMinor = sure(applied(market, 'max_win_minor', nowMs));
  return {
    ...terms,
    max_stake: stakeMinor === null ? null : money(stakeMinor, opening.currency),
    max_win: winMinor === null ? null : money(winMinor, opening.currency),
    words_locale: wordsLocale(terms.languages, opening.locale),
  };
}

/** {@link viewOf} by country. */
export function marketView(opening: Opening, nowMs: number): MarketView | undefined {
  const market = findMarket(opening.country);
  return market && viewOf(market, opening, nowMs);
}

/** Why this player may not open a session here in this currency, whatever the game; or undefined. */
export function openingRefusal(market: Market, opening: Opening, nowMs: number): Refusal | undefined {
  const currency = applied(market, 'currency', nowMs);
  const minAge = applied(market, 'min_age', nowMs);
  if (currency !== opening.currency) {
    const message = `${opening.country} is played in ${currency}`;
    return { code: 'CURRENCY_NOT_ALLOWED', facts: { errors: [{ field: 'currency', message }] } };
  }
  const age = opening.player?.age;
  if (age === undefined || (minAge !== 'refuses' && age >= minAge)) return undefined;
  // Told to the operator, who told the age: a player under it is blocked from play like one who is excluded.
  const facts: ProblemFacts = {
    detail: `the player is under ${minAge}, the minimum age of ${opening.country}`,
  };
  return { code: 'RG_BLOCKED', facts };
}

/** Why a session is not opened, or undefined: the market as a whole, then money, then the player's age. */
export function marketRefusal(opening: Opening, nowMs: number): Refusal | undefined {
  const market = findMarket(opening.country);
  return launchRefusal(opening.country, nowMs) ?? (market && openingRefusal(market, opening, nowMs));
}
