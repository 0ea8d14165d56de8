import type { WalletCapabilityRecord } from '@roundgate/contract';
import type { CheckResult } from './run-checks.ts';

/**
 * The capability record that the results support. How long keys are remembered cannot be seen in a short run: it is the
 * operator's claim, and without one the record has no window, so that nothing may be re-sent after a while.
 */
export function suggestCapability(
  results: readonly CheckResult[],
  claimed: { readonly dedupeWindowMs: number; readonly maxInFlightMs: number },
): WalletCapabilityRecord {
  const passed = (...ids: string[]): boolean =>
    ids.every((id) => results.some((result) => result.id === id && result.passed));
  const dedupes = passed('wallet.debit.repeat', 'wallet.debit.parallel-duplicates', 'wallet.debit.conflict');
  const tombstones = passed('wallet.rollback.tombstone', 'wallet.rollback.then-debit');
  const dedupesFirst = dedupes && passed('wallet.debit.dedupes-first', 'wallet.rollback.other-session');
  return {
    dialect: 'roundgate-v1',
    tombstones,
    status_query: passed('wallet.status.tells'),
    combined_bet_win: false,
    zero_win_close: false,
    dedupe_window_ms: dedupes ? claimed.dedupeWindowMs : 0,
    dedupes_first: dedupesFirst,
    max_in_flight_ms: claimed.maxInFlightMs,
    order: 'outcome_first',
    // Lean drives a round again for as long as it takes: it needs keys that are kept longer than any recovery.
    lean: dedupesFirst && tombstones && claimed.dedupeWindowMs >= 24 * 3_600_000,
    error_map: {},
  };
}
