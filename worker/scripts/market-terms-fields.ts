import type { MarketTerms } from '@roundgate/contract';
import { RULE_KEYS } from '../src/domain/markets/fallbacks.ts';
import { known, type Market, type Rule, type RuleKey } from '../src/domain/markets/rule.ts';
import { applied } from '../src/domain/markets/standing.ts';
import { termsOf } from '../src/domain/markets/terms.ts';

/** Another value, for rules of which one cannot be made from the value that stands. */
const OTHERS: { readonly [K in RuleKey]?: unknown } = {
  age_label: '99+',
  autoplay_max_rounds: 7,
  languages: ['xx'],
  reality_check: { every_min: 7, choices_min: [], lockout_min: 1 },
  rest: { after_min: 7, for_min: 7, gap_min: 7 },
  panic_h: 7,
  pre_session_limits: { again_within_min: 7 },
  login_notice_s: 7,
  idle_exit_min: 7,
  warnings: ['another'],
  links: [{ kind: 'help', text: 'another', url: null }],
  logos: [{ kind: 'help', text: 'another', url: null }],
};

const otherThan = (key: RuleKey, value: unknown): unknown => {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number' && !(key in OTHERS)) return value + 1;
  return OTHERS[key];
};

/** The fields of the terms by the name that the loader reads them by. */
const fieldsOf = ({ rules, features, ...terms }: MarketTerms): Record<string, string> => {
  const { show, ...play } = rules;
  const flat = { ...terms, ...features, ...play, ...show };
  return Object.fromEntries(Object.entries(flat).map(([name, value]) => [name, JSON.stringify(value)]));
};

/**
 * Which field of the signed terms each rule of a market decides: found by changing the rule and looking what changes.
 * A rule that decides none is for the gateway alone.
 */
export function termsFields(market: Market, nowMs: number): ReadonlyMap<RuleKey, string> {
  const terms = termsOf(market, nowMs);
  if (!terms) return new Map();
  const before = fieldsOf(terms);
  const found = RULE_KEYS.flatMap((key): [RuleKey, string][] => {
    const other = otherThan(key, applied(market, key, nowMs));
    if (other === undefined) return [];
    const rule: Rule<unknown> = known(other, 'H', ['UK1'], { verifiedOn: '2099-01-01' });
    // Rounds in a row are only told where the game may play by itself.
    const allowed = key === 'autoplay_max_rounds' ? { autoplay: known(true, 'H', ['UK1']) } : {};
    const changed = { ...market, rules: { ...market.rules, ...allowed, [key]: rule } } as Market;
    const after = fieldsOf(termsOf(changed, nowMs) ?? terms);
    const fields = Object.keys(after).filter((name) => after[name] !== before[name] && name !== 'autoplay');
    const field = fields[0] ?? (before.autoplay === after.autoplay ? undefined : 'autoplay');
    return field ? [[key, field]] : [];
  });
  return new Map(found);
}
