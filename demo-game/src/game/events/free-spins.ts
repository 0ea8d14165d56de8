import type { EventHandler } from '../../session/round-player.ts';
import { READ_MS, type RoundShow, showMark } from './round-show.ts';

/** How long the reels of a free spin turn before they land. */
const TURN_MS = 480;

/** Announces free spins, first or again. */
export const freeSpinsAwarded: EventHandler<'free_spins_awarded', RoundShow> = async (event, show) => {
  const words = show.text('line.freeSpinsAwarded', { count: event.count });
  show.say(() => words);
  if (show.mood !== 'none') show.sound('freeSpins');
  await showMark(show, { line: null, colour: 5, cells: event.cells, label: '' });
  const foot = event.multiplier > 1 ? show.text('line.multiplier', { multiplier: event.multiplier }) : '';
  show.view.showFree(true);
  await show.view.plaque.open({ head: words, amount: '', foot });
  await show.clock.wait(READ_MS * 2);
  await show.view.plaque.close();
};

/** Sets the reels in motion for the next free spin. */
export const freeSpinStarted: EventHandler<'free_spin_started', RoundShow> = async (event, show) => {
  show.freeSpin();
  show.marks = [];
  show.view.clearWins();
  show.say(() => show.text('line.freeSpin', { index: event.index, total: event.total }));
  show.sound('spin');
  show.view.reels.spin();
  await show.clock.wait(TURN_MS);
};

/** Sums the free spins up. */
export const freeSpinsEnded: EventHandler<'free_spins_ended', RoundShow> = async (event, show) => {
  const amount = show.money(event.win_minor);
  show.view.showFree(false);
  show.say(() => show.text('line.freeSpinsEnded', { amount }));
  if (show.mood === 'none') return void (await show.clock.wait(READ_MS * 2));
  await show.view.plaque.open({ head: show.text('plaque.freeSpins'), amount, foot: '' });
  await show.clock.wait(READ_MS * 2);
  await show.view.plaque.close();
};
