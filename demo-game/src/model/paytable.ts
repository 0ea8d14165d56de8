import { type SlotModel, symbolsOf } from './slot-model.ts';

/** What one count of a symbol pays at a stake. */
export interface PaytableEntry {
  readonly count: number;
  readonly payMinor: number;
}

/** One symbol of the paytable, dearest first. */
export interface PaytableRow {
  readonly symbol: string;
  readonly kind: 'wild' | 'scatter' | 'bonus' | 'plain';
  readonly entries: readonly PaytableEntry[];
}

/** Thrown when a stake is no whole number of minor units on every line. */
export class StakeNotDivisible extends Error {
  readonly code = 'STAKE_NOT_DIVISIBLE';
}

/** The bet on one line in minor units; throws {@link StakeNotDivisible}. */
export function lineBetMinor(model: SlotModel, stakeMinor: number): number {
  const lineBet = stakeMinor / model.lines.length;
  if (!Number.isSafeInteger(lineBet) || lineBet < 1)
    throw new StakeNotDivisible(
      `a stake of ${stakeMinor} cannot be spread evenly over ${model.lines.length} lines`,
    );
  return lineBet;
}

function kindOf(model: SlotModel, symbol: string): PaytableRow['kind'] {
  if (model.symbols[symbol]?.wild) return 'wild';
  if (model.bonus?.symbol === symbol) return 'bonus';
  return model.symbols[symbol]?.scatter ? 'scatter' : 'plain';
}

function entriesOf(model: SlotModel, symbol: string, stakeMinor: number): PaytableEntry[] {
  const lineBet = lineBetMinor(model, stakeMinor);
  const scatter = model.scatterPays[symbol];
  const unitMinor = scatter && model.scatterUnit === 'total' ? stakeMinor : lineBet;
  return Object.entries(scatter ?? model.linePays[symbol] ?? {})
    .map(([count, pay]) => ({ count: Number(count), payMinor: pay * unitMinor }))
    .filter(({ payMinor }) => payMinor > 0)
    .sort((left, right) => right.count - left.count);
}

/** What the bonus can pay at a stake, from the least to the most; empty without a bonus. */
export function bonusPrizesMinor(model: SlotModel, stakeMinor: number): number[] {
  if (!model.bonus) return [];
  const unitMinor = model.bonus.unit === 'total' ? stakeMinor : lineBetMinor(model, stakeMinor);
  return [...new Set(model.bonus.pays)].sort((left, right) => left - right).map((pay) => pay * unitMinor);
}

/** The paytable for one stake, computed from the model: wilds, scatters, then the rest from dear to cheap. */
export function paytable(model: SlotModel, stakeMinor: number): PaytableRow[] {
  const order = { wild: 0, scatter: 1, bonus: 2, plain: 3 } as const;
  return symbolsOf(model)
    .map((symbol) => ({
      symbol,
      kind: kindOf(model, symbol),
      entries: entriesOf(model, symbol, stakeMinor),
    }))
    .sort(
      (left, right) =>
        order[left.kind] - order[right.kind] ||
        (right.entries[0]?.payMinor ?? 0) - (left.entries[0]?.payMinor ?? 0) ||
        (right.entries[1]?.payMinor ?? 0) - (left.entries[1]?.payMinor ?? 0),
    );
}
