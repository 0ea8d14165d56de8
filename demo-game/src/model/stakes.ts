/** The stakes a player may choose from and the one chosen. */
export interface StakeLadder {
  /** Ascending, in minor units. */
  readonly levelsMinor: readonly number[];
  readonly index: number;
}

/** A ladder at the default stake, or at the nearest level below it when the market took that one away. */
export function stakeLadder(levelsMinor: readonly number[], defaultMinor: number): StakeLadder {
  const sorted = [...new Set(levelsMinor)].sort((left, right) => left - right);
  return {
    levelsMinor: sorted,
    index: Math.max(
      0,
      sorted.findLastIndex((level) => level <= defaultMinor),
    ),
  };
}

/** The chosen stake in minor units. */
export const chosenMinor = (ladder: StakeLadder): number => ladder.levelsMinor[ladder.index] ?? 0;

/** True when there is a level further up (+1) or down (−1). */
export const canStep = (ladder: StakeLadder, by: 1 | -1): boolean =>
  ladder.levelsMinor[ladder.index + by] !== undefined;

/** The ladder one level further; at its end it stays as it is. */
export const step = (ladder: StakeLadder, by: 1 | -1): StakeLadder =>
  canStep(ladder, by) ? { ...ladder, index: ladder.index + by } : ladder;
