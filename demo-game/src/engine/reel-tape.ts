/** A column that a reel is to show when it rests. */
export interface Landing {
  /** Cyclic strip of this reel. */
  readonly strip: readonly string[];
  /** Strip position of the top row. */
  readonly stop: number;
  /** The rows as the server told them; they outrank the strip. */
  readonly column: readonly string[];
}

type Lookup = (index: number) => string;

const at = (strip: readonly string[], index: number): string =>
  strip[((index % strip.length) + strip.length) % strip.length] ?? '';

/**
 * An endless tape of symbols that runs downwards: at the position `p`, row `r` shows the index `r - p`. A landing is
 * spliced in above what can be seen, so that no symbol changes in view.
 */
export class ReelTape {
  #boundary = Number.NEGATIVE_INFINITY;
  #below: Lookup;
  #above: Lookup;

  constructor(start: Landing) {
    this.#above = this.#lookup(start, 0);
    this.#below = this.#above;
  }

  /** The symbol at an index. */
  symbolAt(index: number): string {
    return index < this.#boundary ? this.#above(index) : this.#below(index);
  }

  /** Splices a landing in; answers the position, a whole number, at which the reel has to rest. */
  land(landing: Landing, position: number, aheadRows: number): number {
    const target = Math.ceil(position) + landing.column.length + aheadRows;
    this.#below = this.#frozen();
    this.#boundary = Math.floor(-position) - 1;
    this.#above = this.#lookup(landing, target);
    return target;
  }

  /** Shows a landing at once; the position to rest at is returned. */
  show(landing: Landing, position: number): number {
    const target = Math.round(position);
    this.#boundary = Number.POSITIVE_INFINITY;
    this.#above = this.#lookup(landing, target);
    this.#below = this.#above;
    return target;
  }

  #frozen(): Lookup {
    const boundary = this.#boundary;
    const above = this.#above;
    // What lies below the last splice has long left the window.
    return boundary === Number.NEGATIVE_INFINITY ? this.#below : above;
  }

  #lookup({ strip, stop, column }: Landing, target: number): Lookup {
    return (index) => column[index + target] ?? at(strip, stop + index + target);
  }
}
