import type { ProblemCode } from '@roundgate/contract';
import type { LedgerFact } from '@roundgate/contract/audit';
import type {
  MoneyAnswer,
  RollbackAnswer,
  StatusAnswer,
  WalletCapability,
} from '../src/domain/wallet/capability.ts';

interface Transaction {
  readonly kind: 'debit' | 'credit' | 'bet_win';
  readonly roundId: string;
  readonly amountMinor: number;
  readonly winMinor: number;
  readonly atMs: number;
  rolledBack: boolean;
}
type Movement = Pick<Transaction, 'kind' | 'roundId' | 'amountMinor' | 'winMinor'>;

const refused = (code: ProblemCode): { kind: 'refused'; code: ProblemCode } => ({ kind: 'refused', code });

/** An operator's wallet with its own truth, as able or as poor as its capability record says. */
export class SimWallet {
  readonly ledger: LedgerFact[] = [];
  balanceMinor: number;
  /** Refuses new bets; wins are paid all the same. */
  refusing: ProblemCode | undefined;
  readonly #capability: WalletCapability;
  readonly #known = new Map<string, Transaction>();
  readonly #tombstones = new Set<string>();

  constructor(capability: WalletCapability, balanceMinor: number) {
    this.#capability = capability;
    this.balanceMinor = balanceMinor;
  }

  move(key: string, movement: Movement, nowMs: number): MoneyAnswer {
    const taking = movement.kind !== 'credit';
    const business = taking ? this.#refusal(movement.amountMinor) : undefined;
    const known = this.#lookUp(key, nowMs);
    if (business && !(known && this.#capability.dedupesFirst)) return refused(business);
    if (known) return this.#repeated(key, known, movement);
    if (this.#tombstones.has(key)) return refused('TRANSACTION_VOIDED');
    this.#known.set(key, { ...movement, atMs: nowMs, rolledBack: false });
    this.#post({ transactionId: key, ...movement, atMs: nowMs });
    this.balanceMinor += taking ? movement.winMinor - movement.amountMinor : movement.amountMinor;
    return this.#applied(key);
  }

  rollback(key: string, roundId: string, nowMs: number): RollbackAnswer {
    const known = this.#lookUp(key, nowMs);
    if (known?.rolledBack || this.#tombstones.has(key))
      return { kind: 'done', balanceMinor: this.balanceMinor };
    if (!known) {
      if (!this.#capability.tombstones) return { kind: 'not_found' };
      this.#tombstones.add(key);
      return { kind: 'done', balanceMinor: this.balanceMinor };
    }
    known.rolledBack = true;
    const backMinor = known.amountMinor - known.winMinor;
    this.#post({
      transactionId: key,
      roundId,
      kind: 'rollback',
      amountMinor: backMinor,
      winMinor: 0,
      atMs: nowMs,
    });
    this.balanceMinor += backMinor;
    return { kind: 'done', balanceMinor: this.balanceMinor };
  }

  /** Read from the ledger, which is kept longer than the keys are compared. */
  status(key: string): StatusAnswer {
    if (!this.#capability.statusQuery) return { kind: 'unknown', why: 'no status query' };
    const known = this.#known.get(key);
    if (known?.rolledBack || this.#tombstones.has(key)) return { kind: 'undone' };
    return known ? { kind: 'applied', reference: key } : { kind: 'absent' };
  }

  #refusal(amountMinor: number): ProblemCode | undefined {
    return this.refusing ?? (this.balanceMinor < amountMinor ? 'INSUFFICIENT_FUNDS' : undefined);
  }

  #lookUp(key: string, nowMs: number): Transaction | undefined {
    const known = this.#known.get(key);
    return known && nowMs - known.atMs < this.#capability.dedupeWindowMs ? known : undefined;
  }

  #repeated(key: string, known: Transaction, sent: Movement): MoneyAnswer {
    if (known.amountMinor !== sent.amountMinor || known.winMinor !== sent.winMinor)
      return refused('IDEMPOTENCY_CONFLICT');
    return known.rolledBack ? refused('TRANSACTION_VOIDED') : this.#applied(key);
  }

  #applied(key: string): MoneyAnswer {
    return { kind: 'applied', reference: `led-${key}`, balanceMinor: this.balanceMinor };
  }

  /** A close without money is no movement. */
  #post(row: LedgerFact): void {
    if (row.kind !== 'credit' || row.amountMinor > 0) this.ledger.push(row);
  }
}
