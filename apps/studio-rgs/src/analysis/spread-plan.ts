import type { CompiledModel, CompiledSet } from '../maths/index.ts';
import type { SpinOutcome, SpreadScope } from './spin-spread.ts';
import { planThreads, type ThreadPlan } from './spread-threads.ts';

/** Stops of one reel that no rule can tell apart. */
export interface WindowClass {
  readonly index: number;
  /** Symbol numbers by row; where no line looks, 0. */
  readonly cells: readonly number[];
  /** Cells that show each scatter. */
  readonly scatters: readonly number[];
  readonly showsBonus: boolean;
  ways: number;
}

/** What is undecided after some reels: lines still alive, scatter counts that matter, a bonus that may still come. */
export interface LiveState {
  readonly key: string;
  readonly threads: readonly number[];
  /** Cells counted so far, or {@link DECIDED}. */
  readonly scatters: readonly number[];
  readonly anywhere: boolean;
}

/** What one more reel leads to: the state that is left (none when all is decided), and what was decided, packed. */
export interface Step {
  readonly next: LiveState | undefined;
  readonly shift: number;
}

const DECIDED = -1;

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** Numbers that the automaton and the bonus cannot tell apart get one number: all blanks are one symbol. */
function canonicalSymbols(model: CompiledModel): number[] {
  const width = model.symbols.length;
  const { next } = model.automaton;
  const seen = new Map<string, number>();
  return range(width).map((symbol) => {
    const column = range(next.length / width).map((state) => next[state * width + symbol]);
    const key = `${model.bonus?.number === symbol}/${column.join()}`;
    const known = seen.get(key) ?? symbol;
    seen.set(key, known);
    return known;
  });
}

function windowsOf(model: CompiledModel, set: CompiledSet, reel: number, lines: readonly number[]) {
  const canonical = canonicalSymbols(model);
  const first = set.starts[reel] ?? 0;
  const looked = new Set(lines.map((line) => model.lineRows[line * model.reels + reel] ?? 0));
  const { bonus } = model;
  const countsHere = bonus !== undefined && !bonus.onLine && bonus.reels.includes(reel);
  const classes = new Map<string, WindowClass>();
  for (let stop = 0; stop < (set.lengths[reel] ?? 0); stop += 1) {
    const shown = Array.from(set.cells.subarray(first + stop, first + stop + model.rows));
    const cells = shown.map((symbol, row) => (looked.has(row) ? (canonical[symbol] ?? 0) : 0));
    const scatters = model.scatters.map((_, index) => set.scatterCounts[index]?.[first + stop] ?? 0);
    const showsBonus = countsHere && shown.includes(bonus.number);
    const key = [cells, scatters, showsBonus].join('/');
    const known = classes.get(key);
    if (known) known.ways += 1;
    else classes.set(key, { index: classes.size, cells, scatters, showsBonus, ways: 1 });
  }
  return [...classes.values()];
}

/** Packs what a spin pays, its prizes and its free spins into one number, so that they add as one. */
class Packing {
  private readonly hitSpan: number;
  private readonly awards: readonly number[];

  constructor(model: CompiledModel) {
    this.hitSpan = model.lineCount + 1;
    this.awards = [...new Set([0, ...model.scatters.flatMap((scatter) => [...scatter.awards])])];
  }

  pack(pay: number, bonusHits: number, awarded: number): number {
    return (pay * this.hitSpan + bonusHits) * this.awards.length + this.awards.indexOf(awarded);
  }

  unpack(paid: number): Omit<SpinOutcome, 'ways'> {
    const rest = Math.floor(paid / this.awards.length);
    return {
      pay: Math.floor(rest / this.hitSpan),
      bonusHits: rest % this.hitSpan,
      awarded: this.awards[paid % this.awards.length] ?? 0,
    };
  }
}

/** The steps of a walk over one set of strips, reel by reel. */
export class SpreadPlan {
  readonly windows: readonly (readonly WindowClass[])[];
  /** Combinations of the reels behind each reel. */
  readonly cycleAfter: readonly number[];
  readonly start: Step;
  private readonly model: CompiledModel;
  private readonly packing: Packing;
  private readonly threads: ThreadPlan;
  /** Least and most cells that the reels from `level` on show of each scatter. */
  private readonly ahead: readonly (readonly { least: number; most: number }[])[];
  private readonly lastBonusReel: number;

  constructor(model: CompiledModel, set: CompiledSet, scope: SpreadScope) {
    this.model = scope === 'spin' ? model : { ...model, scatters: [] };
    const lines = scope === 'spin' ? range(model.lineCount) : [0];
    const reels = range(model.reels);
    this.windows = reels.map((reel) => windowsOf(this.model, set, reel, lines));
    this.cycleAfter = reels.map((reel) =>
      set.lengths.slice(reel + 1).reduce((all, length) => all * length, 1),
    );
    this.packing = new Packing(this.model);
    this.threads = planThreads(model, this.windows, lines, (pay, hits) => this.packing.pack(pay, hits, 0));
    this.ahead = [...reels, model.reels].map((level) => this.scattersAhead(level));
    const anywhere = scope === 'spin' && model.bonus !== undefined && !model.bonus.onLine;
    this.lastBonusReel = anywhere ? Math.max(...(model.bonus?.reels ?? [])) : DECIDED;
    const { threads, shift } = this.threads.start;
    this.start = this.settle(
      0,
      [...threads],
      this.model.scatters.map(() => 0),
      anywhere,
      shift,
    );
  }

  unpack(paid: number): Omit<SpinOutcome, 'ways'> {
    return this.packing.unpack(paid);
  }

  /** What is left and what is decided when reel `level` stops at one of the stops of `window`. */
  step(level: number, live: LiveState, window: WindowClass): Step {
    let shift = 0;
    const threads: number[] = [];
    for (const thread of live.threads) {
      const { next, decided } = this.threads.step(level, thread, window);
      shift += decided;
      if (next >= 0) threads.push(next);
    }
    const scatters = live.scatters.map((count, index) =>
      count === DECIDED ? DECIDED : count + (window.scatters[index] ?? 0),
    );
    const misses = this.model.bonus?.reels.includes(level) === true && !window.showsBonus;
    return this.settle(level + 1, threads, scatters, live.anywhere && !misses, shift);
  }

  private scattersAhead(level: number): { least: number; most: number }[] {
    return this.model.scatters.map((_, index) => {
      const counts = this.windows
        .slice(level)
        .map((reel) => reel.map((window) => window.scatters[index] ?? 0));
      const total = (of: (...values: number[]) => number) =>
        counts.reduce((sum, reel) => sum + of(...reel), 0);
      return { least: total(Math.min), most: total(Math.max) };
    });
  }

  /** Moves whatever no further reel can change from the state to what is decided. */
  private settle(
    level: number,
    threads: number[],
    scatters: number[],
    anywhere: boolean,
    decided: number,
  ): Step {
    let shift = decided;
    scatters.forEach((count, index) => {
      const value = count === DECIDED ? undefined : this.scatterValue(level, index, count);
      if (value === undefined) return;
      shift += value;
      scatters[index] = DECIDED;
    });
    const bonusHit = anywhere && level > this.lastBonusReel;
    if (bonusHit) shift += this.packing.pack(0, 1, 0);
    const open = anywhere && !bonusHit;
    const done = threads.length === 0 && !open && scatters.every((count) => count === DECIDED);
    if (done) return { next: undefined, shift };
    threads.sort((a, b) => a - b);
    const key = `${threadText(threads)}/${scatters.join()}/${open}`;
    return { next: { key, threads, scatters, anywhere: open }, shift };
  }

  /** What this many cells come to, packed; undefined while further reels can change it. */
  private scatterValue(level: number, index: number, count: number): number | undefined {
    const scatter = this.model.scatters[index];
    const ahead = this.ahead[level]?.[index];
    if (!scatter || !ahead) return undefined;
    const worth = (cells: number) => [scatter.pays[cells] ?? 0, scatter.awards[cells] ?? 0] as const;
    const [pay, awarded] = worth(count + ahead.least);
    for (let cells = count + ahead.least + 1; cells <= count + ahead.most; cells += 1) {
      const [otherPay, otherAwarded] = worth(cells);
      if (otherPay !== pay || otherAwarded !== awarded) return undefined;
    }
    return this.packing.pack(pay, 0, awarded);
  }
}

const WIDE = 0x8000;

/** Short text for a list of numbers; from {@link WIDE} on a number takes two characters, so that none are mistaken. */
function threadText(threads: readonly number[]): string {
  let text = '';
  for (const thread of threads)
    text +=
      thread < WIDE
        ? String.fromCharCode(thread)
        : String.fromCharCode(WIDE + Math.floor(thread / WIDE), thread % WIDE);
  return text;
}

export const planSpread = (model: CompiledModel, set: CompiledSet, scope: SpreadScope): SpreadPlan =>
  new SpreadPlan(model, set, scope);
