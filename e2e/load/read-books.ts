import { createHash } from 'node:crypto';
import {
  type ChainedEvent,
  type Invoice,
  playerSource,
  type ReportLine,
  type StoredEvent,
} from '@roundgate/contract';
import { EMPTY_CHAIN, findBreak, readBatch } from '@roundgate/contract/audit';
import { isTestPlayer } from '@roundgate/contract/reporting';
import { signedCall } from '../fixtures/signed-call.ts';
import type { Stack } from '../fixtures/stack.ts';
import type { MoneyFigures, SpinFigures } from './figures.ts';
import { inParallel } from './in-parallel.ts';
import type { LoadPlayer } from './player.ts';

const OPERATOR = 'op-lantern';
const AT_ONCE = 24;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A head of a player's chain, as the player's own object knows it. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** Every player's own head; to ask for it writes what that player had deferred. */
export async function headsOf(stack: Stack, players: readonly LoadPlayer[]): Promise<Map<string, Head>> {
  const heads = new Map<string, Head>();
  await inParallel(AT_ONCE, players, async ({ playerId }) => {
    const path = `/v1/players/${playerId}/events?after=1000000000`;
    const { gatewayApi } = stack.urls;
    const { chain_head } = await signedCall<{ chain_head: Head }>(
      stack,
      gatewayApi,
      'key-op-lantern',
      'GET',
      path,
    );
    heads.set(playerId, chain_head);
  });
  return heads;
}

/** All lines of the write-once store, by player, in the order of their chains. */
export async function storedEvents(stack: Stack): Promise<Map<string, StoredEvent[]>> {
  const bucket = await stack.gateway.miniflare.getR2Bucket('AUDIT');
  const bySource = new Map<string, StoredEvent[]>();
  for (let cursor: string | undefined, more = true; more; ) {
    const page = await bucket.list({ prefix: 'batches/', ...(cursor && { cursor }) });
    for (const { key } of page.objects) {
      const batch = readBatch((await (await bucket.get(key))?.text()) ?? '');
      if (typeof batch === 'string') throw new Error(`${key} ${batch}`);
      for (const line of batch.events) {
        const own = bySource.get(line.source) ?? [];
        bySource.set(line.source, own);
        own.push(line);
      }
    }
    more = page.truncated;
    cursor = page.truncated ? page.cursor : undefined;
  }
  for (const lines of bySource.values()) lines.sort((left, right) => left.seq - right.seq);
  return bySource;
}

/** Chains of the store that are broken, or shorter than their player's own head. */
export function countGaps(
  bySource: ReadonlyMap<string, StoredEvent[]>,
  heads: ReadonlyMap<string, Head>,
): number {
  return [...heads].filter(([playerId, head]) => {
    const links = bySource.get(playerSource(OPERATOR, playerId)) ?? [];
    const broken = findBreak(sha256, EMPTY_CHAIN, links as readonly ChainedEvent[]);
    const last = links.at(-1) ?? EMPTY_CHAIN;
    return broken !== undefined || last.seq !== head.seq || last.hash !== head.hash;
  }).length;
}

/** What the chains come to, reckoned here and not by the ledger's own rules. */
export function figuresOf(events: readonly StoredEvent[]): SpinFigures & { testContribMinor: number } {
  const sum = { spins: 0, eligible: 0, turnoverMinor: 0, ggrMinor: 0 };
  const promo = { jackpotContribMinor: 0, bonusCostMinor: 0, testContribMinor: 0 };
  for (const { event } of events) {
    if (event.type === 'jackpot_contribution') {
      const whose = isTestPlayer(event.player_id) ? 'testContribMinor' : 'jackpotContribMinor';
      promo[whose] += event.amount.amount_minor;
    }
    if (event.type === 'bonus_award' && !isTestPlayer(event.player_id))
      promo.bonusCostMinor += event.amount.amount_minor;
    if (event.type !== 'spin_finished') continue;
    sum.spins += 1;
    if (isTestPlayer(event.player_id)) continue;
    const [stake, win] = [event.stake.amount_minor, event.win.amount_minor];
    if (event.spin_type === 'free') promo.bonusCostMinor += win;
    else {
      sum.eligible += 1;
      sum.turnoverMinor += stake;
      sum.ggrMinor += stake - win;
    }
  }
  return { ...sum, ...promo };
}

/** The money that the chain of a player says must have gone over the wallet. */
export function moneyOf(events: readonly StoredEvent[]): MoneyFigures {
  let [debitedMinor, creditedMinor] = [0, 0];
  for (const { event } of events) {
    if (event.type === 'spin_finished') {
      if (event.spin_type === 'cash') debitedMinor += event.stake.amount_minor;
      creditedMinor += event.win.amount_minor;
    }
    if (event.type === 'jackpot_win' || event.type === 'bonus_award')
      creditedMinor += event.amount.amount_minor;
  }
  return { debitedMinor, creditedMinor };
}

interface WalletEntry {
  readonly kind: string;
  readonly amount_minor: number;
  readonly round_id: string | null;
}

/** What the operator's own wallet moved for a player, and how often it moved money twice for one round. */
export async function walletOf(
  stack: Stack,
  playerId: string,
): Promise<{ money: MoneyFigures; twice: number }> {
  const path = `/wallet/v1/ledger?player_id=${playerId}`;
  const { operatorApi } = stack.urls;
  const { entries } = await signedCall<{ entries: WalletEntry[] }>(
    stack,
    operatorApi,
    'key-gw-lantern',
    'GET',
    path,
  );
  const seen = new Set<string>();
  let [debitedMinor, creditedMinor, twice] = [0, 0, 0];
  for (const { kind, amount_minor, round_id } of entries) {
    if (kind === 'debit') debitedMinor -= amount_minor;
    else if (kind === 'rollback') debitedMinor -= amount_minor;
    else if (kind === 'credit') creditedMinor += amount_minor;
    const name = `${kind} ${round_id}`;
    if (round_id !== null && seen.has(name)) twice += 1;
    seen.add(name);
  }
  return { money: { debitedMinor, creditedMinor }, twice };
}

const FIGURES = ['spins_total', 'eligible_spins', 'turnover_minor', 'ggr_minor'] as const;
type Line = Pick<ReportLine, (typeof FIGURES)[number] | 'jackpot_contrib_minor' | 'bonus_cost_minor'>;
const spinFigures = (line: Line | undefined): SpinFigures => ({
  spins: line?.spins_total ?? 0,
  eligible: line?.eligible_spins ?? 0,
  turnoverMinor: line?.turnover_minor ?? 0,
  ggrMinor: line?.ggr_minor ?? 0,
  jackpotContribMinor: line?.jackpot_contrib_minor ?? 0,
  bonusCostMinor: line?.bonus_cost_minor ?? 0,
});

const dayOf = (utcMs: number): string => new Date(utcMs).toISOString().slice(0, 10);
const asDesk = <T>(stack: Stack, method: string, path: string, body?: unknown): Promise<T> =>
  signedCall<T>(stack, stack.urls.gatewayApi, 'key-compliance', method, path, body);

/** The activity report of the days of the run. */
export async function readReport(stack: Stack, fromMs: number): Promise<SpinFigures> {
  const path = `/v1/reports/activity?from=${dayOf(fromMs)}&to=${dayOf(Date.now())}&group_by=operator_id,game_id`;
  const { totals } = await asDesk<{ totals: ReportLine[] }>(stack, 'GET', path);
  return spinFigures(totals.find(({ currency }) => currency === 'EUR'));
}

const FEE = { cash: 2, free: 1 } as const;
const CONTRACT = 'ct-load';

/** Enters the contract that the run is billed by: whole fees, so that what is due needs no rounding. */
export const putContract = (stack: Stack, fromMs: number): Promise<unknown> =>
  asDesk(stack, 'PUT', '/v1/billing/contracts', {
    ...{ contract_id: CONTRACT, version: 1, starts_on: `${dayOf(fromMs).slice(0, 7)}-01` },
    ...{ operator_id: OPERATOR, studio_id: 'st-harbour', game_ids: ['g-night-market'], currency: 'EUR' },
    ...{ period: 'month', closes_after_days: 5, minimum_minor: 0, rounding: 'half_even' },
    parts: [{ kind: 'per_spin', fee_minor: String(FEE.cash), free_fee_minor: String(FEE.free) }],
  });

/** What the invoice of the run's month says and asks for; `expectedDueMinor` is made here from its own figures. */
export async function readInvoice(stack: Stack, fromMs: number) {
  const path = `/v1/billing/invoices/${CONTRACT}/${dayOf(fromMs).slice(0, 7)}`;
  const { statement, total_minor } = await asDesk<Invoice>(stack, 'GET', path);
  const figures = statement.figures.find(({ currency }) => currency === 'EUR');
  const [cash, free] = [figures?.eligible_spins ?? 0, figures?.free_spins ?? 0];
  return {
    figures: spinFigures(figures),
    dueMinor: total_minor,
    expectedDueMinor: cash * FEE.cash + free * FEE.free,
  };
}

/** How the bus does; `events` are those that the ledger applied, ever. */
export const readBus = (stack: Stack) =>
  asDesk<{
    ages: { p999_ms: number | null };
    events: number;
    duplicates_skipped: number;
    gaps_pulled: number;
  }>(stack, 'GET', '/v1/bus/metrics');
export const seal = (stack: Stack): Promise<unknown> => asDesk(stack, 'POST', '/v1/audit/seal');
