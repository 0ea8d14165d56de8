import type { CompiledModel } from '../maths/index.ts';
import type { WindowClass } from './spread-plan.ts';

/** What the automaton comes to from a state on: one pay whatever follows, or not yet one. */
type Outlook = ReadonlyMap<number, number | undefined>;

/** A line that is not decided yet: its state, whether its bonus may still come, and the rows that it still looks at. */
interface Thread {
  readonly state: number;
  readonly bonus: boolean;
  readonly rows: readonly number[];
}

/** What one more reel does to a thread: the thread that it becomes (-1 for none), and what is decided, packed. */
export interface ThreadStep {
  readonly next: number;
  readonly decided: number;
}

/** The state of a line whose pay is decided, while its bonus is not. */
const PAID = -1;

/** For every level the states that can be there, each with its pay if no further reel can change it. */
function outlooks(model: CompiledModel, windows: readonly (readonly WindowClass[])[]): Outlook[] {
  const { next } = model.automaton;
  const width = model.symbols.length;
  const symbols = windows.map((reel) => [...new Set(reel.flatMap((window) => window.cells))]);
  const levels = windows.map(() => new Map<number, number | undefined>());
  const payFrom = (level: number, state: number): number | undefined => {
    const known = levels[level];
    if (known?.has(state)) return known.get(state);
    const pays = (symbols[level] ?? []).map((symbol) => {
      const after = next[state * width + symbol] ?? -1;
      return after < 0 ? model.linePays[~after] : payFrom(level + 1, after);
    });
    const pay = pays.every((value) => value === pays[0]) ? pays[0] : undefined;
    known?.set(state, pay);
    return pay;
  };
  payFrom(0, 0);
  return levels;
}

/** The threads of all lines, numbered level by level as the walk meets them. */
export class ThreadPlan {
  readonly start: { readonly threads: readonly number[]; readonly shift: number };
  private readonly model: CompiledModel;
  private readonly pack: (pay: number, bonusHits: number) => number;
  private readonly windows: readonly (readonly WindowClass[])[];
  private readonly outlook: readonly Outlook[];
  private readonly levels: readonly { readonly threads: Thread[]; readonly ids: Map<string, number> }[];
  private readonly steps: readonly ThreadStep[][][];
  private readonly lastBonusReel: number;

  constructor(
    model: CompiledModel,
    windows: readonly (readonly WindowClass[])[],
    lines: readonly number[],
    pack: (pay: number, bonusHits: number) => number,
  ) {
    this.model = model;
    this.windows = windows;
    this.pack = pack;
    this.outlook = outlooks(model, windows);
    this.levels = windows.map(() => ({ threads: [], ids: new Map() }));
    this.steps = windows.map(() => []);
    const onLine = model.bonus?.onLine === true;
    this.lastBonusReel = onLine ? Math.max(...(model.bonus?.reels ?? [])) : -1;
    const begun = lines.map((line) =>
      this.settle(0, { state: 0, bonus: onLine, rows: this.rowsOf(line) }, 0),
    );
    this.start = {
      threads: begun.map(({ next }) => next).filter((thread) => thread >= 0),
      shift: begun.reduce((sum, { decided }) => sum + decided, 0),
    };
  }

  step(level: number, id: number, window: WindowClass): ThreadStep {
    const steps = this.steps[level];
    if (!steps) throw new Error(`there is no reel ${level}`);
    steps[id] ??= [];
    const row = steps[id];
    row[window.index] ??= this.advance(level, id, window);
    return row[window.index] as ThreadStep;
  }

  private rowsOf(line: number): number[] {
    const { reels, lineRows } = this.model;
    return Array.from(lineRows.subarray(line * reels, (line + 1) * reels));
  }

  private advance(level: number, id: number, window: WindowClass): ThreadStep {
    const thread = this.levels[level]?.threads[id];
    if (!thread) throw new Error(`there is no thread ${id} at reel ${level}`);
    const symbol = window.cells[thread.rows[0] ?? 0] ?? 0;
    const { model } = this;
    let { state } = thread;
    let pay = 0;
    if (state !== PAID) {
      const after = model.automaton.next[state * model.symbols.length + symbol] ?? -1;
      if (after < 0) pay = model.linePays[~after] ?? 0;
      state = after < 0 ? PAID : after;
    }
    const misses = model.bonus?.reels.includes(level) === true && symbol !== model.bonus.number;
    const bonus = thread.bonus && !misses;
    return this.settle(level + 1, { state, bonus, rows: thread.rows.slice(1) }, this.pack(pay, 0));
  }

  /** Pays what no further reel can change; the thread that is left, if any, gets its number. */
  private settle(level: number, thread: Thread, decided: number): ThreadStep {
    let { state, bonus } = thread;
    let shift = decided;
    const pay = state === PAID ? undefined : this.outlook[level]?.get(state);
    if (pay !== undefined) {
      shift += this.pack(pay, 0);
      state = PAID;
    }
    if (bonus && level > this.lastBonusReel) {
      shift += this.pack(0, 1);
      bonus = false;
    } else if (bonus) bonus = this.bonusMayCome(level, thread.rows);
    if (state === PAID && !bonus) return { next: -1, decided: shift };
    return { next: this.idOf(level, { state, bonus, rows: thread.rows }), decided: shift };
  }

  private bonusMayCome(level: number, rows: readonly number[]): boolean {
    const { bonus } = this.model;
    return (bonus?.reels ?? []).every(
      (reel) =>
        reel < level ||
        this.windows[reel]?.some((window) => window.cells[rows[reel - level] ?? 0] === bonus?.number) ===
          true,
    );
  }

  private idOf(level: number, thread: Thread): number {
    const known = this.levels[level];
    if (!known) throw new Error(`nothing is decided after reel ${level - 1}`);
    const key = `${thread.state}/${thread.bonus}/${thread.rows.join()}`;
    const id = known.ids.get(key) ?? known.threads.length;
    if (id === known.threads.length) {
      known.ids.set(key, id);
      known.threads.push(thread);
    }
    return id;
  }
}

export const planThreads = (
  model: CompiledModel,
  windows: readonly (readonly WindowClass[])[],
  lines: readonly number[],
  pack: (pay: number, bonusHits: number) => number,
): ThreadPlan => new ThreadPlan(model, windows, lines, pack);
