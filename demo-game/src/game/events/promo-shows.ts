import type { JackpotPrize } from '@roundgate/contract';
import { countedMinor } from '../../model/celebration.ts';
import type { PacketOver } from '../../model/packets.ts';
import { jackpotName, tierOf } from '../jackpot-name.ts';
import { READ_MS, type RoundShow } from './round-show.ts';

const COUNT_MS = 5_000;

/** A jackpot of the round, after all that the game itself has won: told to everybody, and counted in what was won. */
export async function showJackpot(show: RoundShow, { jackpot_id, amount }: JackpotPrize): Promise<void> {
  const { view, clock, motion, result } = show;
  const wonMinor = amount.amount_minor;
  show.say(() =>
    show.text('jackpot.won', { name: jackpotName(jackpot_id, show), amount: show.money(wonMinor) }),
  );
  show.sound('jackpot');
  view.lights.celebrate('huge');
  await view.plaque.open({
    head: show.text('jackpot.name'),
    amount: show.money(wonMinor),
    foot: tierOf(jackpot_id),
  });
  const still = motion.reduced;
  await clock.tween({
    durationMs: still ? 1_500 : COUNT_MS,
    update: (share) => view.plaque.write(show.money(countedMinor(wonMinor, still ? 1 : share))),
  });
  view.lights.celebrate('big');
  await clock.wait(READ_MS * 2);
  show.showWin(result.win.amount_minor + wonMinor);
  await view.plaque.close();
}

/** What is said of a packet that is over. */
export function packetEndText(
  { packet: { wonMinor }, end }: PacketOver,
  { text, money }: Pick<RoundShow, 'text' | 'money'>,
): string {
  if (end !== 'finished') return text(`promo.${end}`);
  return wonMinor === 0 ? text('promo.finishedEmpty') : text('promo.finished', { amount: money(wonMinor) });
}

/** The sum of a packet of free spins that was played to its end. */
export async function showPacketEnd(
  show: Pick<RoundShow, 'view' | 'clock' | 'say' | 'text' | 'money' | 'sound'>,
  over: PacketOver,
): Promise<void> {
  const { wonMinor } = over.packet;
  show.say(() => packetEndText(over, show));
  if (wonMinor === 0) return;
  const amount = show.money(wonMinor);
  show.sound('freeSpins');
  await show.view.plaque.open({
    head: show.text('plaque.freeSpins'),
    amount,
    foot: show.text('promo.total'),
  });
  await show.clock.wait(READ_MS * 3);
  await show.view.plaque.close();
}
