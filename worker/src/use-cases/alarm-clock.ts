/** The player's one alarm: the guarantee that nothing is abandoned. Asked for often, written only when it must ring earlier. */
export class AlarmClock {
  readonly #set: (atMs: number) => void;
  readonly #now: () => number;
  #atMs = Number.POSITIVE_INFINITY;

  constructor(set: (atMs: number) => void, now: () => number) {
    this.#set = set;
    this.#now = now;
  }

  /** Notes the alarm that was found on disk. */
  found(atMs: number | null): void {
    this.#atMs = atMs ?? Number.POSITIVE_INFINITY;
  }

  /** It rang: none is set now. */
  rang(): void {
    this.#atMs = Number.POSITIVE_INFINITY;
  }

  /** Makes sure that it rings no later than in `inMs`; an earlier one stands. */
  arm(inMs: number): void {
    const atMs = this.#now() + inMs;
    if (this.#atMs <= atMs) return;
    this.#atMs = atMs;
    this.#set(atMs);
  }
}
