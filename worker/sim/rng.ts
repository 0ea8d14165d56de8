import { createHash } from 'node:crypto';

/** A repeatable source of choices: the same seed and the same name give the same choice, in whatever order they are asked. */
export class Choices {
  readonly #seed: string;

  constructor(seed: string | number) {
    this.#seed = String(seed);
  }

  /** A fraction from 0 up to 1, for `name`. */
  fraction(name: string): number {
    const digest = createHash('sha1').update(`${this.#seed}/${name}`).digest();
    return digest.readUInt32BE(0) / 2 ** 32;
  }

  /** An integer from `low` to `high`, both included. */
  between(name: string, low: number, high: number): number {
    return low + Math.floor(this.fraction(name) * (high - low + 1));
  }

  chance(name: string, probability: number): boolean {
    return this.fraction(name) < probability;
  }

  pick<T>(name: string, items: readonly T[]): T {
    const item = items[this.between(name, 0, items.length - 1)];
    if (item === undefined) throw new Error(`nothing to pick for ${name}`);
    return item;
  }
}
