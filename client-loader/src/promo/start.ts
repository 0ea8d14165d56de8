import type { PromoSeat } from '../frame/promo-seat.ts';
import { MeterPoll } from './meter-poll.ts';
import { PromoDesk } from './promo-desk.ts';
import { startTables } from './tables/start-tables.ts';
import { WonMemory } from './won.ts';

const TICK_MS = 250;

/**
 * Makes the promotions of a running session known to its game, free spins and meters, and shows its tournaments. `home` is
 * the origin of the gateway; where storage is undefined nothing is kept.
 */
export function startPromo(seat: PromoSeat, home: string, storage: Storage | undefined): void {
  const { api, game, session, stopped, promo } = seat;
  const owner = `${session.operator_id}/${session.player_id}/${session.game_id}`;
  const desk = new PromoDesk(new WonMemory(owner, storage), (news) => game.send('promo', { promo: news }));
  const poll = new MeterPoll({
    api,
    now: () => performance.now(),
    isHidden: () => document.hidden,
    onMeters: (meters) => desk.hearMeters(meters),
  });
  promo.onSession = ({ free_spins }) => desk.hearOffers(free_spins ?? []);
  promo.onRound = (grantId, result) => desk.hearRound(grantId, result);
  promo.onSession(session);
  // Without words there is nothing to read: the game plays on.
  startTables(seat, home).catch(() => {});
  if (!session.market.features.jackpot) return;
  const ticking = setInterval(() => poll.tick(), TICK_MS);
  stopped.signal.addEventListener('abort', () => clearInterval(ticking));
}
