import type { SettledRound } from '../domain/receipts/receipt.ts';
import { unsettledRefusal } from '../domain/receipts/redraw.ts';
import type { Session } from '../domain/sessions/session.ts';
import { accept, type Reply, refuse } from './player-rounds.ts';
import type { RoundDesk } from './round-desk.ts';

/** Where sessions and links of the chain are read. */
interface Records {
  session(sessionId: string): Session | undefined;
  linkOf(roundId: string): SettledRound['link'] | undefined;
}

/** A settled round with its place in the chain. Asking drives nothing. */
export function settledRound(player: Records, desk: RoundDesk, roundId: string): Reply<SettledRound> {
  desk.flush();
  const round = desk.find(roundId);
  if (!round) return refuse({ code: 'ROUND_NOT_FOUND', facts: { round_id: roundId } });
  const refusal = unsettledRefusal(round);
  const session = player.session(round.sessionId);
  const link = player.linkOf(roundId);
  if (refusal || !session || !link) return refuse(refusal ?? { code: 'SESSION_NOT_FOUND' });
  return accept({ round, session, link });
}
