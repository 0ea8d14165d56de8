/** Rounds of one run of autoplay. */
export const AUTOPLAY_ROUNDS = 10;
/** A round that wins this many stakes or more ends the run. */
export const AUTOPLAY_STOP_AT = 20;

/** Rounds still to come, or null when no run is on. */
export type Autoplay = { readonly left: number } | null;

/** A new run. */
export const startAutoplay = (): Autoplay => ({ left: AUTOPLAY_ROUNDS });

/** The run after a round was started. */
export const countAutoplay = (run: Autoplay): Autoplay => run && { left: run.left - 1 };

/** The run after a round was shown: ended when it is used up or the round won big. */
export function afterRound(run: Autoplay, winMinor: number, stakeMinor: number): Autoplay {
  if (!run || run.left <= 0 || winMinor >= stakeMinor * AUTOPLAY_STOP_AT) return null;
  return run;
}
