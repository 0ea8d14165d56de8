import { type Dialect, type RoundFacts, text } from './dialect-shape.ts';

const REJECT_SHAPE = { class: 'REJECT', code: 'WALLET_REFUSED' } as const;
const SESSION_OVER = { class: 'TERMINATE', code: 'SESSION_ENDED' } as const;
const UNCERTAIN = { class: 'UNCERTAIN' } as const;
const NOT_FOUND = { class: 'REJECT', code: 'TRANSACTION_NOT_FOUND' } as const;

/** The wallet's token is our session id: its operator got it when it opened the session. */
const common = (facts: RoundFacts) => ({
  user: facts.playerId,
  token: facts.sessionId,
  transaction_uuid: facts.id,
  request_uuid: facts.requestId,
  round: facts.roundId,
  game_code: facts.gameId,
});
const about = ({ playerId, requestId }: { readonly playerId: string; readonly requestId: string }) => [
  text('user', playerId),
  text('request_uuid', requestId),
];
const aboutMoney = (facts: RoundFacts) => [...about(facts), text('currency', facts.currency)];

/**
 * Bet, win and rollback as three calls, every one with a request and a transaction UUID, refusals as a word inside
 * HTTP 200, amounts in hundred-thousandths; the shape of Hub88's public description of an operator's wallet. An answer
 * repeats the request's UUID, which is derived from the key and so says which movement is meant.
 */
export const BET_WIN_ROLLBACK: Dialect = {
  signing: 'body-hmac',
  ids: 'uuid',
  amounts: 'scaled-100000',
  refusesWith: '200',
  word: (fields) => fields.status,
  referenceField: 'reference',
  calls: {
    debit: {
      path: '/transaction/bet',
      // Never closed by the stake, though the draw may have won nothing: the outcome is sealed until it is paid.
      request: (facts) => ({
        ...common(facts),
        round_closed: false,
        currency: facts.currency,
        amount: facts.stake,
      }),
      echoes: aboutMoney,
      balance: 'required',
    },
    credit: {
      path: '/transaction/win',
      request: (facts) => ({
        ...common(facts),
        reference_transaction_uuid: facts.debitId,
        round_closed: true,
        currency: facts.currency,
        amount: facts.win,
      }),
      echoes: aboutMoney,
      balance: 'required',
    },
    rollback: {
      path: '/transaction/rollback',
      request: (facts) => ({
        ...common(facts),
        reference_transaction_uuid: facts.debitId,
        round_closed: true,
      }),
      echoes: about,
      balance: 'optional',
    },
    balance: {
      path: '/user/balance',
      request: ({ playerId, requestId }) => ({ user: playerId, request_uuid: requestId }),
      echoes: (facts) => [...about(facts), text('currency', facts.currency)],
      balance: 'required',
    },
  },
  meanings: {
    any: {
      RS_OK: { class: 'SUCCESS' },
      RS_ERROR_NOT_ENOUGH_MONEY: { class: 'REJECT', code: 'INSUFFICIENT_FUNDS' },
      RS_ERROR_LIMIT_REACHED: { class: 'REJECT', code: 'STAKE_NOT_ALLOWED' },
      RS_ERROR_WRONG_CURRENCY: { class: 'REJECT', code: 'CURRENCY_NOT_ALLOWED' },
      RS_ERROR_INVALID_GAME: { class: 'REJECT', code: 'GAME_NOT_ALLOWED' },
      RS_ERROR_INVALID_PARTNER: REJECT_SHAPE,
      RS_ERROR_WRONG_SYNTAX: REJECT_SHAPE,
      RS_ERROR_WRONG_TYPES: REJECT_SHAPE,
      RS_ERROR_INVALID_TOKEN: SESSION_OVER,
      RS_ERROR_TOKEN_EXPIRED: SESSION_OVER,
      RS_ERROR_USER_DISABLED: { class: 'TERMINATE', code: 'RG_BLOCKED' },
      RS_ERROR_DUPLICATE_TRANSACTION: { class: 'FATAL' },
      RS_ERROR_INVALID_SIGNATURE: UNCERTAIN,
      RS_ERROR_TIMEOUT: UNCERTAIN,
      RS_ERROR_UNKNOWN: UNCERTAIN,
    },
    debit: { RS_ERROR_TRANSACTION_ROLLED_BACK: { class: 'REJECT', code: 'TRANSACTION_VOIDED' } },
    credit: {
      // A wallet that took the stake and does not find it may find it later: the win is sent again, for ever.
      RS_ERROR_TRANSACTION_DOES_NOT_EXIST: NOT_FOUND,
      RS_ERROR_TRANSACTION_ROLLED_BACK: { class: 'FATAL' },
    },
    rollback: {
      RS_ERROR_TRANSACTION_DOES_NOT_EXIST: NOT_FOUND,
      RS_ERROR_TRANSACTION_ROLLED_BACK: { class: 'SUCCESS' },
    },
  },
  sandboxRecord: {
    dialect: 'bet-win-rollback',
    tombstones: true,
    status_query: false,
    combined_bet_win: false,
    zero_win_close: true,
    // The public description asks both sides to keep transactions for four months.
    dedupe_window_ms: 120 * 24 * 3_600_000,
    dedupes_first: true,
    max_in_flight_ms: 120_000,
    order: 'outcome_first',
    lean: false,
    error_map: {},
  },
};
