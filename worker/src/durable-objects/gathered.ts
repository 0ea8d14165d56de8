import { pause } from './pause.ts';

/** Work that gathers for a moment and is then done for all that came: never two at once that began together. */
export class Gathered {
  readonly #ctx: Pick<DurableObjectState, 'waitUntil'>;
  readonly #gatherMs: () => number;
  readonly #work: () => Promise<unknown>;
  readonly #onFailed: (error: unknown) => void;
  #pending: Promise<unknown> | undefined;

  constructor(
    ctx: Pick<DurableObjectState, 'waitUntil'>,
    gatherMs: () => number,
    work: () => Promise<unknown>,
    onFailed: (error: unknown) => void,
  ) {
    this.#ctx = ctx;
    this.#gatherMs = gatherMs;
    this.#work = work;
    this.#onFailed = onFailed;
  }

  /** Does the work soon. */
  soon(): void {
    this.#pending ??= pause(this.#gatherMs())
      .then(() => {
        // From here on a newcomer needs a turn of its own.
        this.#pending = undefined;
        return this.#work();
      })
      .catch(this.#onFailed);
    this.#ctx.waitUntil(this.#pending);
  }
}
