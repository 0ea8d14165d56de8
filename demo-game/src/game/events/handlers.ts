import type { EventHandlers } from '../../session/round-player.ts';
import { freeSpinStarted, freeSpinsAwarded, freeSpinsEnded } from './free-spins.ts';
import { reelsStopped } from './reels-stopped.ts';
import { roundEnded } from './round-ended.ts';
import type { RoundShow } from './round-show.ts';
import { bonusPrize, lineWin, scatterWin, winCapped } from './wins.ts';

/** How each event of a round is shown. The type makes a missing one a compile error. */
export const EVENT_HANDLERS: EventHandlers<RoundShow> = {
  reels_stopped: reelsStopped,
  line_win: lineWin,
  scatter_win: scatterWin,
  free_spins_awarded: freeSpinsAwarded,
  free_spin_started: freeSpinStarted,
  free_spins_ended: freeSpinsEnded,
  bonus_prize: bonusPrize,
  win_capped: winCapped,
  round_ended: roundEnded,
};
