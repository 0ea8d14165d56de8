/** The highest entry of a table keyed by count that `count` reaches, or 0. */
export function highestEntry(table: Readonly<Record<string, number>>, count: number): number {
  let best = 0;
  for (const [needed, value] of Object.entries(table)) {
    if (Number(needed) <= count && value > best) best = value;
  }
  return best;
}

/** How many cells of the window on one strip show `symbol` when it stops at `stop`; the strip is cyclic. */
export function countInWindow(strip: readonly string[], rows: number, stop: number, symbol: string): number {
  let count = 0;
  for (let row = 0; row < rows; row += 1) {
    if (strip[(stop + row) % strip.length] === symbol) count += 1;
  }
  return count;
}

/** In how many of all stop combinations the window shows each count of `symbol`; exact. */
export function countWays(strips: readonly (readonly string[])[], rows: number, symbol: string): bigint[] {
  let ways = [1n];
  for (const strip of strips) {
    const next = new Array<bigint>(ways.length + rows).fill(0n);
    for (let stop = 0; stop < strip.length; stop += 1) {
      const shown = countInWindow(strip, rows, stop, symbol);
      ways.forEach((way, count) => {
        next[count + shown] = (next[count + shown] ?? 0n) + way;
      });
    }
    ways = next;
  }
  return ways;
}

/** Spins awarded over the whole cycle of `strips`; the mean per spin is `awarded / cycle`. */
export function expectedAwards(
  strips: readonly (readonly string[])[],
  rows: number,
  symbol: string,
  awards: Readonly<Record<string, number>>,
): { awarded: bigint; cycle: bigint } {
  const ways = countWays(strips, rows, symbol);
  const awarded = ways.reduce((sum, way, count) => sum + way * BigInt(highestEntry(awards, count)), 0n);
  return { awarded, cycle: strips.reduce((product, strip) => product * BigInt(strip.length), 1n) };
}
