import type { JackpotOffer, Money, ProblemCode, RgFlags } from '@roundgate/contract';
import type { Grant } from './promo/grant.ts';
import type { RedrawAnswer } from './receipts/redraw.ts';
import type { DrawAnswer, VoidAnswer } from './rounds/inputs.ts';
import type { Round } from './rounds/round.ts';
import type { Session } from './sessions/session.ts';
import type { Transfer } from './transfers/transfer.ts';
import type { MoneyAnswer, RollbackAnswer, StatusAnswer } from './wallet/capability.ts';

/** Who plays, for calls that leave the gateway. */
export interface Who {
  readonly operatorId: string;
  readonly playerId: string;
}

/** The RGS's answer to a packet of free spins. */
export type GrantAnswer =
  | { readonly kind: 'ok' }
  | { readonly kind: 'refused'; readonly code: ProblemCode }
  | { readonly kind: 'unknown'; readonly why: string };

/** The studio's game server as the round machine sees it. Never throws: what is not a clear answer is *unknown*. */
export interface RgsPort {
  announce(
    who: Who,
    session: Session,
    flags: RgFlags,
    token: string,
    traceId: string,
  ): Promise<'ok' | 'refused' | 'unknown'>;
  /** Issues a packet of free spins; a repeat is harmless (spec F1). */
  grant(who: Who, grant: Grant, traceId: string): Promise<GrantAnswer>;
  /** `jackpots` are the meters that the spin plays for. */
  draw(round: Round, traceId: string, jackpots?: readonly JackpotOffer[]): Promise<DrawAnswer>;
  void(round: Round, ifDrawn: 'keep' | 'discard', traceId: string): Promise<VoidAnswer>;
}

/** The studio's game server as receipts and replays see it: it is asked, and nothing is changed by that. */
export interface ReplayPort {
  /** The draw of a settled round, made again. */
  replay(round: Pick<Round, 'spinId'>, traceId: string): Promise<RedrawAnswer>;
  /** The published promise of a seed; null when it cannot be had. */
  commitmentOf(seedId: string, traceId: string): Promise<string | null>;
}

/** The operator's wallet as the round machine sees it. Never throws: what is not a clear answer is *unknown*. */
export interface WalletPort {
  debit(who: Who, round: Round, traceId: string): Promise<MoneyAnswer>;
  /** Pays the win; sent with nothing won only to a wallet that wants its rounds closed. */
  credit(who: Who, round: Round, traceId: string): Promise<MoneyAnswer>;
  /** Stake and win in one call; only where the capability says `combinedBetWin`. Undone as a whole by `rollback`. */
  betWin?(who: Who, round: Round, traceId: string): Promise<MoneyAnswer>;
  rollback(who: Who, round: Round, traceId: string): Promise<RollbackAnswer>;
  /** What became of the debit or the credit of a round. */
  status(who: Who, round: Round, leg: 'debit' | 'credit', traceId: string): Promise<StatusAnswer>;
  balance(who: Who, currency: Money['currency'], traceId: string): Promise<Money | null>;
}

/** The operator's wallet as the transfer machine sees it (spec W2). Never throws: what is not a clear answer is *unknown*. */
export interface TransferPort {
  send(who: Who, transfer: Transfer, traceId: string): Promise<MoneyAnswer>;
  rollback(who: Who, transfer: Transfer, traceId: string): Promise<RollbackAnswer>;
  status(who: Who, transfer: Transfer, traceId: string): Promise<StatusAnswer>;
}
