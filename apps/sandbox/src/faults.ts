import { z } from 'zod';

/** Calls of the two reference servers that can be made to fail. */
export const SandboxCall = z.enum(['debit', 'credit', 'rollback', 'status', 'balance', 'spin', 'void']);
export type SandboxCall = z.infer<typeof SandboxCall>;

/**
 * What goes wrong. `timeout`: no answer within any patience, and nothing done. `fail_before`, `fail_after`: 500 before
 * or after it was done. `late`: 500 now, done later. `garbage`: done, and answered with something that is no JSON.
 * `other_amount`: done, and another amount told. `insufficient_funds`, `rg_blocked`: refused with nothing done. `jackpot` is
 * no fault: the next spin hits the first meter that it plays for, where the server is one that draws.
 */
export const SandboxFault = z.enum([
  'timeout',
  'fail_before',
  'fail_after',
  'late',
  'garbage',
  'other_amount',
  'insufficient_funds',
  'rg_blocked',
  'jackpot',
]);
export type SandboxFault = z.infer<typeof SandboxFault>;

/** A fault to be made by the next `times` calls of one kind that are about `subject`. */
export const SandboxPlan = z.strictObject({
  subject: z.string().min(1).max(80).meta({ description: 'player_id at the wallet, session_id at the RGS' }),
  call: SandboxCall,
  fault: SandboxFault,
  times: z.int().min(1).max(100).default(1),
  delay_ms: z.int().min(0).max(120_000).default(6_000),
});
export type SandboxPlan = z.infer<typeof SandboxPlan>;

/** A plan and how many calls it still waits for. */
export interface PlannedFault {
  readonly call: SandboxCall;
  readonly fault: SandboxFault;
  readonly left: number;
  readonly delayMs: number;
}
