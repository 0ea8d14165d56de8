import { type BusEvent, type Currency, money, toTimestamp } from '@roundgate/contract';
import type { Who } from '../ports.ts';
import { deriveUid, type Sha256 } from '../rounds/keys.ts';
import { requestTransfer, type Transfer } from '../transfers/transfer.ts';
import type { LastSpin } from './standing.ts';

/** A prize that a player is owed, as the player's own object keeps it. The movement is driven like money on its way out. */
export interface Award {
  readonly tournamentId: string;
  /** Null for a mission. */
  readonly rank: number | null;
  readonly last: LastSpin;
  readonly movement: Transfer;
}

/** The key under which a prize is paid: of who won what, never of an attempt (spec W3). */
export const awardKey = (sha256: Sha256, { operatorId, playerId }: Who, tournamentId: string): string =>
  `${deriveUid(sha256, operatorId, playerId, tournamentId)}:b`;

/** A prize that was just decided on; nothing has left the gateway yet. */
export function newAward(
  key: string,
  won: Pick<Award, 'tournamentId' | 'rank' | 'last'> & {
    readonly amountMinor: number;
    readonly currency: Currency;
  },
  nowMs: number,
): Award {
  const { tournamentId, rank, last, amountMinor, currency } = won;
  const { sessionId } = last;
  const movement = requestTransfer({ key, sessionId, direction: 'out', amountMinor, currency }, nowMs);
  return { tournamentId, rank, last, movement };
}

/** What the chain says of a prize that was paid. */
export const awardEvent = ({ tournamentId, rank, last, movement }: Award, who: Who): BusEvent => ({
  type: 'bonus_award',
  ts: toTimestamp(movement.closedAtMs ?? movement.requestedAtMs),
  operator_id: who.operatorId,
  player_id: who.playerId,
  session_id: last.sessionId,
  game_id: last.gameId,
  build_hash: last.buildHash,
  rtp_profile: last.rtpProfile,
  spin_type: last.spinType,
  transaction_id: movement.key,
  tournament_id: tournamentId,
  rank,
  amount: money(movement.amountMinor, movement.currency),
});
