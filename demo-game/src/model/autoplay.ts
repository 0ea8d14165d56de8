/** Rounds of one run of autoplay, unless the market allows fewer. */
export const AUTOPLAY_ROUNDS = 10;
/** A round that wins this many stakes or more ends the run. */
export const AUTOPLAY_STOP_AT = 20;

/** Rounds still to come, or null when no run is on. */
export type Autoplay = { readonly left: number } | null;

/** Rounds of a run where the market sets a bound, or none. */
export const autoplayRounds = (marketBound: number | null): number =>
  Math.min(AUTOPLAY_ROUNDS, marketBound ?? AUTOPLAY_ROUNDS);

/** A new run. */
export const startAutoplay = (rounds: number): Autoplay => ({ left: rounds });

/** The run after a round was started. */
export const countAutoplay = (run: Autoplay): Autoplay => run && { left: run.left - 1 };

/** The run after a round was shown: ended when it is used up or the round won big. */
export function afterRound(run: Autoplay, winMinor: number, stakeMinor: number): Autoplay {
  if (!run || run.left <= 0 || winMinor >= stakeMinor * AUTOPLAY_STOP_AT) return null;
  return run;
}
