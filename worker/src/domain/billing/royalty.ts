import type { Currency, FxRate, RoyaltyContract, RoyaltyPart } from '@roundgate/contract';
import { convert } from './fx.ts';
import {
  add,
  decimal,
  larger,
  multiply,
  type Rational,
  smaller,
  subtract,
  textOf,
  whole,
  ZERO,
} from './rational.ts';

/** What was played in one currency, and what that currency is worth in the invoice's. */
export interface PlayedFigures {
  readonly currency: Currency;
  readonly spins_total: number;
  readonly eligible_spins: number;
  readonly free_spins: number;
  readonly turnover_minor: number;
  readonly ggr_minor: number;
  readonly jackpot_contrib_minor: number;
  readonly bonus_cost_minor: number;
  readonly netwin_minor: number;
  readonly fx: FxRate | null;
}

/** One step of a calculation, exact, in minor units of the invoice's currency. */
export interface Step {
  readonly name: string;
  readonly amount: Rational;
}

/** A sum over currencies, in the invoice's. */
const inInvoice = (
  figures: readonly PlayedFigures[],
  of: 'turnover_minor' | 'ggr_minor' | 'jackpot_contrib_minor' | 'bonus_cost_minor',
): Rational => figures.reduce((sum, one) => add(sum, convert(one[of], one.currency, one.fx)), ZERO);

const countOf = (figures: readonly PlayedFigures[], of: 'eligible_spins' | 'free_spins'): Rational =>
  whole(figures.reduce((sum, one) => sum + one[of], 0));

/** Bills each part of a base at the rate of its tier. A base below zero brings nothing: losses are not shared, nor carried on. */
export function byTiers(
  base: Rational,
  tiers: readonly { readonly from_minor: number; readonly rate: string }[],
): Rational {
  return tiers.reduce((sum, { from_minor, rate }, index) => {
    const next = tiers[index + 1];
    const end = next ? smaller(base, whole(next.from_minor)) : base;
    const inside = larger(ZERO, subtract(end, whole(from_minor)));
    return add(sum, multiply(inside, decimal(rate)));
  }, ZERO);
}

type RevenueShare = Extract<RoyaltyPart, { kind: 'revenue_share' }>;

/** From GGR down to what is shared, step by step. */
function waterfall({ deductions }: RevenueShare, figures: readonly PlayedFigures[]): Step[] {
  const ggr = inInvoice(figures, 'ggr_minor');
  const bases = { ggr, turnover: inInvoice(figures, 'turnover_minor') };
  let remaining = ggr;
  const steps: Step[] = [{ name: 'ggr', amount: ggr }];
  for (const deduction of deductions) {
    const [name, amount] = deducted(deduction, figures, { ...bases, remaining });
    remaining = subtract(remaining, amount);
    steps.push({ name: `less ${name}`, amount: subtract(ZERO, amount) });
  }
  return [...steps, { name: 'shared base', amount: remaining }];
}

function deducted(
  deduction: RevenueShare['deductions'][number],
  figures: readonly PlayedFigures[],
  bases: Readonly<Record<'ggr' | 'turnover' | 'remaining', Rational>>,
): readonly [string, Rational] {
  if (deduction.kind === 'jackpot_contributions')
    return ['jackpot contributions', inInvoice(figures, 'jackpot_contrib_minor')];
  if (deduction.kind === 'bonus_cost') {
    const all = inInvoice(figures, 'bonus_cost_minor');
    const { cap_of_ggr: cap } = deduction;
    if (cap === undefined) return ['bonus cost', all];
    return [`bonus cost up to ${cap} of ggr`, smaller(all, multiply(larger(ZERO, bases.ggr), decimal(cap)))];
  }
  // A tax or fee on less than nothing is nothing.
  const amount = multiply(larger(ZERO, bases[deduction.of]), decimal(deduction.rate));
  return [`${deduction.name} (${deduction.rate} of ${deduction.of})`, amount];
}

function partSteps(part: RoyaltyPart, figures: readonly PlayedFigures[]): { steps: Step[]; due: Rational } {
  if (part.kind === 'per_spin') {
    const paid = multiply(countOf(figures, 'eligible_spins'), decimal(part.fee_minor));
    const free = multiply(countOf(figures, 'free_spins'), decimal(part.free_fee_minor));
    const steps = [
      { name: `eligible spins at ${part.fee_minor}`, amount: paid },
      { name: `free spins at ${part.free_fee_minor}`, amount: free },
    ];
    return { steps, due: add(paid, free) };
  }
  if (part.kind === 'turnover') {
    const base = inInvoice(figures, 'turnover_minor');
    const due = byTiers(base, part.rate);
    return {
      steps: [
        { name: 'turnover', amount: base },
        { name: 'turnover fee', amount: due },
      ],
      due,
    };
  }
  const steps = waterfall(part, figures);
  const due = byTiers(steps.at(-1)?.amount ?? ZERO, part.share);
  return { steps: [...steps, { name: 'revenue share', amount: due }], due };
}

/** What figures come to by a contract: exact, with every step. */
export function royaltyOf(
  { parts, minimum_minor }: Pick<RoyaltyContract, 'parts' | 'minimum_minor'>,
  figures: readonly PlayedFigures[],
): { steps: Step[]; due: Rational } {
  const all = parts.map((part) => partSteps(part, figures));
  const sum = all.reduce((total, { due }) => add(total, due), ZERO);
  const due = larger(sum, whole(minimum_minor));
  const topUp = subtract(due, sum);
  const steps = all.flatMap((part) => part.steps);
  return { steps: topUp.top > 0n ? [...steps, { name: 'up to the minimum', amount: topUp }] : steps, due };
}

/** Steps as an invoice shows them. */
export const toldSteps = (steps: readonly Step[]): { name: string; amount: string }[] =>
  steps.map(({ name, amount }) => ({ name, amount: textOf(amount) }));
