import { DurableObject } from 'cloudflare:workers';
import type { Currency, Money } from '@roundgate/contract';
import type { Env } from '../config.ts';
import type { Order, OrderOutcome } from '../dialects/order.ts';
import { runOrder } from '../dialects/run-order.ts';
import { Entries } from './entries.ts';
import { Ledger } from './ledger.ts';
import { migrate } from './migrate.ts';
import type {
  Entry,
  MovementOutcome,
  MovementRequest,
  Refusal,
  RollbackOutcome,
  RoundNet,
  TransactionStatus,
} from './movement.ts';
import { type NonceClaim, NonceTable } from './nonces.ts';
import { newProfile, type Profile } from './profile.ts';
import { ACCOUNT_TABLES } from './tables.ts';

/** The facts of one signed call. */
export interface SignedCall {
  readonly nonce: NonceClaim;
  /** UTC milliseconds. */
  readonly nowMs: number;
}

/** One part of a ledger, with the nets that a reconciliation compares. */
export interface LedgerPart {
  readonly ok: true;
  readonly entries: readonly Entry[];
  readonly rounds: readonly RoundNet[];
  readonly nets: readonly { readonly currency: Currency; readonly netMinor: number }[];
  readonly more: boolean;
}

/** The balance after money came in or went out. */
export type FundOutcome = { readonly ok: true; readonly balance: Money } | Refusal;

/** One player's account: ledger, tombstones, used nonces and what the lobby remembers. Each call is one transaction. */
export class AccountDO extends DurableObject<Env> {
  readonly #ledger: Ledger;
  readonly #entries: Entries;
  readonly #nonces: NonceTable;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, ACCOUNT_TABLES);
    this.#ledger = new Ledger(ctx.storage.sql);
    this.#entries = new Entries(ctx.storage.sql);
    this.#nonces = new NonceTable(ctx.storage.sql);
  }

  walletBalance(call: SignedCall, currency: Currency): { ok: true; balance: Money } | Refusal {
    return this.#once(call, () =>
      this.#profile()
        ? { ok: true, balance: this.#entries.balance(currency) }
        : { ok: false, code: 'PLAYER_NOT_FOUND' },
    );
  }

  debit(call: SignedCall, request: MovementRequest): MovementOutcome {
    return this.#once(call, () => this.#ledger.debit(request, this.#standing(), call.nowMs));
  }

  credit(call: SignedCall, request: MovementRequest): MovementOutcome {
    return this.#once(call, () => this.#ledger.credit(request, this.#standing(), call.nowMs));
  }

  rollback(call: SignedCall, transactionId: string, roundId: string | null, reason: string): RollbackOutcome {
    return this.#once(call, () => this.#ledger.rollback(transactionId, roundId, reason, call.nowMs));
  }

  status(call: SignedCall, transactionId: string): ({ ok: true } & TransactionStatus) | Refusal {
    return this.#once(call, () => ({ ok: true, ...this.#ledger.status(transactionId) }));
  }

  /** What a wallet of another dialect was asked for (src/dialects), on the same ledger. */
  carryOut(call: SignedCall, order: Order): OrderOutcome {
    const { sql } = this.ctx.storage;
    const account = { sql, ledger: this.#ledger, entries: this.#entries, nowMs: call.nowMs };
    return this.#once(call, () => runOrder({ ...account, profile: this.#profile() }, order));
  }

  /** The ledger from the row after `afterSeq`, at most `limit` rows. */
  ledgerPart(call: SignedCall, afterSeq: number, limit: number): LedgerPart | Refusal {
    return this.#once(call, () => {
      const rows = this.#entries.after(afterSeq, limit + 1);
      const entries = rows.slice(0, limit);
      const rounds = this.#entries.roundNets(afterSeq, entries.at(-1)?.seq ?? afterSeq);
      return { ok: true, entries, rounds, nets: this.#entries.playNets(), more: rows.length > limit };
    });
  }

  /** Opens the account when it is not there yet; answers what is known of the player. */
  open(locale: string): Profile {
    return this.#profile() ?? this.#keep(newProfile(locale));
  }

  /** What the lobby shows; null when there is no such player. */
  overview(newest: number) {
    const profile = this.#profile();
    if (!profile) return null;
    const balance = this.#entries.balance(profile.currency);
    return { profile, balance, entries: this.#entries.newest(newest), movements: this.#entries.count() };
  }

  /** Changes what is known of a player; null when there is no such player. */
  change(change: Partial<Profile>): Profile | null {
    const profile = this.#profile();
    return profile ? this.#keep({ ...profile, ...change }) : null;
  }

  fund(transactionId: string, amount: Money, nowMs: number): FundOutcome {
    const content = `fund:${amount.currency}:${amount.amount_minor}`;
    const request = { transactionId, roundId: null, amount, content };
    return this.ctx.storage.transactionSync(() => this.#ledger.fund(request, nowMs));
  }

  /** Pays out what is there; an empty account stays as it is. */
  empty(transactionId: string, currency: Currency, nowMs: number): FundOutcome {
    return this.ctx.storage.transactionSync(() => {
      const balance = this.#entries.balance(currency);
      if (balance.amount_minor === 0) return { ok: true, balance };
      return this.#ledger.empty(transactionId, currency, nowMs);
    });
  }

  /** Takes a signed call once, in the transaction of what it does. */
  #once<T>({ nonce, nowMs }: SignedCall, work: () => T | Refusal): T | Refusal {
    return this.ctx.storage.transactionSync(() =>
      this.#nonces.claim(nonce, nowMs) ? work() : { ok: false, code: 'NONCE_REPLAYED' },
    );
  }

  #standing() {
    return this.#profile()?.flags ?? null;
  }

  #profile(): Profile | null {
    const row = this.ctx.storage.sql.exec<{ data: string }>('SELECT data FROM profile').toArray()[0];
    return row ? (JSON.parse(row.data) as Profile) : null;
  }

  #keep(profile: Profile): Profile {
    this.ctx.storage.sql.exec(
      'INSERT INTO profile (one, data) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET data = excluded.data',
      JSON.stringify(profile),
    );
    return profile;
  }
}
