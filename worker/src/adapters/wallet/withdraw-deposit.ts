import { amount, type Dialect, type RoundFacts, text, told } from './dialect-shape.ts';

const movement = (facts: RoundFacts) => ({
  playerId: facts.playerId,
  sessionId: facts.sessionId,
  gameId: facts.gameId,
  roundId: facts.roundId,
  transactionId: facts.id,
  currency: facts.currency,
});
const about = (id: string, facts: RoundFacts, amountMinor: number) => [
  told(text('transactionId', id)),
  told(text('currency', facts.currency)),
  told(amount('amount', amountMinor)),
];
const VOIDED = { class: 'REJECT', code: 'TRANSACTION_VOIDED' } as const;

/**
 * Withdraw, deposit and rollback by transaction id, decimal amounts, HTTP 200 always with a number that tells the
 * result; a shape that several aggregators describe in public. A repeated id is answered 11, *duplicate*, which here
 * is a success: it was done before. It is said of the id alone, so the wallet would say it of other content too.
 */
export const WITHDRAW_DEPOSIT: Dialect = {
  signing: 'request',
  ids: 'key',
  amounts: 'decimal',
  refusesWith: '200',
  word: (fields) => fields.result,
  referenceField: 'platformTransactionId',
  calls: {
    debit: {
      path: '/withdraw',
      request: (facts) => ({ ...movement(facts), amount: facts.stake }),
      echoes: (facts) => about(facts.id, facts, facts.stakeMinor),
      balance: 'required',
    },
    credit: {
      path: '/deposit',
      request: (facts) => ({ ...movement(facts), amount: facts.win }),
      echoes: (facts) => about(facts.id, facts, facts.winMinor),
      balance: 'required',
    },
    rollback: {
      path: '/rollback',
      // Named by the transaction that it undoes; a rollback has no id of its own here.
      request: ({ playerId, roundId, debitId }) => ({ playerId, roundId, transactionId: debitId }),
      echoes: (facts) => [told(text('transactionId', facts.debitId))],
      balance: 'optional',
    },
    balance: {
      path: '/balance',
      request: ({ playerId, currency }) => ({ playerId, currency }),
      echoes: ({ currency }) => [told(text('currency', currency))],
      balance: 'required',
    },
  },
  meanings: {
    any: {
      0: { class: 'SUCCESS' },
      1: { class: 'UNCERTAIN' },
      2: { class: 'REJECT', code: 'WALLET_REFUSED' },
      3: { class: 'UNCERTAIN' },
      4: { class: 'REJECT', code: 'WALLET_REFUSED' },
      5: { class: 'REJECT', code: 'PLAYER_NOT_FOUND' },
      6: { class: 'REJECT', code: 'INSUFFICIENT_FUNDS' },
      7: { class: 'TERMINATE', code: 'SESSION_ENDED' },
      11: { class: 'SUCCESS' },
    },
    debit: { 9: VOIDED },
    credit: { 9: { class: 'FATAL' } },
    rollback: {
      8: { class: 'REJECT', code: 'TRANSACTION_NOT_FOUND' },
      9: { class: 'SUCCESS' },
      // "Duplicate" about a rollback does not say of what: the stake may be the duplicate.
      11: { class: 'UNCERTAIN' },
    },
  },
  sandboxRecord: {
    dialect: 'withdraw-deposit',
    tombstones: false,
    status_query: false,
    combined_bet_win: false,
    zero_win_close: false,
    dedupe_window_ms: 30 * 24 * 3_600_000,
    dedupes_first: true,
    max_in_flight_ms: 120_000,
    order: 'outcome_first',
    lean: false,
    // Codes past 11 differ from wallet to wallet; 21 is how the sandbox's says that play is blocked.
    error_map: { 21: { class: 'TERMINATE', code: 'RG_BLOCKED' } },
  },
};
