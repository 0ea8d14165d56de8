import { z } from 'zod';
import { GrantId, RoundId } from '../ids.ts';
import { PositiveMoneySchema } from '../money.ts';
import { RoundAnswer, RoundPending, SpinType, StartFeature } from '../rounds.ts';
import { BODY_PROBLEMS, PLAYER_PROBLEMS, SAMPLE, SAMPLE_RESULT } from './common.ts';
import { operation } from './operation.ts';

/**
 * Plays one round. Repeating it with the same `round_id` and content gives the same `result`, byte for byte; with other
 * content 409 `IDEMPOTENCY_CONFLICT`. 202 means: accepted, money may be moving, poll (spec W3, W5, S2).
 */
export const startRound = operation({
  id: 'startRound',
  server: 'gateway',
  method: 'POST',
  path: '/v1/rounds',
  auth: 'player',
  summary: 'Play one round, exactly once however often it is sent',
  request: z.strictObject({
    round_id: RoundId,
    stake: PositiveMoneySchema,
    spin_type: SpinType,
    grant_id: GrantId.optional().meta({
      description:
        'The packet that pays for a `free` or `tournament` spin, for a stake of its bet size; left out otherwise',
    }),
    uses: z.array(StartFeature).max(2).optional().meta({
      description: 'What of the game, other than an act of the player, starts or speeds this round',
    }),
  }),
  response: RoundAnswer,
  alsoAnswers: { 202: RoundPending },
  problems: [
    ...PLAYER_PROBLEMS,
    ...BODY_PROBLEMS,
    'RG_BLOCKED',
    'RG_CHECK_DUE',
    'RG_LIMITS_NEEDED',
    'UI_NOT_SHOWN',
    'BUILD_REVOKED',
    'MARKET_NOT_CERTIFIED',
    'MARKET_RULES_UNKNOWN',
    'IDEMPOTENCY_CONFLICT',
    'ROUND_OPEN',
    'TRANSFER_PENDING',
    'ROUND_TOO_FAST',
    'STAKE_NOT_ALLOWED',
    'FEATURE_NOT_ALLOWED',
    'CURRENCY_NOT_ALLOWED',
    'GRANT_NOT_FOUND',
    'INSUFFICIENT_FUNDS',
    'WALLET_REFUSED',
    'ROUND_REFUSED',
    'ROUND_CANCELLED',
  ],
  examples: {
    request: { round_id: SAMPLE.round, stake: SAMPLE.stake, spin_type: 'cash' },
    response: {
      status: 'finished',
      result: SAMPLE_RESULT,
      settlement: 'done',
      balance: SAMPLE.balance,
      replayed: false,
    },
  },
});
