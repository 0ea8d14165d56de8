import type { Note, Synth } from './synth.ts';

/** Music without an end: the notes of one bar after another. Pure, so that the same bar always sounds the same. */
export interface Score {
  readonly barSeconds: number;
  bar(index: number): readonly Note[];
}

/** Hands a synth one bar after another while it can be heard; a change of score waits for the next bar. */
export class Ambience {
  readonly #synth: Synth;
  #score: Score;
  #bar = 0;
  #leftMs = 0;

  constructor(synth: Synth, score: Score) {
    this.#synth = synth;
    this.#score = score;
  }

  set score(score: Score) {
    if (score === this.#score) return;
    this.#score = score;
    this.#bar = 0;
  }

  /** Moves on by one frame; a bar that no one would hear is not played. */
  advance(deltaMs: number): void {
    if (!this.#synth.audible) {
      this.#leftMs = 0;
      return;
    }
    this.#leftMs -= deltaMs;
    if (this.#leftMs > 0) return;
    this.#leftMs = this.#score.barSeconds * 1_000;
    this.#synth.play(this.#score.bar(this.#bar));
    this.#bar += 1;
  }
}
