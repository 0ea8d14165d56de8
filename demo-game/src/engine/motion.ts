/** Whether the player asked for less movement; may change while the game runs. */
export class MotionPreference {
  readonly #query = matchMedia('(prefers-reduced-motion: reduce)');

  get reduced(): boolean {
    return this.#query.matches;
  }

  /** Calls `listener` when the preference changes. */
  onChange(listener: () => void): void {
    this.#query.addEventListener('change', listener);
  }
}
