import { amount, type Dialect, type RoundFacts, text } from './dialect-shape.ts';

const UNCERTAIN = { class: 'UNCERTAIN' } as const;
const CONFLICT = { class: 'FATAL' } as const;

const common = ({ playerId, roundId }: RoundFacts) => ({ player_id: playerId, round_id: roundId });

/**
 * Stake and win in one call, `rollback` that undoes both, and `finish` that closes the round; refusals are 4xx with a
 * code, amounts integer minor units, the body signed by a bare HMAC. The shape of instant-win integrations, where draw
 * and stake are one moment: the outcome is opened to the wallet together with the stake.
 */
export const BETWIN_FINISH: Dialect = {
  signing: 'body-hmac',
  ids: 'key',
  amounts: 'minor',
  refusesWith: '4xx',
  word: (fields) => fields.code ?? fields.status,
  referenceField: 'reference',
  calls: {
    betWin: {
      path: '/betwin',
      request: (facts) => ({
        ...common(facts),
        session_id: facts.sessionId,
        game_id: facts.gameId,
        transaction_id: facts.id,
        currency: facts.currency,
        bet: facts.stake,
        win: facts.win,
      }),
      echoes: (facts) => [
        text('transaction_id', facts.id),
        text('currency', facts.currency),
        amount('bet', facts.stakeMinor),
        amount('win', facts.winMinor),
      ],
      balance: 'required',
    },
    credit: {
      path: '/finish',
      request: (facts) => ({
        ...common(facts),
        transaction_id: facts.id,
        bet_transaction_id: facts.debitId,
      }),
      echoes: (facts) => [text('transaction_id', facts.id)],
      balance: 'optional',
    },
    rollback: {
      path: '/rollback',
      request: (facts) => ({ ...common(facts), transaction_id: facts.debitId }),
      echoes: (facts) => [text('transaction_id', facts.debitId)],
      balance: 'optional',
    },
    balance: {
      path: '/balance',
      request: ({ playerId, currency }) => ({ player_id: playerId, currency }),
      echoes: ({ playerId, currency }) => [text('player_id', playerId), text('currency', currency)],
      balance: 'required',
    },
  },
  meanings: {
    any: {
      ok: { class: 'SUCCESS' },
      insufficient_funds: { class: 'REJECT', code: 'INSUFFICIENT_FUNDS' },
      limit_exceeded: { class: 'REJECT', code: 'STAKE_NOT_ALLOWED' },
      currency_not_allowed: { class: 'REJECT', code: 'CURRENCY_NOT_ALLOWED' },
      game_not_allowed: { class: 'REJECT', code: 'GAME_NOT_ALLOWED' },
      player_not_found: { class: 'REJECT', code: 'PLAYER_NOT_FOUND' },
      invalid_request: { class: 'REJECT', code: 'WALLET_REFUSED' },
      player_blocked: { class: 'TERMINATE', code: 'RG_BLOCKED' },
      session_expired: { class: 'TERMINATE', code: 'SESSION_ENDED' },
      transaction_conflict: CONFLICT,
      signature_invalid: UNCERTAIN,
      in_progress: UNCERTAIN,
      rate_limited: UNCERTAIN,
      internal_error: UNCERTAIN,
    },
    betWin: {
      transaction_rolled_back: { class: 'REJECT', code: 'TRANSACTION_VOIDED' },
      round_finished: { class: 'REJECT', code: 'ROUND_CLOSED' },
    },
    credit: {
      transaction_not_found: { class: 'REJECT', code: 'TRANSACTION_NOT_FOUND' },
      transaction_rolled_back: CONFLICT,
    },
    rollback: {
      transaction_not_found: { class: 'REJECT', code: 'TRANSACTION_NOT_FOUND' },
      transaction_rolled_back: { class: 'SUCCESS' },
      round_finished: { class: 'REJECT', code: 'ROUND_CLOSED' },
      // The win was spent before it could be taken back: a person has to look.
      insufficient_funds: CONFLICT,
    },
  },
  sandboxRecord: {
    dialect: 'betwin-finish',
    tombstones: true,
    status_query: false,
    combined_bet_win: true,
    zero_win_close: true,
    dedupe_window_ms: 30 * 24 * 3_600_000,
    dedupes_first: true,
    max_in_flight_ms: 120_000,
    order: 'outcome_first',
    lean: false,
    error_map: {},
  },
};
