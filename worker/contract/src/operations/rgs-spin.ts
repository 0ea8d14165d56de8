import { z } from 'zod';
import { GameEvents } from '../game-events.ts';
import { BuildHash, GrantId, RoundId, SessionId, SpinId, Timestamp } from '../ids.ts';
import { JackpotId, JackpotOffer } from '../jackpots.ts';
import { MoneySchema, PositiveMoneySchema } from '../money.ts';
import { Feature, SpinType } from '../rounds.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE, SAMPLE_RESULT } from './common.ts';
import { operation } from './operation.ts';

/**
 * The RGS draws a spin (spec S2). Idempotent by `idempotency_key`: the same key and content give the same outcome for
 * ever; other content is 409 `IDEMPOTENCY_CONFLICT`; a voided key is 409 `ROUND_CLOSED`.
 */
export const rgsSpin = operation({
  id: 'rgsSpin',
  server: 'rgs',
  method: 'POST',
  path: '/rgs/v1/spins',
  auth: 'platform',
  summary: 'Draw a spin, exactly once per idempotency key',
  request: z.strictObject({
    spin_id: SpinId,
    round_id: RoundId,
    session_id: SessionId,
    stake: PositiveMoneySchema,
    spin_type: SpinType,
    grant_id: GrantId.optional().meta({
      description:
        'The packet that a `free` or `tournament` spin is taken from, once per key and given back by a void',
    }),
    idempotency_key: z.string().min(8).max(80),
    jackpots: z.array(JackpotOffer).max(10).optional().meta({
      description: 'The meters that this spin plays for. No part of the bet: a repeat may tell newer ones',
    }),
  }),
  response: z.object({
    spin_id: SpinId,
    round_id: RoundId,
    session_id: SessionId,
    build_hash: BuildHash,
    stake: PositiveMoneySchema,
    outcome: z.object({
      win: MoneySchema.meta({ description: 'Without a jackpot: its amount comes from the pool' }),
      features: z.array(Feature).max(50),
      events: GameEvents,
      jackpot: z
        .object({ jackpot_id: JackpotId, run: z.number().int().min(1) })
        .nullable()
        .optional()
        .meta({ description: 'The meter that was hit, in the run that it was offered in' }),
    }),
    rgs_txns: z
      .array(
        z.strictObject({
          type: z.literal('jackpot_contribution'),
          jackpot_id: z.string().max(64),
          amount: MoneySchema,
        }),
      )
      .max(10),
    telemetry_ref: z.string().max(80),
    mechanics_version: z.string().max(40),
    drawn_at: Timestamp,
    replayed: z.boolean(),
  }),
  problems: [
    ...PARTNER_PROBLEMS,
    ...BODY_PROBLEMS,
    'SESSION_NOT_FOUND',
    'STAKE_NOT_ALLOWED',
    'CURRENCY_NOT_ALLOWED',
    'IDEMPOTENCY_CONFLICT',
    'ROUND_CLOSED',
    'GRANT_NOT_FOUND',
  ],
  examples: {
    request: {
      spin_id: SAMPLE.spin,
      round_id: SAMPLE.round,
      session_id: SAMPLE.session,
      stake: SAMPLE.stake,
      spin_type: 'cash',
      idempotency_key: SAMPLE.uid,
    },
    response: {
      spin_id: SAMPLE.spin,
      round_id: SAMPLE.round,
      session_id: SAMPLE.session,
      build_hash: SAMPLE.build,
      stake: SAMPLE.stake,
      outcome: { win: SAMPLE_RESULT.win, features: [], events: [{ type: 'round_ended', win_minor: 0 }] },
      rgs_txns: [],
      telemetry_ref: 'evt-1',
      mechanics_version: 'slot-engine/1',
      drawn_at: SAMPLE.ts,
      replayed: false,
    },
  },
});
