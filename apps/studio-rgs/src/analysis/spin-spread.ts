import type { CompiledModel, CompiledSet } from '../maths/index.ts';
import { type LiveState, planSpread, type SpreadPlan } from './spread-plan.ts';

/** One way that a spin can come out, and in how many combinations of stops it does. */
export interface SpinOutcome {
  /** Lines and scatters, in line bets, before the free-spin multiplier. */
  readonly pay: number;
  /** Bonus prizes to be drawn. */
  readonly bonusHits: number;
  /** Free spins awarded. */
  readonly awarded: number;
  readonly ways: number;
}

/** All ways that a spin on one set of strips can come out. `cycle` is the sum of their ways. */
export interface SpinSpread {
  readonly cycle: number;
  readonly outcomes: readonly SpinOutcome[];
}

/** What part of a spin is looked at: all of it, or one line alone without scatters. */
export type SpreadScope = 'spin' | 'line';

/** A model whose exact figures are out of reach. `path` is the part of the model that makes it so. */
export class AnalysisRefused extends Error {
  readonly code = 'ANALYSIS_REFUSED';
  readonly path: string;
  readonly rule: string;
  constructor(path: string, rule: string) {
    super(`${path} ${rule}`);
    this.path = path;
    this.rule = rule;
  }
}

/** States of one level that are held at once; more are walked in portions, which merge less but need no more memory. */
const MAX_STATES = 200_000;

/** Ways by what was paid so far; the number packs pay, prizes and free spins. */
type Ledger = Map<number, number>;
interface Held {
  readonly live: LiveState;
  readonly ledger: Ledger;
}

function pour(from: Ledger, into: Ledger, shift: number, ways: number): void {
  for (const [paid, count] of from) into.set(paid + shift, (into.get(paid + shift) ?? 0) + count * ways);
}

class Walk {
  readonly settled: Ledger = new Map();
  private readonly plan: SpreadPlan;

  constructor(plan: SpreadPlan) {
    this.plan = plan;
  }

  /** Lets reel `level` stop in every way, for every state; windows that do the same are counted together. */
  private expand(level: number, states: readonly Held[]): Map<string, Held> {
    const reached = new Map<string, Held>();
    for (const { live, ledger } of states) {
      const steps = new Map<string, { live: LiveState | undefined; shift: number; ways: number }>();
      for (const window of this.plan.windows[level] ?? []) {
        const { next, shift } = this.plan.step(level, live, window);
        const key = `${next?.key ?? ''}/${shift}`;
        const known = steps.get(key);
        if (known) known.ways += window.ways;
        else steps.set(key, { live: next, shift, ways: window.ways });
      }
      for (const step of steps.values()) this.deliver(level, reached, ledger, step);
    }
    return reached;
  }

  private deliver(
    level: number,
    reached: Map<string, Held>,
    ledger: Ledger,
    { live, shift, ways }: { live: LiveState | undefined; shift: number; ways: number },
  ): void {
    if (!live) {
      pour(ledger, this.settled, shift, ways * (this.plan.cycleAfter[level] ?? 1));
      return;
    }
    const held = reached.get(live.key) ?? { live, ledger: new Map() };
    reached.set(live.key, held);
    pour(ledger, held.ledger, shift, ways);
  }

  run(level: number, states: readonly Held[]): void {
    if (states.length === 0) return;
    for (let at = 0; at < states.length; at += MAX_STATES) {
      const reached = this.expand(level, states.slice(at, at + MAX_STATES));
      this.run(level + 1, [...reached.values()]);
    }
  }
}

/**
 * The exact spread of one spin: a walk reel by reel over what is still undecided, with what is decided counted in
 * ways. It comes to the same as playing every combination of stops, and the same tables of the model decide.
 * Throws {@link AnalysisRefused} for a cycle that whole numbers cannot count exactly.
 */
export function spinSpread(model: CompiledModel, set: CompiledSet, scope: SpreadScope = 'spin'): SpinSpread {
  const cycle = set.lengths.reduce((product, length) => product * length, 1);
  if (!Number.isSafeInteger(cycle))
    throw new AnalysisRefused(`reels.${set.name}`, 'have a cycle of more than 2^53 combinations');
  const plan = planSpread(model, set, scope);
  const walk = new Walk(plan);
  const { next, shift } = plan.start;
  if (next) walk.run(0, [{ live: next, ledger: new Map([[shift, 1]]) }]);
  else walk.settled.set(shift, cycle);
  return {
    cycle,
    outcomes: [...walk.settled].map(([paid, ways]) => ({ ...plan.unpack(paid), ways })),
  };
}
