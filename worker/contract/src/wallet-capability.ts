import { z } from 'zod';
import { PROBLEM_CODES } from './problems.ts';

/** The ways of speaking to a wallet that the gateway knows (worker/docs/wallet-dialects.md). */
export const WalletDialect = z.enum([
  'roundgate-v1',
  'bet-win-rollback',
  'withdraw-deposit',
  'betwin-finish',
]);
export type WalletDialect = z.infer<typeof WalletDialect>;

/**
 * What a wallet's word means for the round. SUCCESS: it happened, now or before. REJECT: it did not and will not
 * happen. UNCERTAIN: nobody knows, the same call is sent again. FATAL: a contradiction, for a person to look at.
 * TERMINATE: a refusal that also ends the player's session.
 */
export const WalletErrorClass = z.enum(['SUCCESS', 'REJECT', 'UNCERTAIN', 'FATAL', 'TERMINATE']);
export type WalletErrorClass = z.infer<typeof WalletErrorClass>;

/** In which order stake and draw happen; stored in every round's row. */
export const RoundOrder = z.enum(['outcome_first', 'debit_first', 'overlapped']);
export type RoundOrder = z.infer<typeof RoundOrder>;

/** What one wallet has proven that it can do: data per operator, the result of the conformance suite. */
export const WalletCapabilityRecord = z.strictObject({
  dialect: WalletDialect,
  tombstones: z.boolean().meta({
    description: 'A rollback of a debit that never arrived makes that debit impossible for ever',
  }),
  status_query: z.boolean().meta({ description: 'The wallet says what became of a transaction' }),
  combined_bet_win: z.boolean().meta({ description: 'Stake and win move in one call' }),
  zero_win_close: z.boolean().meta({ description: 'A round without a win is closed by a call of its own' }),
  dedupe_window_ms: z.int().min(0).meta({ description: 'How long a repeated transaction id is recognised' }),
  dedupes_first: z.boolean().meta({
    description: 'A repeat is recognised before any business check: expired session, block, balance',
  }),
  max_in_flight_ms: z.int().min(0).meta({ description: 'The longest that a sent request may still arrive' }),
  order: RoundOrder,
  lean: z.boolean().meta({ description: 'Fewer commits; only with dedupes_first and tombstones' }),
  error_map: z
    .record(z.string(), z.strictObject({ class: WalletErrorClass, code: z.enum(PROBLEM_CODES).optional() }))
    .meta({
      description:
        "Meanings that differ from the dialect's own table, by the wallet's word or by `call:word` for one call",
    }),
});
export type WalletCapabilityRecord = z.infer<typeof WalletCapabilityRecord>;
