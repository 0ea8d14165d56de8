import { type MovementAnswer, money, OPERATIONS, sameMoney } from '@roundgate/contract';
import type { z } from 'zod';
import type { WalletPort, Who } from '../../domain/ports.ts';
import { creditKey, debitKey } from '../../domain/rounds/keys.ts';
import { owedMinor, type Round } from '../../domain/rounds/round.ts';
import type { MoneyAnswer } from '../../domain/wallet/capability.ts';
import { callPartner, type PartnerAnswer, type PartnerEndpoint } from '../partner-call.ts';

const movement = (who: Who, round: Round, key: string, amountMinor: number) => ({
  transaction_id: key,
  player_id: who.playerId,
  session_id: round.sessionId,
  round_id: round.roundId,
  game_id: round.gameId,
  build_hash: round.buildHash,
  amount: money(amountMinor, round.currency),
});

/** A 2xx is believed only when it tells the same transaction and the same amount; otherwise nobody knows. */
function toMoneyAnswer(
  sent: ReturnType<typeof movement>,
  answer: PartnerAnswer<z.infer<typeof MovementAnswer>>,
): MoneyAnswer {
  if (answer.kind !== 'ok') return answer;
  const { transaction_id, amount, reference, balance } = answer.body;
  if (transaction_id !== sent.transaction_id || !sameMoney(amount, sent.amount))
    return { kind: 'unknown', why: 'the answer is about another movement' };
  return {
    kind: 'applied',
    reference,
    balanceMinor: balance.currency === amount.currency ? balance.amount_minor : null,
  };
}

/** Our own wallet contract v1 over signed HTTP (spec W1, W3). */
export const walletV1 = (endpoint: PartnerEndpoint): WalletPort => ({
  async debit(who, round, traceId) {
    const sent = movement(who, round, debitKey(round), round.stakeMinor);
    const { path, response } = OPERATIONS.walletDebit;
    return toMoneyAnswer(sent, await callPartner(endpoint, path, sent, response, traceId));
  },

  async credit(who, round, traceId) {
    const sent = movement(who, round, creditKey(round), owedMinor(round));
    const { path, response } = OPERATIONS.walletCredit;
    return toMoneyAnswer(sent, await callPartner(endpoint, path, sent, response, traceId));
  },

  async rollback(who, round, traceId) {
    const key = debitKey(round);
    const sent = {
      transaction_id: key,
      player_id: who.playerId,
      round_id: round.roundId,
      reason: round.undo?.code ?? 'UNKNOWN',
    };
    const { path, response } = OPERATIONS.walletRollback;
    const answer = await callPartner(endpoint, path, sent, response, traceId);
    if (answer.kind === 'refused' && answer.code === 'TRANSACTION_NOT_FOUND') return { kind: 'not_found' };
    if (answer.kind !== 'ok') return answer;
    if (answer.body.transaction_id !== key)
      return { kind: 'unknown', why: 'the answer is about another movement' };
    return { kind: 'done', balanceMinor: answer.body.balance?.amount_minor ?? null };
  },

  async status(who, round, leg, traceId) {
    const key = leg === 'debit' ? debitKey(round) : creditKey(round);
    const { path, response } = OPERATIONS.walletStatus;
    const answer = await callPartner(
      endpoint,
      path,
      { transaction_id: key, player_id: who.playerId },
      response,
      traceId,
    );
    if (answer.kind !== 'ok' || answer.body.transaction_id !== key)
      return { kind: 'unknown', why: 'no clear status' };
    const { status, reference } = answer.body;
    if (status === 'applied') return { kind: 'applied', reference: reference ?? key };
    return { kind: status === 'absent' ? 'absent' : 'undone' };
  },

  async balance(who, currency, traceId) {
    const { path, response } = OPERATIONS.walletBalance;
    const answer = await callPartner(
      endpoint,
      path,
      { player_id: who.playerId, currency },
      response,
      traceId,
    );
    return answer.kind === 'ok' && answer.body.balance.currency === currency ? answer.body.balance : null;
  },
});
