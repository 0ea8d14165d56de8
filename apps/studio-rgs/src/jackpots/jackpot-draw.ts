import type { JackpotOffer } from '@roundgate/contract';
import type { Draw } from '../maths/play-round.ts';

/** A meter as one spin played for it; kept with the spin, so that it can be drawn again. */
export interface JackpotPlay {
  readonly offer: JackpotOffer;
  /** What the stake put into the pool, in minor units. */
  readonly contributedMinor: number;
  /** What of it the meter itself grows by, without the part for the next seed. */
  readonly grownMinor: number;
}

/** The meter that was hit, and in which of its runs. */
export interface JackpotHit {
  readonly jackpot_id: string;
  readonly run: number;
}

/**
 * The one draw of one meter. By chance: 1 in `one_in_minor` for each minor unit of stake. Must hit: where the meter
 * falls is as likely to be in this spin's step as anywhere else up to the cap, which is what a hidden target drawn
 * beforehand would come to, and needs no secret kept; the step that reaches the cap always hits.
 */
function isHit({ offer, grownMinor }: JackpotPlay, stakeMinor: number, draw: Draw): boolean {
  const { trigger, meter_minor, jackpot_id } = offer;
  const label = `jackpot/${jackpot_id}`;
  if (trigger.kind === 'random') return draw(label, trigger.one_in_minor) < stakeMinor;
  const leftMinor = trigger.cap_minor - meter_minor;
  return leftMinor <= grownMinor || draw(label, leftMinor) < grownMinor;
}

/** Draws all meters of a spin; the first that is hit, in the order of the offer, is won. */
export function drawJackpots(
  plays: readonly JackpotPlay[],
  stakeMinor: number,
  draw: Draw,
): JackpotHit | undefined {
  const hits = plays.filter((play) => isHit(play, stakeMinor, draw));
  const offer = hits[0]?.offer;
  return offer && { jackpot_id: offer.jackpot_id, run: offer.run };
}
