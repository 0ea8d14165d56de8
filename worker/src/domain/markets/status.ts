import type { MarketFile, MarketRule, MarketStatus } from '@roundgate/contract';
import { FALLBACKS, RULE_KEYS } from './fallbacks.ts';
import type { Market, Rule, RuleKey } from './rule.ts';
import { SOURCES, type SourceId } from './sources.ts';
import { applied, reviewBy, ruleOf, standingOf } from './standing.ts';
import { launchFaults, termsOf } from './terms.ts';

type Json = MarketRule['value'];

const textOf = (sources: readonly SourceId[]): string[] => sources.map((id) => SOURCES[id]);
/** Rules are plain data; what has no value is null on the wire. */
const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json;

/** One rule as it is published: its source in words, its standing, and what is gone by. */
export function ruleLine(market: Market, key: RuleKey, nowMs: number): MarketRule {
  const rule: Rule<unknown> = ruleOf(market, key);
  const value = applied(market, key, nowMs);
  return {
    rule: key,
    value: toJson(rule.value),
    grade: rule.grade,
    sources: textOf(rule.sources),
    note: rule.note,
    verified_on: rule.verifiedOn ?? market.verifiedOn,
    from: rule.from ?? null,
    to: rule.to ?? null,
    review_by: reviewBy(market, rule),
    standing: standingOf(market, key, nowMs),
    applied: value === 'refuses' ? null : toJson(value),
    refuses: value === 'refuses',
  };
}

/** The first day on which a rule that the market cannot do without is stale. */
const firstReview = (market: Market): string =>
  RULE_KEYS.filter((key) => FALLBACKS[key].value === 'refuses')
    .map((key): Rule<unknown> => ruleOf(market, key))
    .map((rule) => reviewBy(market, rule))
    .sort()[0] ?? market.verifiedOn;

/** How a market stands at `nowMs` (UTC). */
export function statusOf(market: Market, nowMs: number, certified: boolean): MarketStatus {
  const faults = launchFaults(market, nowMs);
  const standing = (wanted: readonly string[]) =>
    RULE_KEYS.filter((key) => wanted.includes(standingOf(market, key, nowMs)));
  return {
    country: market.country,
    name: market.name,
    verified_on: market.verifiedOn,
    review_by: firstReview(market),
    launchable: faults.length === 0,
    refused_for: faults,
    unknown: standing(['unknown', 'thin', 'not_yet']),
    stale: standing(['stale']),
    certified,
  };
}

/** A market in full. */
export function fileOf(market: Market, nowMs: number, certified: boolean): MarketFile {
  const sourced = <T extends { readonly sources: readonly SourceId[] }>(facts: readonly T[]) =>
    facts.map((fact) => ({ ...fact, sources: textOf(fact.sources) }));
  return {
    ...statusOf(market, nowMs, certified),
    rules: RULE_KEYS.map((key) => ruleLine(market, key, nowMs)),
    duties: sourced(market.duties),
    pending: sourced(market.pending),
    terms: termsOf(market, nowMs) ?? null,
  };
}
