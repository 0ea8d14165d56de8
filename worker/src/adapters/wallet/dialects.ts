import type { WalletCapabilityRecord, WalletDialect } from '@roundgate/contract';
import type { WalletPort } from '../../domain/ports.ts';
import type { PartnerEndpoint } from '../partner-call.ts';
import { BET_WIN_ROLLBACK } from './bet-win-rollback.ts';
import { BETWIN_FINISH } from './betwin-finish.ts';
import { dialectWallet } from './dialect.ts';
import type { Dialect, MeaningTable } from './dialect-shape.ts';
import { walletV1 } from './wallet-v1.ts';
import { WITHDRAW_DEPOSIT } from './withdraw-deposit.ts';

/** The dialects found in the field; our own contract is spoken by `wallet-v1.ts` (docs/wallet-dialects.md). */
export const DIALECTS: Readonly<Record<Exclude<WalletDialect, 'roundgate-v1'>, Dialect>> = {
  'bet-win-rollback': BET_WIN_ROLLBACK,
  'withdraw-deposit': WITHDRAW_DEPOSIT,
  'betwin-finish': BETWIN_FINISH,
};

type Speak = (endpoint: PartnerEndpoint, errorMap: MeaningTable) => WalletPort;
const speaker =
  (dialect: Dialect): Speak =>
  (endpoint, errorMap) =>
    dialectWallet(dialect, endpoint, errorMap);

const SPEAKERS: Readonly<Record<WalletDialect, Speak>> = {
  'roundgate-v1': walletV1,
  'bet-win-rollback': speaker(BET_WIN_ROLLBACK),
  'withdraw-deposit': speaker(WITHDRAW_DEPOSIT),
  'betwin-finish': speaker(BETWIN_FINISH),
};

/** The adapter for one operator's wallet; without a record the wallet speaks our own contract v1. */
export function walletFor(
  endpoint: PartnerEndpoint,
  record?: Pick<WalletCapabilityRecord, 'dialect' | 'error_map'>,
): WalletPort {
  return SPEAKERS[record?.dialect ?? 'roundgate-v1'](endpoint, record?.error_map ?? {});
}
