import { z } from 'zod';
import { PlayerId, SessionId } from '../ids.ts';
import { Statement } from '../statement.ts';
import { PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

const row = { ts: SAMPLE.ts, round_id: null };
const transfer = { state: 'DONE' as const, requested_at: SAMPLE.ts, closed_at: SAMPLE.later };

/** A session of one round: 50.00 in, 1.00 staked, 3.40 won, 52.40 out. */
const SAMPLE_STATEMENT = {
  session_id: SAMPLE.session,
  operator_id: SAMPLE.operator,
  player_id: SAMPLE.player,
  currency: 'EUR' as const,
  after_seq: 0,
  opening_minor: 0,
  entries: [
    {
      ...row,
      seq: 1,
      kind: 'transfer_in' as const,
      transaction_id: `${SAMPLE.uid}:ti`,
      amount_minor: 5_000,
      balance_after_minor: 5_000,
    },
    {
      ...row,
      seq: 2,
      kind: 'debit' as const,
      transaction_id: 'Zt3vQ9aB1c:d',
      round_id: SAMPLE.round,
      amount_minor: -100,
      balance_after_minor: 4_900,
    },
    {
      ...row,
      seq: 3,
      kind: 'credit' as const,
      transaction_id: 'Zt3vQ9aB1c:c:1',
      round_id: SAMPLE.round,
      amount_minor: 340,
      balance_after_minor: 5_240,
    },
    {
      ...row,
      seq: 4,
      kind: 'transfer_out' as const,
      transaction_id: `${SAMPLE.uid}:to`,
      amount_minor: -5_240,
      balance_after_minor: 0,
    },
  ],
  closing_minor: 0,
  balance: { ...SAMPLE.balance, amount_minor: 0 },
  transfer_in: { ...transfer, transaction_id: `${SAMPLE.uid}:ti`, amount_minor: 5_000, reference: 'led-7' },
  transfer_out: { ...transfer, transaction_id: `${SAMPLE.uid}:to`, amount_minor: 5_240, reference: 'led-8' },
  balanced: true,
  next_after_seq: null,
  content_hash: '719e7ad06c0012a330b27182284167ea4afd1d09db0467c43dfed901ae66139f',
};

/**
 * The operator reads the money of one of its sessions: every movement with the balance after it, a part at a time, so
 * that both sides can compare (spec W2). A session of a seamless wallet has none: 404 `SESSION_NOT_FOUND`.
 */
export const getStatement = operation({
  id: 'getStatement',
  server: 'gateway',
  method: 'GET',
  path: '/v1/sessions/{session_id}/statement',
  auth: 'operator',
  summary: "Reconcile a session's money: transfers, rounds and the balance after each",
  params: z.strictObject({ session_id: SessionId }),
  query: z.strictObject({
    player_id: PlayerId,
    after_seq: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
    limit: z.coerce.number().int().min(1).max(5_000).default(1_000),
  }),
  response: Statement,
  problems: [...PARTNER_PROBLEMS, 'VALIDATION_FAILED', 'SESSION_NOT_FOUND'],
  examples: { response: SAMPLE_STATEMENT },
});
