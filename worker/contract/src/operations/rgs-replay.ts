import { z } from 'zod';
import { GameEvents } from '../game-events.ts';
import { BuildHash, RoundId, SessionId, SpinId, Timestamp } from '../ids.ts';
import { MoneySchema, PositiveMoneySchema } from '../money.ts';
import { PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/**
 * The RGS draws a stored spin again from its seed and nonce, and says whether the result is the stored one (spec R2,
 * R4). With other mechanics than those it was drawn by it refuses: `REPLAY_NOT_POSSIBLE`.
 */
export const rgsReplay = operation({
  id: 'rgsReplay',
  server: 'rgs',
  method: 'GET',
  path: '/rgs/v1/spins/{spin_id}/replay',
  auth: 'platform',
  summary: 'Draw a stored spin again and compare',
  params: z.strictObject({ spin_id: SpinId }),
  response: z.object({
    spin_id: SpinId,
    round_id: RoundId,
    session_id: SessionId,
    build_hash: BuildHash,
    stake: PositiveMoneySchema,
    win: MoneySchema,
    events: GameEvents,
    matches: z.boolean().meta({ description: 'The draw made now equals the stored outcome' }),
    voided: z.boolean(),
    mechanics_version: z.string(),
    model_hash: BuildHash,
    seed_id: z.string(),
    nonce: z.string(),
    draws: z.array(z.strictObject({ label: z.string(), bound: z.number().int(), value: z.number().int() })),
    drawn_at: Timestamp,
  }),
  problems: [...PARTNER_PROBLEMS, 'VALIDATION_FAILED', 'SPIN_NOT_FOUND', 'REPLAY_NOT_POSSIBLE'],
  examples: {
    response: {
      spin_id: SAMPLE.spin,
      round_id: SAMPLE.round,
      session_id: SAMPLE.session,
      build_hash: SAMPLE.build,
      stake: SAMPLE.stake,
      win: { ...SAMPLE.stake, amount_minor: 0 },
      events: [{ type: 'round_ended', win_minor: 0 }],
      matches: true,
      voided: false,
      mechanics_version: 'slot-engine/1',
      model_hash: SAMPLE.build,
      seed_id: 'seed-1',
      nonce: SAMPLE.uid,
      draws: [{ label: 'base/0', bound: 32, value: 7 }],
      drawn_at: SAMPLE.ts,
    },
  },
});
