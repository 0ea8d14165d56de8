import { inSquare } from '../game/art/pen.ts';
import type { Theme } from '../game/theme.ts';
import { TITLE } from './colours.ts';
import { closedEnvelope, openEnvelope } from './envelope.ts';
import { hangingLantern } from './lantern.ts';
import { night } from './night.ts';
import { skyLantern, spark } from './sky-lantern.ts';
import { stall, stallArea, wellShade } from './stall.ts';
import { symbolPainter } from './symbols.ts';

/** Night Market: lanterns over a stall. Its words and colours are those that the kit has when a theme says nothing else. */
export const NIGHT_MARKET: Theme = {
  title: TITLE,
  hero: ['W', 'KOI', 'S'],
  symbol: symbolPainter,
  scenery: {
    backdrop: night,
    cabinetArea: stallArea,
    cabinet: stall,
    shade: wellShade,
    hanging: inSquare(hangingLantern, 1),
    riser: skyLantern,
    spark,
  },
  prize: { closed: closedEnvelope, open: openEnvelope },
  plaque: {
    veil: 0x050822,
    back: 0x0c1142,
    edge: 0xe6b257,
    line: 0xffd27a,
    head: 0xffd27a,
    foot: 0xcfd6ff,
  },
  scale: [523.25, 587.33, 659.25, 783.99, 880, 1046.5, 1174.66, 1318.51],
  css: '',
  texts: { en: {} },
};
