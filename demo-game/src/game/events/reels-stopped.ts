import { tenseReels } from '../../model/anticipation.ts';
import type { EventHandler } from '../../session/round-player.ts';
import { landingsOf } from '../scene/landings.ts';
import type { RoundShow } from './round-show.ts';

/** Brings the reels to rest on the window that the server drew. */
export const reelsStopped: EventHandler<'reels_stopped', RoundShow> = async (event, show) => {
  const { set, stops, window } = event;
  const tense = tenseReels(show.model, set, window);
  await show.view.reels.land(landingsOf(show.model, set, stops, window), tense);
  show.landed(event.window);
};
