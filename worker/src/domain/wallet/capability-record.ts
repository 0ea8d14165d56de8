import type { WalletCapabilityRecord, WalletDialect } from '@roundgate/contract';
import type { WalletCapability } from './capability.ts';

/** The dialects whose credit names no debit: in the others a win without a stake is refused, or is no amount at all. */
const CREDITS_ALONE: ReadonlySet<WalletDialect> = new Set(['roundgate-v1', 'withdraw-deposit']);

/** What the round machine needs of an operator's record; dialect and meanings are the adapter's. */
export const capabilityOf = (record: WalletCapabilityRecord): WalletCapability => ({
  tombstones: record.tombstones,
  statusQuery: record.status_query,
  combinedBetWin: record.combined_bet_win,
  zeroWinClose: record.zero_win_close,
  dedupeWindowMs: record.dedupe_window_ms,
  dedupesFirst: record.dedupes_first,
  maxInFlightMs: record.max_in_flight_ms,
  order: record.order,
  lean: record.lean,
  creditsAlone: CREDITS_ALONE.has(record.dialect),
  // The other dialects' own words for promotional money are not spoken yet.
  awards: record.dialect === 'roundgate-v1',
});

type Rule = readonly [isBroken: (record: WalletCapabilityRecord) => boolean, fault: string];

const endsSession = (code: string | undefined): boolean =>
  code === undefined || code === 'SESSION_ENDED' || code === 'RG_BLOCKED';

/** What a record may not claim: claims that contradict each other or that its dialect cannot keep. */
const RULES: readonly Rule[] = [
  [
    (record) => record.lean && !(record.dedupes_first && record.tombstones),
    'lean needs dedupes_first and tombstones: without both, a repeated debit may be refused though it was paid',
  ],
  [
    (record) => record.combined_bet_win !== (record.dialect === 'betwin-finish'),
    'combined_bet_win is true for the dialect betwin-finish and false for every other',
  ],
  [
    (record) => record.combined_bet_win && record.order !== 'outcome_first',
    'order must be outcome_first where stake and win move in one call: the win has to be known',
  ],
  [
    (record) => record.status_query && record.dialect !== 'roundgate-v1',
    'status_query must be false: this dialect has no status query',
  ],
  [
    (record) => record.dialect === 'roundgate-v1' && Object.keys(record.error_map).length > 0,
    "error_map must be empty for roundgate-v1: its words are the contract's problem codes",
  ],
  [
    (record) =>
      Object.values(record.error_map).some((one) => one.class === 'TERMINATE' && !endsSession(one.code)),
    'error_map: TERMINATE takes the code SESSION_ENDED or RG_BLOCKED',
  ],
];

/** Why a record cannot be used, one text per broken rule; empty when it can. */
export const capabilityFaults = (record: WalletCapabilityRecord): string[] =>
  RULES.filter(([isBroken]) => isBroken(record)).map(([, fault]) => fault);
