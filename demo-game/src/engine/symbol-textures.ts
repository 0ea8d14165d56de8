import type { Texture } from 'pixi.js';
import { type Painter, paintTexture, SMEAR_HEIGHT, smear } from './paint.ts';

/** The pictures of symbols, painted once per size. */
export class SymbolTextures {
  cell = { width: 1, height: 1 };
  readonly #painterOf: (symbol: string) => Painter;
  readonly #still = new Map<string, Texture>();
  readonly #blurred = new Map<string, Texture>();
  #stale: Texture[] = [];
  #resolution = 1;

  /** `painterOf` throws for a symbol that it does not know. */
  constructor(painterOf: (symbol: string) => Painter) {
    this.#painterOf = painterOf;
  }

  /** Forgets every picture and paints for another size from now on. */
  resize(cell: { readonly width: number; readonly height: number }, resolution: number): void {
    this.cell = { ...cell };
    this.#resolution = resolution;
    // The last pictures still hang on sprites until these are drawn again: they live one size longer.
    for (const texture of this.#stale) texture.destroy(true);
    this.#stale = [...this.#still.values(), ...this.#blurred.values()];
    this.#still.clear();
    this.#blurred.clear();
  }

  /** Paints all given symbols now, so that the first spin does not stutter. */
  prepare(symbols: readonly string[]): void {
    for (const symbol of symbols) {
      this.get(symbol, false);
      this.get(symbol, true);
    }
  }

  get(symbol: string, blurred: boolean): Texture {
    const cache = blurred ? this.#blurred : this.#still;
    const known = cache.get(symbol);
    if (known) return known;
    const painter = this.#painterOf(symbol);
    const { width, height } = this.cell;
    const texture = blurred
      ? paintTexture(width, height * SMEAR_HEIGHT, this.#resolution, smear(painter))
      : paintTexture(width, height, this.#resolution, painter);
    cache.set(symbol, texture);
    return texture;
  }
}
