import { type GameEvent, MAX_GAME_EVENTS } from '@roundgate/contract';
import type { CompiledModel } from './compiled-model.ts';

/** The largest outcome, as JSON text: a gateway reads no answer above 256 KiB. */
export const MAX_OUTCOME_CHARS = 240 * 1024;

/** Events that a round may have when its last free spin is over: three are kept for its end. */
export const MAX_OPEN_EVENTS = MAX_GAME_EVENTS - 3;

/** What one event of each kind is at its longest, in characters, the comma after it included. */
export interface EventChars {
  readonly start: number;
  readonly stopped: number;
  /** A line or a scatter. */
  readonly win: number;
  readonly prize: number;
  readonly award: number;
}

/** An amount at its longest: ten digits of minor units, far above any bet that is taken. */
const AMOUNT = 9_999_999_999;
const COUNT = 99_999;

const charsOf = (event: GameEvent): number => JSON.stringify(event).length + 1;
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
const longest = (texts: readonly string[]): string =>
  texts.reduce((most, text) => (text.length > most.length ? text : most), '');

/** The longest events that a model can tell. */
export function eventChars(model: CompiledModel): EventChars {
  const { reels, rows, free, bonus, symbols } = model;
  const symbol = longest(symbols);
  const cell = { reel: reels - 1, row: rows - 1 };
  const amounts = { multiplier: COUNT, pay_minor: AMOUNT };
  const window = times(reels, times(rows, symbol));
  const stops = times(reels, Math.max(...free.lengths, ...model.base.lengths));
  const line = { type: 'line_win', line: model.lineCount, symbol, count: reels, ...amounts } as const;
  const scatter = { type: 'scatter_win', symbol, count: reels * rows, ...amounts } as const;
  const cells = times(reels * rows, cell);
  const set = longest([free.name, model.base.name]);
  const prize = { type: 'bonus_prize', symbol, cells, pay_minor: AMOUNT } as const;
  return {
    start: charsOf({ type: 'free_spin_started', index: COUNT, total: COUNT }),
    stopped: charsOf({ type: 'reels_stopped', set, stops, window }),
    win: Math.max(charsOf({ ...line, cells: times(reels, cell) }), charsOf({ ...scatter, cells })),
    prize: charsOf({ ...prize, others: times(Math.max(0, (bonus?.pays.length ?? 0) - 1), AMOUNT) }),
    award: charsOf({ type: 'free_spins_awarded', count: COUNT, total: COUNT, multiplier: COUNT, cells }),
  };
}

/** How many free spins a round needs at least before it can outgrow what a message carries. */
export function leastSpinsToOutgrow(model: CompiledModel): number {
  const wins = model.lineCount + model.scatters.length;
  const prizes = model.bonus ? (model.bonus.onLine ? model.lineCount : 1) : 0;
  const chars = eventChars(model);
  const spinChars = chars.start + chars.stopped + wins * chars.win + prizes * chars.prize + chars.award;
  const spinEvents = 3 + wins + prizes;
  // The base spin is counted as one more free spin, and the end of the round as another.
  return Math.max(0, Math.floor(Math.min(MAX_OPEN_EVENTS / spinEvents, MAX_OUTCOME_CHARS / spinChars)) - 2);
}
