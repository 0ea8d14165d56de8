import type { EventHandler } from '../../session/round-player.ts';
import { addWin, READ_MS, type RoundShow, showMark } from './round-show.ts';

/** Traces the line, lights its symbols and adds what it pays. */
export const lineWin: EventHandler<'line_win', RoundShow> = async (event, show) => {
  const label = show.money(event.pay_minor);
  addWin(show, event.pay_minor);
  show.say(() => show.text('line.lineWin', { line: event.line + 1, amount: label }));
  if (show.mood !== 'none') show.sound('lineWin');
  const line = show.model.lines[event.line] ?? null;
  await showMark(show, { line, colour: event.line, cells: event.cells, label });
};

/** Lights the scatters wherever they stand and adds what they pay. */
export const scatterWin: EventHandler<'scatter_win', RoundShow> = async (event, show) => {
  const label = show.money(event.pay_minor);
  addWin(show, event.pay_minor);
  show.say(() => show.text('line.scatterWin', { count: event.count, amount: label }));
  if (show.mood !== 'none') show.sound('scatter');
  await showMark(show, { line: null, colour: 5, cells: event.cells, label });
};

/** Lets the player open one of the prizes, and shows what the server has drawn beside those that were not. */
export const bonusPrize: EventHandler<'bonus_prize', RoundShow> = async (event, show) => {
  const { clock, picker } = show;
  show.say(() => show.text('line.bonusPick'));
  show.sound('scatter');
  await showMark(show, { line: null, colour: 5, cells: event.cells, label: '' });
  // A player in a hurry has skipped what came before, not this; another press opens one.
  clock.hurry = false;
  const byItself = clock.wait(show.pickWithinMs).then(() => 0);
  const chosen = await Promise.race([picker.open(event.symbol, event.others.length + 1), byItself]);
  clock.hurry = false;
  const amount = show.money(event.pay_minor);
  addWin(show, event.pay_minor);
  show.say(() => show.text('line.bonus', { amount }));
  if (show.mood !== 'none') show.sound('open');
  picker.reveal(chosen, { amount, others: event.others.map((minor) => show.money(minor)) });
  await clock.wait(READ_MS * 4);
  picker.close();
};

/** Tells that the cap of the model has cut the round's win. */
export const winCapped: EventHandler<'win_capped', RoundShow> = async (event, show) => {
  show.wonMinor = event.cap_minor;
  show.showWin(event.cap_minor);
  show.say(() => show.text('line.capped', { amount: show.money(event.cap_minor) }));
  await show.clock.wait(READ_MS * 2);
};
