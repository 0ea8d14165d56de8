import type { Frame } from '@playwright/test';
import { TILES, watchFrames } from './drawn-frames.ts';

/** When a brightness turned after a change of a tenth or more: two turns make a flash, as WCAG counts them. */
function turnsOf(series: readonly { atMs: number; light: number }[]): number[] {
  const turns: number[] = [];
  let from = series[0]?.light ?? 0;
  let way = 0;
  for (const { atMs, light } of series) {
    const next = Math.sign(light - from);
    const counts = Math.abs(light - from) >= 0.1 && Math.min(light, from) < 0.8;
    if (next === way || way === 0 || !counts) {
      if (counts && way === 0) way = next;
      if (next === way) from = light;
      continue;
    }
    turns.push(atMs);
    way = next;
    from = light;
  }
  return turns;
}

/** The share of the picture that flashes more than three times within a second, while it is watched. */
export async function flashingShare(game: Frame, forMs: number): Promise<{ share: number; frames: number }> {
  const { drawn } = await watchFrames(game, { forMs });
  let flashing = 0;
  for (let tile = 0; tile < TILES * TILES; tile += 1) {
    const turns = turnsOf(drawn.map(({ atMs, tiles }) => ({ atMs, light: tiles[tile] ?? 0 })));
    if (turns.some((atMs, index) => (turns[index + 6] ?? Number.POSITIVE_INFINITY) - atMs < 1_000))
      flashing += 1;
  }
  return { share: flashing / TILES ** 2, frames: drawn.length };
}
