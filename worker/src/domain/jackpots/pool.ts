import type { JackpotRules, JackpotTotals, JackpotTrigger, JackpotView } from '@roundgate/contract';

/** The money of one meter, in minor units of its currency, and how often the meter has started. */
export interface Pool extends Readonly<JackpotTotals> {
  readonly run: number;
}

/** Thrown when money would appear or vanish: then nothing of the change is kept. */
export class PoolUnbalancedError extends Error {}

const MILLION = 1_000_000n;

/** The part of a sum that is set aside for the next seed; of all that ever came, so that no remainder is lost. */
export const reserveShare = (contributedMinor: number, reservePpm: number): number =>
  Number((BigInt(contributedMinor) * BigInt(reservePpm)) / MILLION);

/** True when every minor unit that came in is in the meter, in the reserve, or paid. */
export const isBalanced = (pool: JackpotTotals): boolean =>
  pool.contributed_minor + pool.seeds_minor === pool.meter_minor + pool.reserve_minor + pool.paid_minor;

function checked(pool: Pool): Pool {
  const amounts = [pool.contributed_minor, pool.seeds_minor, pool.meter_minor, pool.reserve_minor];
  const exact = [...amounts, pool.paid_minor].every((minor) => Number.isSafeInteger(minor) && minor >= 0);
  if (exact && isBalanced(pool)) return pool;
  throw new PoolUnbalancedError(`the pool does not add up: ${JSON.stringify(pool)}`);
}

/** A new meter: the house pays the first seed. */
export const newPool = ({ seed_minor }: JackpotRules): Pool =>
  checked({
    ...{ contributed_minor: 0, seeds_minor: seed_minor, meter_minor: seed_minor },
    ...{ reserve_minor: 0, paid_minor: 0, run: 1 },
  });

/** What all contributions come to now, split between meter and reserve; a smaller sum than before is old news. */
export function contributed(pool: Pool, { reserve_ppm }: JackpotRules, totalMinor: number): Pool {
  if (totalMinor <= pool.contributed_minor) return pool;
  const toReserve = reserveShare(totalMinor, reserve_ppm) - reserveShare(pool.contributed_minor, reserve_ppm);
  const toMeter = totalMinor - pool.contributed_minor - toReserve;
  return checked({
    ...pool,
    contributed_minor: totalMinor,
    meter_minor: pool.meter_minor + toMeter,
    reserve_minor: pool.reserve_minor + toReserve,
  });
}

/** What a player is shown and would be paid: a meter that must be hit by its cap pays no more than that. */
export const payable = ({ meter_minor }: JackpotTotals, trigger: JackpotTrigger): number =>
  trigger.kind === 'must_hit_by' ? Math.min(meter_minor, trigger.cap_minor) : meter_minor;

/**
 * Pays the meter and starts it again from its seed: out of the reserve as far as that goes, the rest by the house. What
 * stood over the cap goes to the reserve.
 */
export function pay(pool: Pool, rules: JackpotRules): { readonly pool: Pool; readonly amountMinor: number } {
  const amountMinor = payable(pool, rules.trigger);
  const reserveMinor = pool.reserve_minor + pool.meter_minor - amountMinor;
  const fromReserve = Math.min(reserveMinor, rules.seed_minor);
  const next = checked({
    ...pool,
    seeds_minor: pool.seeds_minor + rules.seed_minor - fromReserve,
    meter_minor: rules.seed_minor,
    reserve_minor: reserveMinor - fromReserve,
    paid_minor: pool.paid_minor + amountMinor,
    run: pool.run + 1,
  });
  return { pool: next, amountMinor };
}

/** Takes back what was paid for a round that came to nothing: onto the meter, where the players can win it. */
export const takeBack = (pool: Pool, amountMinor: number): Pool =>
  checked({
    ...pool,
    meter_minor: pool.meter_minor + amountMinor,
    paid_minor: pool.paid_minor - amountMinor,
  });

/**
 * Whether a hit of run `run` is still one. A meter that must be hit falls once a run: whoever draws beside the winner,
 * before the news is round, drew against an amount that is gone. Chance hits for each player by itself.
 */
export const isStillHit = ({ kind }: JackpotTrigger, run: number, pool: Pool): boolean =>
  kind === 'random' || run === pool.run;

/** What of each stake the meter itself grows by, in millionths. */
export const meterPpm = ({ contribution_ppm, reserve_ppm }: JackpotRules): number =>
  Math.floor((contribution_ppm * (1_000_000 - reserve_ppm)) / 1_000_000);

/** The odds of one minor unit of stake, as 1 in so many. */
export function oneInMinor(rules: JackpotRules, meterMinor: number): number {
  const { trigger } = rules;
  if (trigger.kind === 'random') return trigger.one_in_minor;
  const left = Math.max(trigger.cap_minor - meterMinor, 0);
  return Math.max(1, Number((BigInt(left) * MILLION) / BigInt(meterPpm(rules))));
}

/** A meter with all that may be told of it. */
export const viewOf = (
  jackpotId: string,
  rules: JackpotRules,
  state: JackpotView['state'],
  { run, ...totals }: Pool,
  at: string,
): JackpotView => ({
  jackpot_id: jackpotId,
  ...rules,
  ...{ state, run, totals },
  one_in_minor: oneInMinor(rules, totals.meter_minor),
  balanced: isBalanced(totals),
  at,
});
