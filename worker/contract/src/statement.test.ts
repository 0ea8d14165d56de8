import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OPERATIONS } from './operations/index.ts';
import { matchWallet, reconcile, Statement, type StatementEntry, statementHash } from './statement.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const sample = Statement.parse(OPERATIONS.getStatement.examples.response);
const signed = (statement: Statement): Statement => ({
  ...statement,
  content_hash: statementHash(sha256, statement),
});
/** The sample with one row changed, and its hash made anew, as a forger would. */
const withRow = (index: number, change: Partial<StatementEntry>): Statement =>
  signed({
    ...sample,
    entries: sample.entries.map((entry, at) => (at === index ? { ...entry, ...change } : entry)),
  });
/** The sample as two parts, cut after so many rows. */
const cut = (at: number): [Statement, Statement] => {
  const middle = sample.entries[at - 1]?.balance_after_minor ?? 0;
  const head = { ...sample, entries: sample.entries.slice(0, at), closing_minor: middle, next_after_seq: at };
  const tail = { ...sample, entries: sample.entries.slice(at), opening_minor: middle, after_seq: at };
  return [signed(head), signed(tail)];
};

describe('a statement', () => {
  it('that is whole is proven, in one part or in several', () => {
    expect(reconcile(sha256, [sample])).toEqual([]);
    expect(reconcile(sha256, cut(2))).toEqual([]);
  });

  it('is shown in the documents as it is here', () => {
    const page = readFileSync(resolve(import.meta.dirname, '../../docs/transfer-wallet.md'), 'utf8');
    expect(JSON.parse(page.split('```json')[1]?.split('```')[0] ?? '')).toEqual(sample);
  });

  it('that was changed no longer has its hash', () => {
    expect(reconcile(sha256, [{ ...sample, player_id: 'p-eve' }])).toEqual([
      'part 1: the hash does not match',
    ]);
  });

  it.each([
    ['an amount', withRow(2, { amount_minor: 341 }), 'row 3: 4900 and 341 are not 5240'],
    ['a number', withRow(1, { seq: 3 }), 'row 2 is missing, 3 came'],
    ['a repeated movement', withRow(2, { transaction_id: 'Zt3vQ9aB1c:d' }), 'row 3 repeats Zt3vQ9aB1c:d'],
    [
      'a win without a stake',
      withRow(2, { round_id: 'rnd-other000' }),
      'row 3 pays rnd-other000, which has no stake',
    ],
    ['a stake that gives', withRow(2, { kind: 'debit' }), 'row 3: 340 is no debit'],
  ])('is refuted by %s that does not follow', (_, statement, fault) => {
    expect(reconcile(sha256, [statement])).toContain(fault);
  });

  it('is refuted by transfers that its rows do not tell', () => {
    const more = signed({ ...sample, transfer_in: { ...sample.transfer_in, amount_minor: 9_000 } });
    expect(reconcile(sha256, [more])).toEqual(['transfer_in says 9000, the rows 5000']);
    expect(reconcile(sha256, [signed({ ...sample, transfer_out: null })])).toEqual([
      'transfer_out says 0, the rows 5240',
    ]);
  });

  it('is refuted by a part that is missing at either end or in the middle', () => {
    const [head, tail] = cut(2);
    expect(reconcile(sha256, [head])).toContain('the last part is not the last');
    expect(reconcile(sha256, [tail])).toContain('the first part is not the first');
    expect(reconcile(sha256, [cut(1)[0], tail])).toContain('part 2 does not follow part 1');
    expect(reconcile(sha256, [])).toEqual(['there is no statement']);
  });

  it('is compared with the books of the wallet to the unit', () => {
    const { transfer_in, transfer_out } = sample;
    const taken = { transaction_id: transfer_in.transaction_id, amount_minor: -5_000 };
    const given = { transaction_id: transfer_out?.transaction_id ?? '', amount_minor: 5_240 };
    expect(matchWallet(sample, [taken, given])).toEqual([]);
    expect(matchWallet(sample, [taken, { ...given, amount_minor: 5_239 }])).toHaveLength(1);
    expect(matchWallet(sample, [taken, taken, given])).toHaveLength(1);
    expect(matchWallet(sample, [])).toHaveLength(2);
  });

  it('says nothing about a transfer that is still under way', () => {
    const open = { ...sample, transfer_in: { ...sample.transfer_in, closed_at: null } };
    expect(matchWallet(open, [{ transaction_id: '9Q2kLr8mVxT0:to', amount_minor: 5_240 }])).toEqual([]);
  });
});
