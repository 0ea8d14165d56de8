import type { SettledRound } from '../domain/receipts/receipt.ts';
import { unsettledRefusal } from '../domain/receipts/redraw.ts';
import { accept, type Reply, refuse } from './player-rounds.ts';
import type { PlayerRows } from './player-store.ts';
import type { RoundDesk } from './round-desk.ts';

/** Where a settled round stands in its player's chain. */
interface Chain extends Pick<PlayerRows, 'session'> {
  linkOf(roundId: string): SettledRound['link'] | undefined;
}

/** A settled round with its session and its link, for its receipt and its replay. Asking drives nothing. */
export function settledRound(roundId: string, desk: RoundDesk, player: Chain): Reply<SettledRound> {
  desk.flush();
  const round = desk.find(roundId);
  if (!round) return refuse({ code: 'ROUND_NOT_FOUND', facts: { round_id: roundId } });
  const refusal = unsettledRefusal(round);
  const session = player.session(round.sessionId);
  const link = player.linkOf(roundId);
  if (refusal || !session || !link) return refuse(refusal ?? { code: 'SESSION_NOT_FOUND' });
  return accept({ round, session, link });
}
