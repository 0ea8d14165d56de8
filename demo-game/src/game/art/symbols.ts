import type { Painter } from '../../engine/paint.ts';
import { dumplings } from './dumplings.ts';
import { fan } from './fan.ts';
import { koi } from './koi.ts';
import { lantern } from './lantern.ts';
import { moon } from './moon.ts';
import { isNeonLetter, neonLetter } from './neon-letters.ts';
import { inSquare } from './pen.ts';
import { teapot } from './teapot.ts';

/** Words painted onto symbols; they change with the language. */
export interface SymbolWords {
  readonly wild: string;
  readonly scatter: string;
}

/** Thrown when the model names a symbol that this game has no picture of. */
export class UnknownSymbol extends Error {
  readonly code = 'UNKNOWN_SYMBOL';
  constructor(symbol: string) {
    super(`there is no picture of the symbol "${symbol}"`);
  }
}

/** The painter of a symbol; throws {@link UnknownSymbol}. */
export function symbolPainter(symbol: string, words: SymbolWords): Painter {
  if (isNeonLetter(symbol)) return inSquare(neonLetter(symbol), 0.98);
  switch (symbol) {
    case 'W':
      return inSquare(moon(words.wild), 0.98);
    case 'S':
      return inSquare(lantern(words.scatter), 0.98);
    case 'KOI':
      return inSquare(koi);
    case 'TEA':
      return inSquare(teapot);
    case 'FAN':
      return inSquare(fan, 0.93);
    case 'DUMP':
      return inSquare(dumplings);
    default:
      throw new UnknownSymbol(symbol);
  }
}
