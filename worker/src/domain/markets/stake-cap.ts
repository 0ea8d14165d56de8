import type { PlayerFacts } from '@roundgate/contract';
import type { StakeCap } from './rule.ts';
import { endOf, startOf } from './standing.ts';

const byAge = (cap: StakeCap, age: number | undefined): number => {
  const bands = cap.byAge ?? [];
  const band = age === undefined ? undefined : bands.findLast(({ minAge }) => age >= minAge);
  return band?.minor ?? Math.min(cap.minor, ...bands.map(({ minor }) => minor));
};

/**
 * The largest stake of a player in minor units; null where the market sets none. An age that was not told counts as
 * the strictest band; a tier counts only with the age that it needs, on the days on which it holds.
 */
export function largestStakeMinor(
  cap: StakeCap | null,
  player: PlayerFacts | undefined,
  nowMs: number,
): number | null {
  if (cap === null) return null;
  const tier = cap.tiers?.find(
    ({ name, minAge, from, to }) =>
      name === player?.stake_tier &&
      (player.age ?? 0) >= minAge &&
      nowMs >= startOf(from) &&
      nowMs < endOf(to),
  );
  return tier?.minor ?? byAge(cap, player?.age);
}
