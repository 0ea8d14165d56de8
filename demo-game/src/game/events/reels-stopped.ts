import type { EventHandler } from '../../session/round-player.ts';
import { landingsOf } from '../scene/game-view.ts';
import type { RoundShow } from './round-show.ts';

/** Brings the reels to rest on the window that the server drew. */
export const reelsStopped: EventHandler<'reels_stopped', RoundShow> = async (event, show) => {
  await show.view.reels.land(landingsOf(show.model, event.set, event.stops, event.window));
  show.landed(event.window);
};
