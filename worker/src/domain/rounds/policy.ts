import type { WalletCapability } from '../wallet/capability.ts';

/** Time budgets of one round, in milliseconds, with what the wallet can do. */
export interface RoundPolicy {
  readonly wallet: WalletCapability;
  /** How long a draw is asked for before the round is voided. */
  readonly drawBudgetMs: number;
  /** How long an unanswered debit is repeated before it is undone. */
  readonly debitBudgetMs: number;
  /** First pause after an unknown answer; doubles up to `maxBackoffMs`. */
  readonly firstBackoffMs: number;
  readonly maxBackoffMs: number;
  /** How often a held round asks the wallet again. */
  readonly heldPollMs: number;
}

export const DEFAULT_BUDGETS: Omit<RoundPolicy, 'wallet'> = {
  drawBudgetMs: 15_000,
  debitBudgetMs: 30_000,
  firstBackoffMs: 200,
  maxBackoffMs: 60_000,
  heldPollMs: 600_000,
};

/** Pause before attempt `attempts + 1`, with jitter derived from the key, so that it needs no randomness. */
export function backoffMs(uid: string, attempts: number, policy: RoundPolicy): number {
  const ceiling = Math.min(policy.firstBackoffMs * 2 ** Math.min(attempts, 20), policy.maxBackoffMs);
  let mix = attempts;
  for (const char of uid) mix = (mix * 31 + char.charCodeAt(0)) % 1_000;
  return Math.round(ceiling / 2 + (ceiling / 2) * (mix / 1_000));
}
