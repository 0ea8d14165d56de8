import { type CompiledModel, compileModel, ModelError, parseSlotModel } from '../src/maths/index.ts';

const SYMBOLS = ['W', 'V', 'S', 'T', 'B', 'A', 'C', 'D', '-'];

type Next = (bound: number) => number;

const list = <T>(length: number, of: (index: number) => T): T[] =>
  Array.from({ length }, (_, index) => of(index));

function strips(next: Next, reels: number, stops: number): string[][] {
  return list(reels, () => list(2 + next(stops), () => SYMBOLS[next(SYMBOLS.length)] ?? '-'));
}

function linesOf(next: Next, reels: number, rows: number): number[][] {
  const drawn = list(1 + next(5), () => list(reels, () => next(rows)));
  return [...new Map(drawn.map((line) => [line.join(), line])).values()];
}

function pays(next: Next, reels: number): Record<string, number> {
  return Object.fromEntries(list(reels, (index) => [String(index + 1), next(9) * next(3)]));
}

const some = (next: Next, changes: () => object): object => (next(2) ? changes() : {});

function draft(next: Next): object {
  const reels = 1 + next(4);
  const rows = 1 + next(4);
  const base = strips(next, reels, 6);
  const standing = new Set(base.flat());
  const known = (symbols: string[]) => symbols.filter((symbol) => standing.has(symbol));
  const wild = () => ({
    wild: { excludes: known(SYMBOLS).filter(() => next(4) === 0), multiplier: 1 + next(3) },
  });
  const special: Record<string, object> = {
    W: wild(),
    V: wild(),
    S: { scatter: true },
    T: { scatter: true },
  };
  const of = <T>(symbols: string[], value: (symbol: string) => T) =>
    Object.fromEntries(known(symbols).map((symbol) => [symbol, value(symbol)]));
  const awards = { 1: 1, ...some(next, () => ({ 2: 2, 3: 4 })) };
  const freeSpins = {
    symbol: 'S',
    awards: next(2) ? awards : { 2: 1, 4: 3 },
    multiplier: 1 + next(3),
    reels: next(2) ? 'free' : 'base',
    retrigger: next(2) === 1,
  };
  const bonus = {
    symbol: 'B',
    reels: [...new Set(list(1 + next(3), () => next(reels)))],
    onLine: next(2) === 1,
    prizes: list(1 + next(3), () => ({ pay: next(30), weight: 1 + next(5) })),
    unit: next(2) ? 'line' : 'total',
  };
  return {
    format: 'roundgate.slot-model/1',
    game_id: 'g-random',
    version: '1.0.0',
    rtp_profile: '96',
    rows,
    reels: { base, free: strips(next, reels, 6) },
    symbols: of(['W', 'V', 'S', 'T'], (symbol) => special[symbol]),
    lines: linesOf(next, reels, rows),
    linePays: of(
      ['W', 'A', 'C', 'D', 'B'].filter(() => next(5) > 0),
      () => pays(next, reels),
    ),
    scatterPays: of(['S', 'T'], () => ({ 1: next(3), 3: next(20) })),
    scatterUnit: next(2) ? 'line' : 'total',
    ...(standing.has('S') ? some(next, () => ({ freeSpins })) : {}),
    ...(standing.has('B') ? some(next, () => ({ bonus })) : {}),
  };
}

/** A small random model of any shape that the format allows, drawn until one is sound. `changes` win over what was drawn. */
export function randomModel(next: Next, changes: object = {}): CompiledModel {
  for (;;) {
    try {
      return compileModel(parseSlotModel({ ...draft(next), ...changes }));
    } catch (fault) {
      // Counts beyond the reels, retriggers that never end: most drafts that are refused are refused for these.
      if (!(fault instanceof ModelError)) throw fault;
    }
  }
}
