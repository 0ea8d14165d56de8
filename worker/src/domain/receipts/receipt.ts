import {
  type ChainedEvent,
  type MoneyLeg,
  money,
  type ReceiptDraw,
  type RoundReceipt,
  toTimestamp,
} from '@roundgate/contract';
import { resultDigest } from '@roundgate/contract/receipt';
import { resultOf } from '../rounds/answers.ts';
import { creditKey, debitKey, type Sha256 } from '../rounds/keys.ts';
import { owedMinor, paidStakeMinor, type Round } from '../rounds/round.ts';
import type { Session } from '../sessions/session.ts';

/** A settled round with what its receipt is made of. */
export interface SettledRound {
  readonly round: Round;
  /** The session that played it. */
  readonly session: Session;
  /** Its link in the player's chain. */
  readonly link: ChainedEvent;
}

/** The movements of a settled round: the stake where the player paid it, and the win where there was one. */
export function moneyLegs(round: Round): MoneyLeg[] {
  const { currency, mode, debitReference, creditReference } = round;
  const [paidMinor, winMinor] = [paidStakeMinor(round), owedMinor(round)];
  const moved_by = mode.purseSessionId === null ? ('wallet' as const) : ('session_balance' as const);
  const legOf = (leg: MoneyLeg['leg'], transaction_id: string, minor: number, reference: string | null) => ({
    ...{ leg, transaction_id, amount: money(minor, currency), reference, moved_by },
  });
  return [
    ...(paidMinor > 0 ? [legOf('debit', debitKey(round), paidMinor, debitReference)] : []),
    ...(winMinor > 0 ? [legOf('credit', creditKey(round), winMinor, creditReference)] : []),
  ];
}

/** The receipt of a settled round, as it stands on disk; `draw` is what the game server told when it drew it again. */
export function receiptOf(
  { round, session, link }: SettledRound,
  who: { readonly operatorId: string; readonly playerId: string },
  draw: ReceiptDraw | null,
  sha256: Sha256,
  nowMs: number,
): RoundReceipt {
  const { events, features, spin_id, spin_type, stake, win, jackpot, drawn_at } = resultOf(round);
  return {
    format: 'roundgate.round-receipt/1',
    issued_at: toTimestamp(nowMs),
    operator_id: who.operatorId,
    player_id: who.playerId,
    session_id: round.sessionId,
    game_id: round.gameId,
    build_hash: round.buildHash,
    rtp_profile: round.rtpProfile,
    country: session.country,
    round: {
      ...{ round_id: round.roundId, spin_id, spin_type, stake, win, features },
      ...(jackpot && { jackpot }),
      events_sha256: resultDigest(sha256, events),
      accepted_at: toTimestamp(round.acceptedAtMs),
      drawn_at,
      closed_at: toTimestamp(round.closedAtMs ?? round.stateSinceMs),
    },
    draw,
    money: moneyLegs(round),
    chain: link,
  };
}
