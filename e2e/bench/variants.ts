import type { RoundOrder, WalletCapabilityRecord } from '@roundgate/contract';

/** One way of moving a round's money, as an operator's configuration says it, beside the least that it must do. */
export interface Variant {
  readonly name: string;
  /** What the operator's wallet entry has besides its address. */
  readonly wallet: { readonly capability?: WalletCapabilityRecord; readonly kind?: 'transfer' };
  /** What a session brings along, in minor units; 0 where the wallet is asked on the fly. */
  readonly transferInMinor: number;
  /** The floor with the same calls and commits; a commit that rides with the next round's counts there. */
  readonly plan: string;
}

/** What every spin is compared with: three calls and two commits, whatever the spin itself needs. */
export const FLOOR_PLAN = 'draw commit debit commit credit';

const capability = (change: Partial<WalletCapabilityRecord>): WalletCapabilityRecord => ({
  dialect: 'roundgate-v1',
  tombstones: true,
  status_query: true,
  combined_bet_win: false,
  zero_win_close: false,
  dedupe_window_ms: 120 * 24 * 3_600_000,
  dedupes_first: true,
  max_in_flight_ms: 120_000,
  order: 'outcome_first',
  lean: false,
  error_map: {},
  ...change,
});

const combined = { dialect: 'betwin-finish', combined_bet_win: true, status_query: false } as const;

const ORDERS: Readonly<Record<RoundOrder, { readonly plain: string; readonly lean: string }>> = {
  outcome_first: { plain: FLOOR_PLAN, lean: 'draw commit debit credit' },
  debit_first: { plain: 'commit debit commit draw commit credit', lean: 'commit debit draw commit credit' },
  overlapped: { plain: 'commit draw+debit commit credit', lean: 'commit draw+debit commit credit' },
};

/** The variant that a person asked for, lean or not; throws on a name that is none. */
export function variantOf(wallet: string, order: string, lean: boolean): Variant {
  const name = `${wallet}-${order.replaceAll('_', '-')}${lean ? '-lean' : ''}`;
  if (wallet === 'combined') {
    const plan = lean ? 'draw commit debit' : 'draw commit debit commit';
    return { name, wallet: { capability: capability({ ...combined, lean }) }, transferInMinor: 0, plan };
  }
  if (wallet === 'transfer')
    return { name, wallet: { kind: 'transfer' }, transferInMinor: 100_000_000, plan: 'draw commit' };
  if (wallet !== 'seamless') throw new Error(`--wallet is seamless, combined or transfer, not ${wallet}`);
  const plans = ORDERS[order as RoundOrder];
  if (!plans) throw new Error(`--order is ${Object.keys(ORDERS).join(', ')}, not ${order}`);
  const plan = lean ? plans.lean : plans.plain;
  return {
    name,
    wallet: { capability: capability({ order: order as RoundOrder, lean }) },
    transferInMinor: 0,
    plan,
  };
}
