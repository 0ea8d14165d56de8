import { money, OPERATIONS, sameMoney } from '@roundgate/contract';
import type { TransferPort } from '../../domain/ports.ts';
import { callPartner, type PartnerEndpoint } from '../partner-call.ts';
import { transfersV1 } from './transfers-v1.ts';

/** Prizes as the wallet contract v1 pays them (spec W3): money on its way out that belongs to no session. */
export const awardsV1 = (endpoint: PartnerEndpoint, tournamentId: string): TransferPort => ({
  ...transfersV1(endpoint),
  async send(who, { key, amountMinor, currency }, traceId) {
    const amount = money(amountMinor, currency);
    const sent = { transaction_id: key, player_id: who.playerId, tournament_id: tournamentId, amount };
    const { path, response } = OPERATIONS.walletBonusAward;
    const answer = await callPartner(endpoint, path, sent, response, traceId);
    if (answer.kind !== 'ok') return answer;
    const { transaction_id, reference } = answer.body;
    return transaction_id === key && sameMoney(answer.body.amount, amount)
      ? { kind: 'applied', reference, balanceMinor: null }
      : { kind: 'unknown', why: 'the answer is about another movement' };
  },
});
