import { MARKETS } from '../src/domain/markets/catalogue.ts';
import { RULE_KEYS } from '../src/domain/markets/fallbacks.ts';
import type { Market } from '../src/domain/markets/rule.ts';
import { ruleFaults } from '../src/domain/markets/standing.ts';
import { fileOf } from '../src/domain/markets/status.ts';
import { PROBE_DAY, probeOf } from './market-probes.ts';
import { termsFields } from './market-terms-fields.ts';

/** The rules of a market that the gateway's own code refuses to see broken: each is tried, nothing is believed. */
function enforced(market: Market, nowMs: number): string[] {
  return RULE_KEYS.filter((key) => {
    const probe = probeOf(market, key, nowMs);
    return (
      probe !== null &&
      probe.kept(market) === undefined &&
      probe.broken(market)?.code === probe.code &&
      probe.broken(probe.relaxed) === undefined
    );
  });
}

/** Prints what is known of every market as one JSON object, for `npm run markets:check`. */
function main(nowMs: number): void {
  const atMs = Date.parse(PROBE_DAY);
  const markets = MARKETS.map((market) => ({
    ...fileOf(market, nowMs, false),
    faults: ruleFaults(market),
    enforced: enforced(market, atMs),
    termsFields: Object.fromEntries(termsFields(market, atMs)),
  }));
  console.log(JSON.stringify({ enforcedOn: PROBE_DAY, markets }));
}

main(Date.now());
