const WORDS = 2 ** 32;

/** Thrown for a bound that 32 bits cannot serve. */
export class DrawBoundError extends Error {
  readonly code = 'DRAW_BOUND';
}

/**
 * An integer from 0 to `bound - 1`, each exactly as likely: words above the last whole multiple of `bound` are thrown
 * away, so no remainder is favoured. Throws {@link DrawBoundError} unless 1 ≤ bound ≤ 2^32.
 */
export function uniformBelow(bound: number, nextWord: () => number): number {
  if (!Number.isInteger(bound) || bound < 1 || bound > WORDS)
    throw new DrawBoundError(`no draw below ${bound}`);
  const limit = WORDS - (WORDS % bound);
  let word = nextWord();
  while (word >= limit) word = nextWord();
  return word % bound;
}
