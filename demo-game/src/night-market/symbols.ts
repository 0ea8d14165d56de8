import type { Painter } from '../engine/paint.ts';
import { inSquare } from '../game/art/pen.ts';
import { type SymbolWords, UnknownSymbol } from '../game/theme.ts';
import { dumplings } from './dumplings.ts';
import { envelope } from './envelope.ts';
import { fan } from './fan.ts';
import { koi } from './koi.ts';
import { lantern } from './lantern.ts';
import { moon } from './moon.ts';
import { isNeonLetter, neonLetter } from './neon-letters.ts';
import { teapot } from './teapot.ts';

/** The painter of a symbol; throws {@link UnknownSymbol}. */
export function symbolPainter(symbol: string, words: SymbolWords): Painter {
  if (isNeonLetter(symbol)) return inSquare(neonLetter(symbol), 0.98);
  switch (symbol) {
    case 'W':
      return inSquare(moon(words.wild), 0.98);
    case 'S':
      return inSquare(lantern(words.scatter), 0.98);
    case 'ENV':
      return inSquare(envelope(words.bonus), 0.98);
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
