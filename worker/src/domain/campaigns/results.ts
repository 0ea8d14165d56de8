import {
  CAMPAIGN_METRICS,
  type CampaignArmResult,
  type CampaignFigure,
  type CampaignMetric,
  type CampaignRules,
} from '@roundgate/contract';
import { meanInterval, type Sample, welchInterval } from './intervals.ts';
import { referenceOf } from './rules.ts';
import { type Tally, valuesOf } from './tally.ts';

/** Σx and Σx² of one metric over exposed players. */
type MetricSums = Record<CampaignMetric, { readonly sum: bigint; readonly squares: bigint }>;

/** What one arm comes to in one place; sums of whole numbers, so that places can be added in any order. */
export interface ArmSums {
  readonly arm: string;
  readonly assigned: number;
  readonly exposed: number;
  readonly packetsGiven: number;
  readonly packetSpins: number;
  readonly bonusMinor: bigint;
  readonly metrics: MetricSums;
}

const NOTHING = { sum: 0n, squares: 0n };
const noSums = (arm: string): ArmSums => ({
  ...{ arm, assigned: 0, exposed: 0, packetsGiven: 0, packetSpins: 0, bonusMinor: 0n },
  metrics: Object.fromEntries(CAMPAIGN_METRICS.map((metric) => [metric, NOTHING])) as MetricSums,
});

function added(left: ArmSums, right: ArmSums): ArmSums {
  const metrics = CAMPAIGN_METRICS.map((metric) => {
    const [a, b] = [left.metrics[metric], right.metrics[metric]];
    return [metric, { sum: a.sum + b.sum, squares: a.squares + b.squares }];
  });
  return {
    arm: left.arm,
    assigned: left.assigned + right.assigned,
    exposed: left.exposed + right.exposed,
    packetsGiven: left.packetsGiven + right.packetsGiven,
    packetSpins: left.packetSpins + right.packetSpins,
    bonusMinor: left.bonusMinor + right.bonusMinor,
    metrics: Object.fromEntries(metrics) as MetricSums,
  };
}

/** What one player is in the sums of its arm; figures count of the exposed alone, by the arm that they were assigned. */
function sumsOf(tally: Tally): ArmSums {
  const values = valuesOf(tally);
  const metrics = CAMPAIGN_METRICS.map((metric) => [
    metric,
    tally.isExposed ? { sum: values[metric], squares: values[metric] ** 2n } : NOTHING,
  ]);
  return {
    ...{ arm: tally.arm, assigned: 1, exposed: Number(tally.isExposed), packetsGiven: Number(tally.isGiven) },
    ...{ packetSpins: tally.packetSpins, bonusMinor: BigInt(tally.bonusMinor) },
    metrics: Object.fromEntries(metrics) as MetricSums,
  };
}

/** Sums by arm, of parts that were summed before. */
export function addSums(parts: Iterable<ArmSums>): ArmSums[] {
  const byArm = new Map<string, ArmSums>();
  for (const part of parts) byArm.set(part.arm, added(byArm.get(part.arm) ?? noSums(part.arm), part));
  return [...byArm.values()];
}

/** Sums by arm, of players. */
export function sumTallies(tallies: Iterable<Tally>): ArmSums[] {
  const parts = function* (): Generator<ArmSums> {
    for (const tally of tallies) yield sumsOf(tally);
  };
  return addSums(parts());
}

const sampleOf = ({ exposed, metrics }: ArmSums, metric: CampaignMetric): Sample => ({
  count: exposed,
  ...metrics[metric],
});

function figureOf(own: ArmSums, reference: ArmSums, metric: CampaignMetric): CampaignFigure {
  const sample = sampleOf(own, metric);
  const { mean = null, low = null, high = null } = meanInterval(sample) ?? {};
  const apart = own === reference ? undefined : welchInterval(sample, sampleOf(reference, metric));
  return {
    metric,
    sum: String(sample.sum),
    sum_of_squares: String(sample.squares),
    ...{ mean, low, high },
    difference: apart
      ? { mean: apart.mean, low: apart.low, high: apart.high, degrees_of_freedom: apart.degreesOfFreedom }
      : null,
  };
}

/** The result table of a campaign, one entry an arm in the order of its rules. */
export function campaignResults(rules: CampaignRules, sums: readonly ArmSums[]): CampaignArmResult[] {
  const all = new Map(rules.arms.map(({ arm }) => [arm, sums.find((one) => one.arm === arm) ?? noSums(arm)]));
  const referenceArm = referenceOf(rules)?.arm ?? '';
  const reference = all.get(referenceArm) ?? noSums(referenceArm);
  return rules.arms.map(({ arm, weight, packet }) => {
    const own = all.get(arm) ?? noSums(arm);
    return {
      ...{ arm, weight, is_control: packet === null, is_reference: arm === referenceArm },
      ...{ assigned: own.assigned, exposed: own.exposed, packets_given: own.packetsGiven },
      ...{ packet_spins: own.packetSpins, bonus_cost_minor: String(own.bonusMinor) },
      figures: CAMPAIGN_METRICS.map((metric) => figureOf(own, reference, metric)),
    };
  });
}
