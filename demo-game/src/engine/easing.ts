/** Maps progress 0…1 to the share of the way that is done. */
export type Ease = (progress: number) => number;

export const linear: Ease = (progress) => progress;
export const easeOut: Ease = (progress) => 1 - (1 - progress) ** 2;
export const easeInOut: Ease = (progress) =>
  progress < 0.5 ? 2 * progress ** 2 : 1 - (2 - 2 * progress) ** 2 / 2;
/** Goes a little too far and comes back. */
export const easeOutBack: Ease = (progress) => 1 + 2.7 * (progress - 1) ** 3 + 1.7 * (progress - 1) ** 2;
/** Up to one and back to zero. */
export const thereAndBack: Ease = (progress) => Math.sin(progress * Math.PI);
