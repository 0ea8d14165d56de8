import { z } from 'zod';
import { Envelope } from '../builds.ts';
import { ChainedEvent } from '../bus-events.ts';
import {
  BuildHash,
  Country,
  GameId,
  OperatorId,
  PlayerId,
  RoundId,
  RtpProfile,
  SessionId,
  Sha256Hex,
  SpinId,
  Timestamp,
} from '../ids.ts';
import { MoneySchema, PositiveMoneySchema } from '../money.ts';
import { Feature, JackpotPrize, RoundResult, SpinType } from '../rounds.ts';

/** One movement of a round's money, under the key that it was sent with. */
export const MoneyLeg = z.strictObject({
  leg: z.enum(['debit', 'credit']),
  transaction_id: z.string().min(1).max(200),
  amount: PositiveMoneySchema,
  reference: z.string().max(200).nullable().meta({ description: 'What whoever moved it calls it' }),
  moved_by: z.enum(['wallet', 'session_balance']).meta({
    description: "The operator's wallet, or the balance of a session of kind transfer",
  }),
});
export type MoneyLeg = z.infer<typeof MoneyLeg>;

/** How a round was drawn: enough to draw it again once the seed is revealed. */
export const ReceiptDraw = z.strictObject({
  mechanics_version: z.string().max(40),
  model_hash: BuildHash,
  seed_id: z.string().max(80),
  seed_commitment: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .nullable()
    .meta({ description: 'As published by the game server; null where it publishes none for this seed' }),
  nonce: z.string().max(80),
});
export type ReceiptDraw = z.infer<typeof ReceiptDraw>;

/**
 * What the platform vouches for about one settled round: what was played, in which build, by which seed, which money
 * moved, and where it stands in the player's hash chain. Signed with the online key that the root names for `status`.
 */
export const RoundReceipt = z
  .strictObject({
    format: z.literal('roundgate.round-receipt/1'),
    issued_at: Timestamp,
    operator_id: OperatorId,
    player_id: PlayerId,
    session_id: SessionId,
    game_id: GameId,
    build_hash: BuildHash,
    rtp_profile: RtpProfile,
    country: Country,
    round: z.strictObject({
      round_id: RoundId,
      spin_id: SpinId,
      spin_type: SpinType,
      stake: PositiveMoneySchema,
      win: MoneySchema,
      jackpot: JackpotPrize.optional(),
      features: z.array(Feature).max(50),
      events_sha256: Sha256Hex.meta({ description: 'Of the canonical JSON of the event list of the result' }),
      accepted_at: Timestamp,
      drawn_at: Timestamp,
      closed_at: Timestamp,
    }),
    draw: ReceiptDraw.nullable().meta({
      description: 'Null when the game server could not draw the round again as it was issued',
    }),
    money: z.array(MoneyLeg).max(10),
    chain: ChainedEvent,
  })
  .meta({ id: 'RoundReceipt' });
export type RoundReceipt = z.infer<typeof RoundReceipt>;

/** A receipt as it is handed out: with all that is needed to believe it, but the pins of the root. */
export const RoundReceiptFile = z
  .object({
    receipt: Envelope.meta({ description: 'DSSE envelope of a RoundReceipt' }),
    roots: z.array(Envelope).min(1).max(64).meta({ description: 'The chain of roots, version 1 first' }),
    result: RoundResult.meta({ description: 'The round itself; the receipt holds the digest of its events' }),
    replay_url: z
      .url()
      .meta({ description: 'Opens the visual replay, until it expires; ask again for another' }),
    replay_expires_at: Timestamp,
  })
  .meta({ id: 'RoundReceiptFile' });
export type RoundReceiptFile = z.infer<typeof RoundReceiptFile>;
