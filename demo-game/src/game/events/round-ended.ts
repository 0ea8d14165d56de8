import { countedMinor, countUpMs } from '../../model/celebration.ts';
import { type EventHandler, RoundMismatch } from '../../session/round-player.ts';
import type { RoundShow } from './round-show.ts';

function outcomeText(show: RoundShow, winMinor: number): string {
  if (winMinor === 0) return show.text('line.noWin');
  const amount = show.money(winMinor);
  if (show.mood !== 'none') return show.text('line.win', { amount });
  return show.text('line.back', { amount, stake: show.money(show.result.stake.amount_minor) });
}

async function celebrate(show: RoundShow, winMinor: number): Promise<void> {
  const { mood, view, clock } = show;
  if (mood === 'none') return;
  const head = show.text(`plaque.${mood}`);
  view.lights.celebrate(mood);
  show.sound(mood);
  await view.plaque.open({ head, amount: show.money(winMinor), foot: '' });
  const still = show.motion.reduced;
  await clock.tween({
    durationMs: still ? 900 : countUpMs(mood),
    update: (share) => view.plaque.write(show.money(countedMinor(winMinor, still ? 1 : share))),
  });
  await clock.wait(500);
  await view.plaque.close();
}

/** Leaves the wins of the last spin marked on the reels until the next one. */
function summarise(show: RoundShow): void {
  show.view.lines.show(show.marks);
  const cells = show.marks.flatMap((mark) => mark.cells);
  show.view.reels.light(cells.length > 0 ? cells : null);
}

/** Closes the round: says what it brought, and celebrates only what is more than the stake. */
export const roundEnded: EventHandler<'round_ended', RoundShow> = async (event, show) => {
  if (event.win_minor !== show.result.win.amount_minor)
    throw new RoundMismatch(
      `the events win ${event.win_minor}, the round ${show.result.win.amount_minor} minor units`,
    );
  show.showWin(event.win_minor);
  show.say(() => outcomeText(show, event.win_minor));
  summarise(show);
  await celebrate(show, event.win_minor);
};
