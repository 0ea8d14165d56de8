import { z } from 'zod';

const reel = z.number().int().min(0).max(9);
const row = z.number().int().min(0).max(9);
const pay = z.number().int().min(0);
/** One window: reels from left to right, each a column of symbols from top to bottom. */
const Window = z
  .array(z.array(z.string().min(1).max(8)).min(1).max(10))
  .min(1)
  .max(10);
const Cell = z.strictObject({ reel, row });

/** Reels stopped. `stops` are strip positions; `set` names the strips, base or free. */
export const ReelsStopped = z.strictObject({
  type: z.literal('reels_stopped'),
  set: z.string(),
  stops: z.array(z.number().int().min(0)),
  window: Window,
});
/** One line paid. `pay_minor` already holds every multiplier. */
export const LineWin = z.strictObject({
  type: z.literal('line_win'),
  line: z.number().int().min(0),
  symbol: z.string(),
  count: z.number().int().min(1),
  cells: z.array(Cell),
  multiplier: z.number().int().min(1),
  pay_minor: pay,
});
/** Scatters paid, wherever they stand. */
export const ScatterWin = z.strictObject({
  type: z.literal('scatter_win'),
  symbol: z.string(),
  count: z.number().int().min(1),
  cells: z.array(Cell),
  multiplier: z.number().int().min(1),
  pay_minor: pay,
});
/** Free spins were won, first or again; `total` counts all awarded so far in this round. */
export const FreeSpinsAwarded = z.strictObject({
  type: z.literal('free_spins_awarded'),
  count: z.number().int().min(1),
  total: z.number().int().min(1),
  multiplier: z.number().int().min(1),
  cells: z.array(Cell),
});
/** The next free spin begins; its reels and wins follow. */
export const FreeSpinStarted = z.strictObject({
  type: z.literal('free_spin_started'),
  index: z.number().int().min(1),
  total: z.number().int().min(1),
});
/** The free spins are over; `win_minor` is what they paid together. */
export const FreeSpinsEnded = z.strictObject({ type: z.literal('free_spins_ended'), win_minor: pay });
/** A bonus prize was drawn; `others` are prizes that were not, for the picture only. */
export const BonusPrize = z.strictObject({
  type: z.literal('bonus_prize'),
  symbol: z.string(),
  cells: z.array(Cell),
  pay_minor: pay,
  others: z.array(pay),
});
/** The win of the whole round was cut to the model's cap. */
export const WinCapped = z.strictObject({ type: z.literal('win_capped'), cap_minor: pay });
/** The last event of every round; `win_minor` equals the money win of the outcome. */
export const RoundEnded = z.strictObject({ type: z.literal('round_ended'), win_minor: pay });

/** One step of a round, in the order it is to be shown. A client fails loudly on a type that it does not know. */
export const GameEvent = z
  .discriminatedUnion('type', [
    ReelsStopped,
    LineWin,
    ScatterWin,
    FreeSpinsAwarded,
    FreeSpinStarted,
    FreeSpinsEnded,
    BonusPrize,
    WinCapped,
    RoundEnded,
  ])
  .meta({ id: 'GameEvent' });
export type GameEvent = z.infer<typeof GameEvent>;
export type GameEventOf<T extends GameEvent['type']> = Extract<GameEvent, { type: T }>;

/** At most this many events make a round (a hundred free spins with their wins). */
export const MAX_GAME_EVENTS = 2_000;
export const GameEvents = z.array(GameEvent).max(MAX_GAME_EVENTS);
