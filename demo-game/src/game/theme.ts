import type { Layout, Rect } from '../engine/layout.ts';
import type { Painter } from '../engine/paint.ts';

/** System faces only: nothing is downloaded. Noto covers Devanagari and Cyrillic where the platform has no better one. */
export const TEXT_FACE =
  'system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Noto Sans Devanagari", "Nirmala UI", sans-serif';
/** For the sign and for amounts in the picture. */
export const DISPLAY_FACE =
  '"Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", "Noto Serif Devanagari", Georgia, serif';

/** One colour per line, told apart beside each other; the line's number is always written as well. */
export const LINE_COLOURS = [
  0xffd27a, 0xff6f91, 0x62d9ff, 0x9dff8a, 0xc79bff, 0xffa24d, 0x5ff2cf, 0xff8df2, 0xf4ff7a, 0x8fb1ff,
] as const;

/** The colour of a line as CSS writes it. */
export const lineColour = (index: number): string =>
  `#${(LINE_COLOURS[index % LINE_COLOURS.length] ?? 0xffffff).toString(16).padStart(6, '0')}`;

/** Words painted onto symbols; they change with the language. */
export interface SymbolWords {
  readonly wild: string;
  readonly scatter: string;
  readonly bonus: string;
}

/** Thrown when the model names a symbol that a theme has no picture of. */
export class UnknownSymbol extends Error {
  readonly code = 'UNKNOWN_SYMBOL';
  constructor(symbol: string) {
    super(`there is no picture of the symbol "${symbol}"`);
  }
}

/** Colours of the board over the reels, as numbers such as 0xffd27a. */
export interface PlaqueColours {
  readonly veil: number;
  readonly back: number;
  readonly edge: number;
  readonly line: number;
  readonly head: number;
  readonly foot: number;
}

/** What is painted around and over the reels. */
export interface Scenery {
  /** The whole picture behind everything; `horizonShare` is where its ground begins, 0 at the top. */
  backdrop(horizonShare: number): Painter;
  /** The part of the picture that the cabinet covers. */
  cabinetArea(layout: Layout): Rect;
  /** Frame, wells and sign, painted for that area. */
  cabinet(layout: Layout, area: Rect, reelCount: number): Painter;
  /** Shade over the reels, stretched over their window. */
  readonly shade: Painter;
  /** What hangs on a string over the reels and sways. */
  readonly hanging: Painter;
  /** What rises after a big win. */
  readonly riser: Painter;
  readonly spark: Painter;
}

/** What a player opens in the bonus, before and after. */
export interface PrizePictures {
  readonly closed: Painter;
  readonly open: Painter;
}

/** Texts by message key, per language. */
export type ThemeTexts = { readonly en: Readonly<Record<string, string>> } & Readonly<
  Record<string, Readonly<Record<string, string>>>
>;

/** All that makes one game look, sound and speak other than the next. Its maths is the model's file. */
export interface Theme {
  /** Name of the game; a product name, so it is not translated. */
  readonly title: string;
  /** The symbols that greet the player, from left to right. */
  readonly hero: readonly string[];
  /** The painter of a symbol; throws {@link UnknownSymbol}. */
  symbol(id: string, words: SymbolWords): Painter;
  readonly scenery: Scenery;
  /** For a model with a bonus; without them its symbol is shown instead. */
  readonly prize?: PrizePictures;
  readonly plaque: PlaqueColours;
  /** Tones of its melodies, in hertz, from low to high; eight or more. */
  readonly scale: readonly number[];
  /** Rules over the kit's style sheet; most themes set its custom properties only. */
  readonly css: string;
  /** Texts over the kit's own, such as `symbol.W` and `start.lead`; English stands in for a language that is not here. */
  readonly texts: ThemeTexts;
}
