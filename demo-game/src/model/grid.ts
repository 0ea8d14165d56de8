/** One place of the window: reel from the left, row from the top, both from zero. */
export interface Cell {
  readonly reel: number;
  readonly row: number;
}

/** Reels from left to right, each a column of symbols from top to bottom. */
export type SymbolWindow = readonly (readonly string[])[];

/** The window that cyclic strips show when each stops at its number. */
export function windowAt(
  strips: readonly (readonly string[])[],
  stops: readonly number[],
  rows: number,
): string[][] {
  return strips.map((strip, reel) =>
    Array.from({ length: rows }, (_, row) => strip[((stops[reel] ?? 0) + row) % strip.length] ?? ''),
  );
}

/** The symbols along one line. */
export const lineSymbols = (window: SymbolWindow, line: readonly number[]): string[] =>
  line.map((row, reel) => window[reel]?.[row] ?? '');

/** Where a symbol stands, reel by reel. */
export const cellsOf = (window: SymbolWindow, symbol: string): Cell[] =>
  window.flatMap((column, reel) => column.flatMap((shown, row) => (shown === symbol ? [{ reel, row }] : [])));

/** The window row by row, in words. */
export function windowText(window: SymbolWindow, nameOf: (symbol: string) => string): string {
  const rows = window[0]?.map((_, row) => window.map((column) => nameOf(column[row] ?? '')).join(', '));
  return (rows ?? []).join('; ');
}
