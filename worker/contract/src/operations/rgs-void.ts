import { z } from 'zod';
import { GrantId, RoundId, SessionId } from '../ids.ts';
import { JackpotId } from '../jackpots.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/**
 * The gateway closes a key without a bet. `if_drawn: keep` voids only what was not drawn and answers `already_drawn`
 * otherwise; `discard` voids in any case. Atomic, idempotent, and a tombstone: a later spin with this key is refused.
 */
export const rgsVoid = operation({
  id: 'rgsVoid',
  server: 'rgs',
  method: 'POST',
  path: '/rgs/v1/spins/void',
  auth: 'platform',
  summary: 'Void a spin, drawn or not',
  request: z.strictObject({
    session_id: SessionId,
    round_id: RoundId,
    idempotency_key: z.string().min(8).max(80),
    if_drawn: z.enum(['keep', 'discard']),
    grant_id: GrantId.optional().meta({ description: 'The packet that gets its spin back' }),
    reason: z.string().max(60),
  }),
  response: z.object({
    idempotency_key: z.string(),
    status: z.enum(['voided', 'already_drawn']),
    jackpot_id: JackpotId.nullable()
      .optional()
      .meta({ description: 'The meter that the voided draw had hit' }),
  }),
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS],
  examples: {
    request: {
      session_id: SAMPLE.session,
      round_id: SAMPLE.round,
      idempotency_key: SAMPLE.uid,
      if_drawn: 'discard',
      reason: 'INSUFFICIENT_FUNDS',
    },
    response: { idempotency_key: SAMPLE.uid, status: 'voided' },
  },
});
