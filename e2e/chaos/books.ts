import type { DrawFact, LedgerFact } from '@roundgate/contract/audit';

/** What the counterpart process tells of itself: its own truth, kept outside the gateway. */
export interface CounterpartBooks {
  readonly ledger: readonly LedgerFact[];
  readonly draws: readonly DrawFact[];
  readonly calls: number;
  readonly faults: number;
}
