import type { Screen } from '../../rg/screen.ts';
import type { OverlayParts } from '../overlay.ts';
import { drawInfo, drawPanic } from './asked.ts';
import { drawCheck, drawInterval, drawNear, drawNotice } from './checks.ts';
import { drawBlocked, drawEnd } from './last.ts';
import { drawLimits } from './limits-form.ts';
import type { Draw, ScreenTools } from './screen-tools.ts';

const DRAW: { readonly [K in Screen['kind']]: Draw<K> } = {
  ended: drawEnd,
  revoked: drawEnd,
  left: drawEnd,
  blocked: drawBlocked,
  panic: drawPanic,
  limits: drawLimits,
  notice: drawNotice,
  check: drawCheck,
  rest: drawCheck,
  interval: drawInterval,
  near: drawNear,
  info: drawInfo,
};

/** Draws a screen. */
export const drawScreen = (screen: Screen, tools: ScreenTools): OverlayParts =>
  (DRAW[screen.kind] as (screen: Screen, tools: ScreenTools) => OverlayParts)(screen, tools);
