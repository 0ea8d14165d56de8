import { z } from 'zod';
import { BuildHash, GameId, PlayerId, RoundId, SessionId, TournamentId } from '../ids.ts';
import { BalanceSchema, PositiveBalanceSchema, PositiveMoneySchema } from '../money.ts';
import { SAMPLE } from './common.ts';

/**
 * A transaction id that the gateway derives and repeats on every attempt: `uid:d` and `uid:c:1` of a round, `uid:ti` and
 * `uid:to` of a session whose money the gateway holds, `uid:b` of a prize.
 */
export const TransactionId = z
  .string()
  .regex(
    /^[A-Za-z0-9_-]{8,64}:(d|c:\d{1,3}|ti|to|b)$/,
    'must be a derived id such as …:d, …:c:1, …:ti, …:to or …:b',
  );

/** What every money movement says about itself. */
export const Movement = z.strictObject({
  transaction_id: TransactionId,
  player_id: PlayerId,
  session_id: SessionId,
  round_id: RoundId,
  game_id: GameId,
  build_hash: BuildHash,
  amount: PositiveMoneySchema,
});

/** The answer to a movement; a repeat answers the same with `replayed: true`. */
export const MovementAnswer = z.object({
  transaction_id: TransactionId,
  status: z.literal('applied'),
  amount: PositiveMoneySchema,
  balance: BalanceSchema,
  reference: z.string().min(1).max(80).meta({ description: "The wallet's own id of the ledger row" }),
  replayed: z.boolean(),
});

/** Money that changes hands between the operator's wallet and the balance of one session (spec W2). */
export const WalletTransfer = z.strictObject({
  transaction_id: TransactionId,
  player_id: PlayerId,
  session_id: SessionId,
  amount: PositiveBalanceSchema,
});

/** A prize of a tournament or mission; belongs to no round and no session (spec W3). */
export const WalletAward = z.strictObject({
  transaction_id: TransactionId,
  player_id: PlayerId,
  tournament_id: TournamentId,
  amount: PositiveMoneySchema,
});

/** The answer to a transfer; a repeat answers the same with `replayed: true`. */
export const TransferAnswer = z.object({
  ...MovementAnswer.shape,
  amount: PositiveBalanceSchema,
});

export const SAMPLE_MOVEMENT = {
  transaction_id: `${SAMPLE.uid}:d`,
  player_id: SAMPLE.player,
  session_id: SAMPLE.session,
  round_id: SAMPLE.round,
  game_id: SAMPLE.game,
  build_hash: SAMPLE.build,
  amount: SAMPLE.stake,
};
export const SAMPLE_MOVEMENT_ANSWER = {
  transaction_id: `${SAMPLE.uid}:d`,
  status: 'applied' as const,
  amount: SAMPLE.stake,
  balance: SAMPLE.balance,
  reference: 'led-1',
  replayed: false,
};
export const SAMPLE_TRANSFER = {
  transaction_id: `${SAMPLE.uid}:ti`,
  player_id: SAMPLE.player,
  session_id: SAMPLE.session,
  amount: SAMPLE.balance,
};
export const SAMPLE_TRANSFER_ANSWER = {
  ...SAMPLE_MOVEMENT_ANSWER,
  transaction_id: `${SAMPLE.uid}:ti`,
  amount: SAMPLE.balance,
};
