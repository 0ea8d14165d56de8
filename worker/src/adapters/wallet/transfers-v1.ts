import { money, OPERATIONS, sameMoney } from '@roundgate/contract';
import type { TransferPort } from '../../domain/ports.ts';
import { callPartner, type PartnerEndpoint } from '../partner-call.ts';

const OTHER = { kind: 'unknown', why: 'the answer is about another movement' } as const;

/** The transfer calls of our own wallet contract v1 over signed HTTP (spec W2, W3). */
export const transfersV1 = (endpoint: PartnerEndpoint): TransferPort => ({
  async send(who, transfer, traceId) {
    const { key, sessionId, direction, amountMinor, currency } = transfer;
    const amount = money(amountMinor, currency);
    const sent = { transaction_id: key, player_id: who.playerId, session_id: sessionId, amount };
    const { path, response } =
      direction === 'in' ? OPERATIONS.walletTransferIn : OPERATIONS.walletTransferOut;
    const answer = await callPartner(endpoint, path, sent, response, traceId);
    if (answer.kind !== 'ok') return answer;
    const { transaction_id, reference } = answer.body;
    if (transaction_id !== key || !sameMoney(answer.body.amount, amount)) return OTHER;
    return { kind: 'applied', reference, balanceMinor: null };
  },

  async rollback(who, { key, refusal }, traceId) {
    const { path, response } = OPERATIONS.walletRollback;
    const reason = refusal ?? 'UNKNOWN';
    const sent = { transaction_id: key, player_id: who.playerId, round_id: null, reason };
    const answer = await callPartner(endpoint, path, sent, response, traceId);
    if (answer.kind === 'refused' && answer.code === 'TRANSACTION_NOT_FOUND') return { kind: 'not_found' };
    if (answer.kind !== 'ok') return answer;
    return answer.body.transaction_id === key ? { kind: 'done', balanceMinor: null } : OTHER;
  },

  async status(who, { key, amountMinor, currency }, traceId) {
    const { path, response } = OPERATIONS.walletStatus;
    const sent = { transaction_id: key, player_id: who.playerId };
    const answer = await callPartner(endpoint, path, sent, response, traceId);
    if (answer.kind !== 'ok' || answer.body.transaction_id !== key)
      return { kind: 'unknown', why: 'no clear status' };
    const { status, amount, reference } = answer.body;
    if (status !== 'applied') return { kind: status === 'absent' ? 'absent' : 'undone' };
    // A held transfer may be held because other content stands under its key: only its own amount ends it.
    return amount && sameMoney(amount, money(amountMinor, currency))
      ? { kind: 'applied', reference: reference ?? key }
      : OTHER;
  },
});
