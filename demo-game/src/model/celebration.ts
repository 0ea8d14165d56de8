/** How a win may be shown: `none` must not look like a gain. */
export type WinMood = 'none' | 'win' | 'big' | 'huge';

/**
 * The mood that a whole round has earned. What pays back the stake or less is a loss, and is shown as one unless the
 * market lets it be celebrated (`celebrate_below_stake`).
 */
export function winMood(winMinor: number, stakeMinor: number, celebrateBelowStake: boolean): WinMood {
  if (winMinor === 0) return 'none';
  if (winMinor <= stakeMinor) return celebrateBelowStake ? 'win' : 'none';
  if (winMinor < stakeMinor * 10) return 'win';
  return winMinor < stakeMinor * 25 ? 'big' : 'huge';
}

const COUNT_MS: Record<WinMood, number> = { none: 0, win: 700, big: 2200, huge: 3600 };

/** How long the amount counts up, in milliseconds. */
export const countUpMs = (mood: WinMood): number => COUNT_MS[mood];

/** The amount to show when `progress` (0 to 1) of the count has passed; whole minor units, exact at the end. */
export const countedMinor = (winMinor: number, progress: number): number =>
  progress >= 1 ? winMinor : Math.floor(winMinor * Math.max(0, progress));
