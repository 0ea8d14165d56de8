import type { RuleGrade, RuleStanding } from '@roundgate/contract';
import { FALLBACKS, RULE_KEYS } from './fallbacks.ts';
import { type Market, type Rule, type RuleKey, type RuleValues, unknown } from './rule.ts';

const DAY_MS = 86_400_000;

/** How long a rule is believed after it was last seen, in days: the better it was read, the longer. */
export const BELIEVED_DAYS: Readonly<Record<RuleGrade, number>> = { H: 730, M: 365, L: 180, I: 180, U: 180 };

const NOT_LISTED = unknown('no source that was read says anything about it');

/** A market's rule, or the statement that it is unknown. */
export const ruleOf = <K extends RuleKey>(market: Market, key: K): Rule<RuleValues[K]> =>
  market.rules[key] ?? NOT_LISTED;

const dayOf = (utcMs: number): string => new Date(utcMs).toISOString().slice(0, 10);
/** The first moment of a day, UTC. */
export const startOf = (day: string): number => Date.parse(day);
/** The first moment after a day, UTC. */
export const endOf = (day: string): number => startOf(day) + DAY_MS;

/** The day from which a rule is too old to be believed. */
export const reviewBy = (market: Market, rule: Rule<unknown>): string =>
  dayOf(startOf(rule.verifiedOn ?? market.verifiedOn) + BELIEVED_DAYS[rule.grade] * DAY_MS);

/** When a rule stops to be in force: its last day or its review, whichever comes first. */
const endsAtMs = (market: Market, rule: Rule<unknown>): number =>
  Math.min(startOf(reviewBy(market, rule)), rule.to ? endOf(rule.to) : Number.POSITIVE_INFINITY);

/** How a rule stands at `nowMs` (UTC). */
export function standingOf<K extends RuleKey>(market: Market, key: K, nowMs: number): RuleStanding {
  const rule = ruleOf(market, key);
  if (rule.value === undefined) return 'unknown';
  if (rule.from && nowMs < startOf(rule.from)) return 'not_yet';
  if (nowMs >= endsAtMs(market, rule)) return 'stale';
  const believed = rule.grade === 'H' || rule.grade === 'M';
  return !believed && FALLBACKS[key].permits(rule.value) ? 'thin' : 'in_force';
}

/** What is gone by: the market's own value, the strictest form in its place, or `refuses`. */
export function applied<K extends RuleKey>(market: Market, key: K, nowMs: number): RuleValues[K] | 'refuses' {
  const { value } = ruleOf(market, key);
  const fallback = FALLBACKS[key];
  const standing = standingOf(market, key, nowMs);
  if (value !== undefined && standing === 'in_force') return value;
  const keeps = standing === 'stale' && value !== undefined && !fallback.permits(value);
  return keeps && fallback.value !== 'refuses' ? value : fallback.value;
}

/**
 * The moment at which the terms of a market may change by themselves: the next end, review or begin of any rule or
 * stake tier after `nowMs`. Nothing that was agreed under them may outlive it.
 */
export function termsHoldUntilMs(market: Market, nowMs: number): number {
  const rules = RULE_KEYS.map((key): Rule<unknown> => ruleOf(market, key)).filter(
    ({ value }) => value !== undefined,
  );
  const tiers = ruleOf(market, 'max_stake').value?.tiers ?? [];
  const moments = [
    ...rules.flatMap((rule) => [endsAtMs(market, rule), ...(rule.from ? [startOf(rule.from)] : [])]),
    ...tiers.flatMap(({ from, to }) => [startOf(from), endOf(to)]),
  ];
  return Math.min(...moments.filter((atMs) => atMs > nowMs));
}

/** What is wrong with how a market's rules are written: one line each, naming the rule. Empty for a market that may ship. */
export function ruleFaults(market: Market): string[] {
  const isDay = (day: string) => !Number.isNaN(startOf(day)) && dayOf(startOf(day)) === day;
  return RULE_KEYS.flatMap((key) => {
    const rule: Rule<unknown> = ruleOf(market, key);
    const where = `${market.country} ${key}`;
    const reasoned = rule.grade === 'I' || rule.grade === 'U';
    const days = [rule.verifiedOn ?? market.verifiedOn, rule.from, rule.to].filter(
      (day) => day !== undefined,
    );
    return [
      ...(!reasoned && rule.sources.length === 0 ? [`${where} has no source`] : []),
      ...(reasoned && rule.note === '' ? [`${where} has no source and no reasoning`] : []),
      ...((rule.value === undefined) !== (rule.grade === 'U')
        ? [`${where} is graded U and has a value`]
        : []),
      ...days.filter((day) => !isDay(day)).map((day) => `${where} has a date that is none: ${day}`),
      ...(rule.from && rule.to && rule.from > rule.to ? [`${where} ends before it begins`] : []),
    ];
  });
}
