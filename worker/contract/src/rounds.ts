import { z } from 'zod';
import { GameEvents } from './game-events.ts';
import { BuildHash, GameId, RoundId, SessionId, SpinId, Timestamp } from './ids.ts';
import { JackpotId } from './jackpots.ts';
import { BalanceSchema, MoneySchema, PositiveMoneySchema } from './money.ts';
import { Problem } from './problems.ts';

/** What pays for a spin (spec S2). */
export const SpinType = z.enum(['cash', 'free', 'tournament']);
export type SpinType = z.infer<typeof SpinType>;

/** Ways in which a client starts a round that a market may forbid; it tells them itself (spec M2). */
export const StartFeature = z.enum(['autoplay', 'turbo']);
export type StartFeature = z.infer<typeof StartFeature>;

/**
 * A feature that the outcome set off, such as `free_spins` (spec S2). Two types are reserved, so that a market can
 * forbid them: `bonus_buy` says that the feature was paid for, `jackpot` that the round plays for one.
 */
export const Feature = z.strictObject({
  type: z.string().max(40),
  name: z.string().max(40),
  count: z.number().int().min(0),
});

/** A jackpot that a round won, paid with the round's win in one credit. */
export const JackpotPrize = z.strictObject({ jackpot_id: JackpotId, amount: MoneySchema });
export type JackpotPrize = z.infer<typeof JackpotPrize>;

/** What a round brought. Never changes once given: the same bytes for every caller, for ever. */
export const RoundResult = z
  .strictObject({
    round_id: RoundId,
    spin_id: SpinId,
    session_id: SessionId,
    game_id: GameId,
    build_hash: BuildHash,
    spin_type: SpinType,
    stake: PositiveMoneySchema,
    win: MoneySchema.meta({ description: 'What the game itself won, without a jackpot' }),
    jackpot: JackpotPrize.optional().meta({ description: 'Paid on top of `win`; absent when none was won' }),
    features: z.array(Feature).max(50),
    events: GameEvents,
    drawn_at: Timestamp,
  })
  .meta({ id: 'RoundResult' });
export type RoundResult = z.infer<typeof RoundResult>;

/** Whether all money of the round has arrived; may move from `credit_pending` to `done`. */
export const Settlement = z.enum(['done', 'credit_pending']);

/** A finished round as its player sees it: the immutable result beside what may still move. */
export const RoundAnswer = z
  .strictObject({
    status: z.literal('finished'),
    result: RoundResult,
    settlement: Settlement,
    balance: BalanceSchema.nullable().meta({ description: 'Last balance the wallet told, or null' }),
    replayed: z.boolean().meta({ description: 'True when this answer was given before' }),
  })
  .meta({ id: 'RoundAnswer' });
export type RoundAnswer = z.infer<typeof RoundAnswer>;

/** The round is accepted and money may be moving: poll, or repeat the same request (HTTP 202). */
export const RoundPending = z
  .strictObject({
    status: z.literal('pending'),
    code: z.literal('ROUND_PENDING'),
    round_id: RoundId,
    poll: z.string(),
    retry_after_ms: z.number().int().min(1),
  })
  .meta({ id: 'RoundPending' });
export type RoundPending = z.infer<typeof RoundPending>;

/** The round ended without a bet: nothing was taken, or all was given back. */
export const RoundRefused = z
  .strictObject({
    status: z.enum(['rejected', 'declined', 'cancelled']),
    round_id: RoundId,
    problem: Problem,
  })
  .meta({ id: 'RoundRefused' });
export type RoundRefused = z.infer<typeof RoundRefused>;

/** The state of a round, whichever it is. */
export const RoundView = z.discriminatedUnion('status', [RoundAnswer, RoundPending, RoundRefused]);
export type RoundView = z.infer<typeof RoundView>;

/** One line of a player's own history, newest first. */
export const RoundSummary = z
  .strictObject({
    round_id: RoundId,
    spin_id: SpinId,
    session_id: SessionId,
    game_id: GameId,
    build_hash: BuildHash,
    state: z.enum([
      'ACCEPTED',
      'INTENT',
      'OUTCOME',
      'DEBITED_NO_OUTCOME',
      'DEBITED',
      'CANCELLING',
      'VOIDING',
      'HELD',
      'SETTLED',
      'REJECTED',
      'CANCELLED',
      'DECLINED',
    ]),
    spin_type: SpinType.optional().meta({ description: 'What paid for it; `cash` where it is left out' }),
    stake: PositiveMoneySchema,
    win: MoneySchema.nullable().meta({ description: 'Null until the stake is paid' }),
    jackpot: JackpotPrize.optional().meta({ description: 'Paid on top of `win`; absent when none was won' }),
    accepted_at: Timestamp,
    closed_at: Timestamp.nullable(),
    attempts: z
      .number()
      .int()
      .min(0)
      .meta({ description: 'Calls of the present state that had no clear answer' }),
  })
  .meta({ id: 'RoundSummary' });
export type RoundSummary = z.infer<typeof RoundSummary>;
