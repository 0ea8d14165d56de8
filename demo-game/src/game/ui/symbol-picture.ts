import { paintCanvas } from '../../engine/paint.ts';
import type { SymbolWords, Theme } from '../theme.ts';
import type { Words } from '../words.ts';

/** The words that stand on symbols. */
export const symbolWords = (words: Words): SymbolWords => ({
  wild: words.text('badge.wild'),
  scatter: words.text('badge.scatter'),
  bonus: words.text('badge.bonus'),
});

/** A symbol as a picture in a page, with its name for screen readers. */
export function symbolPicture(theme: Theme, symbol: string, sizePx: number, words: Words): HTMLCanvasElement {
  const resolution = Math.min(Math.max(devicePixelRatio, 1), 2.5);
  const canvas = paintCanvas(sizePx, sizePx, resolution, theme.symbol(symbol, symbolWords(words)));
  canvas.style.width = `${sizePx}px`;
  canvas.style.height = `${sizePx}px`;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', words.symbol(symbol));
  return canvas;
}
