import { readSource, type StoredEvent } from '../archive.ts';
import type { BusEvent } from '../bus-events.ts';
import type { Currency, Money } from '../money.ts';
import { SpinType } from '../rounds.ts';

/** What paid for a spin, as reports tell it; `test` are the spins of test accounts, whatever paid for them. */
export const REPORT_SPIN_TYPES = [...SpinType.options, 'test'] as const;
export type ReportSpinType = (typeof REPORT_SPIN_TYPES)[number];

/** What is added up. A new sort of money is a new kind, and leaves the others as they are. */
export const ROLLUP_KINDS = ['stake', 'win', 'jackpot_contribution', 'jackpot_win', 'bonus_award'] as const;
export type RollupKind = (typeof ROLLUP_KINDS)[number];

/** What a total is of. `day` is when it happened, `posted` when the ledger took it: the day that a period is closed by. */
export interface RollupKey {
  readonly day: string;
  readonly posted: string;
  readonly operator_id: string;
  readonly game_id: string;
  readonly build_hash: string;
  readonly rtp_profile: string;
  readonly currency: Currency;
  readonly spin_type: ReportSpinType;
  readonly kind: RollupKind;
}

/** One total: how many, and how much in minor units of its currency. */
export interface Rollup extends RollupKey {
  readonly count: number;
  readonly amount_minor: number;
}

/** Accounts of an operator's own testers: their player ids begin so, and no money of theirs counts. */
export const TEST_PLAYER_PREFIX = 'p-test-';
export const isTestPlayer = (playerId: string): boolean => playerId.startsWith(TEST_PLAYER_PREFIX);

type MoneyEvent = Extract<
  BusEvent,
  { type: 'spin_finished' | 'jackpot_contribution' | 'jackpot_win' | 'bonus_award' }
>;

const MONEY_EVENTS: ReadonlySet<BusEvent['type']> = new Set<MoneyEvent['type']>([
  'spin_finished',
  'jackpot_contribution',
  'jackpot_win',
  'bonus_award',
]);
const isMoneyEvent = (event: BusEvent): event is MoneyEvent => MONEY_EVENTS.has(event.type);

const amountsOf = (event: MoneyEvent): readonly (readonly [RollupKind, Money])[] =>
  event.type === 'spin_finished'
    ? [
        ['stake', event.stake],
        ['win', event.win],
      ]
    : [[event.type, event.amount]];

/**
 * What one stored event adds. Only a player's own chain counts: it is the gateway's record of what was paid, and what a
 * studio tells of the same spins would count them twice.
 */
export function postingsOf({ source, at, event }: StoredEvent): Rollup[] {
  if (!('operatorId' in readSource(source))) return [];
  if (!isMoneyEvent(event)) return [];
  const { operator_id, game_id, build_hash, rtp_profile } = event;
  const spin_type: ReportSpinType = isTestPlayer(event.player_id) ? 'test' : event.spin_type;
  const days = { day: event.ts.slice(0, 10), posted: at.slice(0, 10) };
  return amountsOf(event).map(([kind, { amount_minor, currency }]) => ({
    ...days,
    ...{ operator_id, game_id, build_hash, rtp_profile, currency, spin_type, kind },
    count: 1,
    amount_minor,
  }));
}

/** The fields of a key, in the order in which tables and texts have them. */
export const ROLLUP_KEY_FIELDS = [
  ...[
    'day',
    'posted',
    'operator_id',
    'game_id',
    'build_hash',
    'rtp_profile',
    'currency',
    'spin_type',
    'kind',
  ],
] as const satisfies readonly (keyof RollupKey)[];

/** A key as one text. */
export const rollupId = (key: RollupKey): string => ROLLUP_KEY_FIELDS.map((field) => key[field]).join('|');

/** Thrown when a total would no longer be exact. */
export class TotalTooLargeError extends Error {
  readonly code = 'TOTAL_TOO_LARGE';
}

/** A sum that is exact, or an error. */
export function addExactly(left: number, right: number): number {
  const sum = left + right;
  if (!Number.isSafeInteger(sum)) throw new TotalTooLargeError(`${left} + ${right} is beyond exact integers`);
  return sum;
}

/** Totals by key, added up event by event. The order of events does not matter. */
export class Totals {
  readonly #byId = new Map<string, Rollup>();

  add(line: StoredEvent): void {
    for (const posting of postingsOf(line)) this.addRollup(posting);
  }

  addRollup(posting: Rollup): void {
    const id = rollupId(posting);
    const before = this.#byId.get(id);
    this.#byId.set(
      id,
      before
        ? {
            ...before,
            count: addExactly(before.count, posting.count),
            amount_minor: addExactly(before.amount_minor, posting.amount_minor),
          }
        : posting,
    );
  }

  rows(): Rollup[] {
    return [...this.#byId.values()];
  }
}
