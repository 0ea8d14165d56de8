import type { PromoSeat } from '../../frame/promo-seat.ts';
import { Words } from '../../frame/words.ts';
import { TableLine } from './table-line.ts';
import { TablesDesk } from './tables-desk.ts';
import { TablesPanel } from './tables-panel.ts';

const TICK_MS = 250;

/** Shows the tournaments and missions of a running session beside its game, for as long as there are any. */
export async function startTables(seat: PromoSeat, home: string): Promise<void> {
  const { api, stopped, game, clock } = seat;
  const words = new Words();
  words.sample = seat.words.sample;
  await words.use(seat.words.locale);
  if (stopped.signal.aborted) return;
  const feedOf = (id: string) => `${home.replace(/^http/, 'ws')}/v1/session/tournaments/${id}/feed`;
  const desk = new TablesDesk({
    api,
    now: () => performance.now(),
    isHidden: () => document.hidden,
    open: (id, onTable) => new TableLine(feedOf(id), api, onTable),
    onChange: () => panel.show(),
  });
  const panel = new TablesPanel({ words, desk, now: () => clock.now(), focusGame: () => game.focus() });
  const tick = (): void => {
    desk.tick();
    panel.tick();
    if (words.locale === seat.words.locale) return;
    // The language has changed: ours follows.
    words.locale = seat.words.locale;
    void words.use(seat.words.locale).then(() => panel.show());
  };
  const ticking = setInterval(tick, TICK_MS);
  stopped.signal.addEventListener('abort', () => {
    clearInterval(ticking);
    desk.stop();
    panel.stop();
  });
}
