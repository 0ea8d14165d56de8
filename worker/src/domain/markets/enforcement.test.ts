import { describe, expect, it } from 'vitest';
import { PROBE_DAY, probeOf } from '../../../scripts/market-probes.ts';
import { MARKETS } from './catalogue.ts';
import { RULE_KEYS } from './fallbacks.ts';

const NOW_MS = Date.parse(PROBE_DAY);

const CASES = MARKETS.flatMap((market) =>
  RULE_KEYS.flatMap((key) => {
    const probe = probeOf(market, key, NOW_MS);
    return probe ? [{ country: market.country, key, market, probe }] : [];
  }),
);

describe('a rule that is broken', () => {
  // The titles are read by `npm run markets:check`: country, then rule.
  it.each(CASES)('$country $key is refused, and by nothing else', ({ market, probe }) => {
    expect(probe.kept(market)).toBeUndefined();
    expect(probe.broken(market)?.code).toBe(probe.code);
    expect(probe.broken(probe.relaxed)).toBeUndefined();
  });

  it('is tried in every market', () => {
    expect(new Set(CASES.map(({ country }) => country)).size).toBe(MARKETS.length);
  });
});
