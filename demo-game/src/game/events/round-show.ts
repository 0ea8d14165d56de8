import type { RoundResult } from '@roundgate/contract';
import type { Clock } from '../../engine/clock.ts';
import type { MotionPreference } from '../../engine/motion.ts';
import type { WinMood } from '../../model/celebration.ts';
import type { SlotModel } from '../../model/slot-model.ts';
import type { GameView } from '../scene/game-view.ts';
import type { Mark } from '../scene/win-lines.ts';
import type { SoundName } from '../sounds.ts';

/** What was in the bonus: what the player gets, and what the others hold. */
export interface PrizeAmounts {
  readonly amount: string;
  readonly others: readonly string[];
}

/** Lets the player open one of several. */
export interface Picker {
  /** Shows `count` closed ones; fulfilled with the index of the one that is chosen. */
  open(symbol: string, count: number): Promise<number>;
  /** Opens the chosen one, and then the others. */
  reveal(chosen: number, amounts: PrizeAmounts): void;
  close(): void;
}

/** What the handlers of one round share: the picture, its words, and what was won so far. */
export interface RoundShow {
  readonly view: GameView;
  readonly clock: Clock;
  readonly motion: MotionPreference;
  readonly model: SlotModel;
  readonly result: RoundResult;
  /** How the round as a whole may be shown; `none` forbids sound and movement for its wins. */
  readonly mood: WinMood;
  readonly picker: Picker;
  /** A choice that is not made by then is made for the player: nothing depends on it. */
  readonly pickWithinMs: number;
  /** Won so far in this round, in minor units. */
  wonMinor: number;
  /** Wins of the spin that is on the reels. */
  marks: Mark[];
  money(amountMinor: number): string;
  text(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** Writes the result line; called again when the language changes. */
  say(write: () => string): void;
  /** Writes the win display. */
  showWin(amountMinor: number): void;
  sound(name: SoundName): void;
  /** The reels rest: their outcome is visible from now on. */
  landed(window: readonly (readonly string[])[]): void;
  /** Another spin of the same round begins. */
  freeSpin(): void;
}

/** Adds a win to what the round has won and writes it. */
export function addWin(show: RoundShow, payMinor: number): void {
  show.wonMinor += payMinor;
  show.showWin(show.wonMinor);
}

/** Time to read one step, in milliseconds. */
export const READ_MS = 620;

/** Lets symbols swell once, unless the round may not be celebrated or the player wants rest. */
export async function pulse(show: RoundShow, mark: Mark): Promise<void> {
  const sprites = show.view.reels.sprites(mark.cells);
  const still = show.mood === 'none' || show.motion.reduced;
  await show.clock.tween({
    durationMs: READ_MS,
    update: (share) => {
      const swell = still ? 1 : 1 + 0.13 * Math.sin(share * Math.PI * 2) ** 2;
      for (const sprite of sprites) sprite.scale.set(swell);
    },
  });
}

/** Marks one win alone on the reels and remembers it for the summary. */
export async function showMark(show: RoundShow, mark: Mark): Promise<void> {
  show.marks.push(mark);
  show.view.reels.light(mark.cells);
  show.view.lines.show([mark]);
  await pulse(show, mark);
}
