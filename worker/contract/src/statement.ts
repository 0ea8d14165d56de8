import { z } from 'zod';
import { canonicalJson } from './bus-events.ts';
import { OperatorId, PlayerId, RoundId, SessionId, Sha256Hex, Timestamp } from './ids.ts';
import { BalanceSchema, CurrencyCode } from './money.ts';
import { TransactionId } from './operations/wallet-common.ts';

const minor = z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);

/** What a row of a session's own ledger records. */
export const StatementKind = z.enum(['transfer_in', 'debit', 'credit', 'transfer_out']);
export type StatementKind = z.infer<typeof StatementKind>;

/** One movement. `amount_minor` is signed: what it did to the session's balance. */
export const StatementEntry = z
  .strictObject({
    seq: z.number().int().min(1).meta({ description: 'Counted from 1 within the session, without gaps' }),
    kind: StatementKind,
    transaction_id: TransactionId,
    round_id: RoundId.nullable(),
    amount_minor: minor,
    balance_after_minor: minor.min(0),
    ts: Timestamp,
  })
  .meta({ id: 'StatementEntry' });
export type StatementEntry = z.infer<typeof StatementEntry>;

/** A transfer and what is known of it. `HELD` waits for a person; `CANCELLING` is being undone at the wallet. */
export const StatementTransfer = z
  .strictObject({
    transaction_id: TransactionId,
    amount_minor: minor.min(0),
    state: z.enum(['REQUESTED', 'CANCELLING', 'HELD', 'DONE', 'REFUSED']),
    reference: z.string().max(80).nullable().meta({ description: "The wallet's own id of the movement" }),
    requested_at: Timestamp,
    closed_at: Timestamp.nullable(),
  })
  .meta({ id: 'StatementTransfer' });
export type StatementTransfer = z.infer<typeof StatementTransfer>;

/**
 * A part of the reconciliation statement of one session: `opening` + the rows = `closing`. The next part follows from
 * `next_after_seq`. All amounts are minor units of `currency`.
 */
export const Statement = z
  .strictObject({
    session_id: SessionId,
    operator_id: OperatorId,
    player_id: PlayerId,
    currency: CurrencyCode,
    after_seq: z.number().int().min(0),
    opening_minor: minor.min(0),
    entries: z.array(StatementEntry).max(5_000),
    closing_minor: minor.min(0),
    balance: BalanceSchema.meta({ description: 'What the session holds now, whichever part this is' }),
    transfer_in: StatementTransfer,
    transfer_out: StatementTransfer.nullable(),
    balanced: z.boolean().meta({ description: 'That opening + rows = closing, row by row' }),
    next_after_seq: z.number().int().min(1).nullable(),
    content_hash: Sha256Hex.meta({
      description: 'SHA-256 over the canonical JSON of all other fields: both sides can compare it',
    }),
  })
  .meta({ id: 'Statement', description: 'Reconciliation statement of a session of a transfer wallet' });
export type Statement = z.infer<typeof Statement>;

type Sha256 = (text: string) => string;

/** What `content_hash` must be. */
export const statementHash = (sha256: Sha256, statement: Omit<Statement, 'content_hash'>): string => {
  const { content_hash: _, ...content } = statement as Statement;
  return sha256(canonicalJson(content));
};

/** The rows whose sum, number or balance does not follow from the row before. */
export function ledgerFaults(
  part: Pick<Statement, 'after_seq' | 'opening_minor' | 'entries' | 'closing_minor'>,
): string[] {
  const faults: string[] = [];
  let [seq, balance] = [part.after_seq, part.opening_minor];
  for (const entry of part.entries) {
    if (entry.seq !== seq + 1) faults.push(`row ${seq + 1} is missing, ${entry.seq} came`);
    if (balance + entry.amount_minor !== entry.balance_after_minor)
      faults.push(
        `row ${entry.seq}: ${balance} and ${entry.amount_minor} are not ${entry.balance_after_minor}`,
      );
    [seq, balance] = [entry.seq, entry.balance_after_minor];
  }
  if (balance !== part.closing_minor) faults.push(`the rows end at ${balance}, not at ${part.closing_minor}`);
  return faults;
}

const TAKES: ReadonlySet<StatementKind> = new Set(['debit', 'transfer_out']);

/** What is wrong with the rows of a whole session taken together: signs, repeats, a win without its stake. */
function rowFaults(entries: readonly StatementEntry[]): string[] {
  const faults: string[] = [];
  const ids = new Set<string>();
  const staked = new Set<string | null>();
  for (const { seq, kind, transaction_id, round_id, amount_minor } of entries) {
    if (ids.has(transaction_id)) faults.push(`row ${seq} repeats ${transaction_id}`);
    ids.add(transaction_id);
    if (amount_minor === 0 || amount_minor < 0 !== TAKES.has(kind))
      faults.push(`row ${seq}: ${amount_minor} is no ${kind}`);
    if (kind === 'debit') staked.add(round_id);
    if (kind === 'credit' && !staked.has(round_id))
      faults.push(`row ${seq} pays ${round_id}, which has no stake`);
  }
  return faults;
}

const sumOf = (entries: readonly StatementEntry[], kind: StatementKind): number =>
  entries.reduce((sum, entry) => sum + (entry.kind === kind ? Math.abs(entry.amount_minor) : 0), 0);

/** A transfer in is in the ledger once it is done; one out from the moment it is asked for, before it leaves. */
function transferFaults(last: Statement, entries: readonly StatementEntry[]): string[] {
  const { transfer_in, transfer_out } = last;
  const arrived = transfer_in.state === 'DONE' ? transfer_in.amount_minor : 0;
  const faults: string[] = [];
  if (sumOf(entries, 'transfer_in') !== arrived)
    faults.push(`transfer_in says ${arrived}, the rows ${sumOf(entries, 'transfer_in')}`);
  const left = transfer_out?.amount_minor ?? 0;
  if (sumOf(entries, 'transfer_out') !== left)
    faults.push(`transfer_out says ${left}, the rows ${sumOf(entries, 'transfer_out')}`);
  if (last.closing_minor !== last.balance.amount_minor)
    faults.push(`the rows end at ${last.closing_minor}, the balance is ${last.balance.amount_minor}`);
  return faults;
}

/**
 * Checks a session's statement from its first part to its last, as a partner can (spec W2): hashes, numbers, every
 * balance, signs, one stake before each win, and both transfers against their rows. Answers what is wrong; empty when
 * the statement is proven. Pure: `sha256` gives lowercase hex.
 */
export function reconcile(sha256: Sha256, parts: readonly Statement[]): string[] {
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return ['there is no statement'];
  const faults: string[] = [];
  if (first.after_seq !== 0 || first.opening_minor !== 0) faults.push('the first part is not the first');
  if (last.next_after_seq !== null) faults.push('the last part is not the last');
  for (const [index, part] of parts.entries()) {
    if (statementHash(sha256, part) !== part.content_hash)
      faults.push(`part ${index + 1}: the hash does not match`);
    const next = parts[index + 1];
    if (next && (next.after_seq !== part.next_after_seq || next.opening_minor !== part.closing_minor))
      faults.push(`part ${index + 2} does not follow part ${index + 1}`);
    faults.push(...ledgerFaults(part));
  }
  const entries = parts.flatMap((part) => part.entries);
  return [...faults, ...rowFaults(entries), ...transferFaults(last, entries)];
}

/** One row of the wallet's own books about a transfer; `amount_minor` is signed: what it did to the wallet. */
export interface WalletRow {
  readonly transaction_id: string;
  readonly amount_minor: number;
}

/**
 * Compares a statement's transfers with the wallet's own rows. Rows that undo each other count together; a transfer
 * that is not closed proves nothing yet and is left out. Answers what differs.
 */
export function matchWallet({ transfer_in, transfer_out }: Statement, rows: readonly WalletRow[]): string[] {
  const booked = (id: string) =>
    rows.reduce((sum, row) => sum + (row.transaction_id === id ? row.amount_minor : 0), 0);
  const expected = [
    { transfer: transfer_in, minor: transfer_in.state === 'DONE' ? -transfer_in.amount_minor : 0 },
    ...(transfer_out ? [{ transfer: transfer_out, minor: transfer_out.amount_minor }] : []),
  ];
  return expected
    .filter(({ transfer, minor }) => transfer.closed_at !== null && booked(transfer.transaction_id) !== minor)
    .map(({ transfer, minor }) => {
      const id = transfer.transaction_id;
      return `${id}: the statement says ${minor} for the wallet, the wallet ${booked(id)}`;
    });
}
