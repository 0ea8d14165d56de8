// What a studio builds a game of its own from: a theme, a model, and `runGame`.
export type { Layout, Rect } from './engine/layout.ts';
export type { Painter } from './engine/paint.ts';
export { glowing, inSquare, linear, type Pen } from './game/art/pen.ts';
export { DISPLAY_FACE, type SymbolWords, type Theme, UnknownSymbol } from './game/theme.ts';
export { runGame } from './run-game.ts';
