import type { BusEvent, CampaignCounts, CampaignMetric, Currency } from '@roundgate/contract';
import { addExactly, isTestPlayer } from '@roundgate/contract/reporting';

/** What the ledger keeps of one player of one campaign. Amounts in minor units of the campaign's currency. */
export interface Tally {
  readonly campaignId: string;
  readonly operatorId: string;
  readonly arm: string;
  readonly gameId: string;
  readonly currency: Currency;
  readonly counts: CampaignCounts;
  readonly endsAt: string;
  readonly grantId: string | null;
  readonly isGiven: boolean;
  readonly isExposed: boolean;
  readonly spins: number;
  readonly turnoverMinor: number;
  readonly winMinor: number;
  readonly packetSpins: number;
  readonly bonusMinor: number;
}

type CampaignEvent = Extract<BusEvent, { type: 'campaign_assigned' | 'campaign_exposed' }>;

const begin = (event: CampaignEvent): Tally => ({
  campaignId: event.campaign_id,
  operatorId: event.operator_id,
  arm: event.arm,
  gameId: event.game_id,
  currency: event.currency,
  counts: event.counts,
  endsAt: event.ends_at,
  grantId: event.grant_id,
  isGiven: event.grant_id !== null && event.type === 'campaign_assigned' && event.refused === null,
  isExposed: false,
  ...{ spins: 0, turnoverMinor: 0, winMinor: 0, packetSpins: 0, bonusMinor: 0 },
});

/** A tally after one spin: its own packet's spins whenever they come, cash spins from the exposure to the period's end. */
function afterSpin(tally: Tally, event: Extract<BusEvent, { type: 'spin_finished' }>): Tally {
  if (event.spin_type === 'free')
    return event.grant_id === undefined || event.grant_id !== tally.grantId
      ? tally
      : {
          ...tally,
          packetSpins: tally.packetSpins + 1,
          bonusMinor: addExactly(tally.bonusMinor, event.win.amount_minor),
        };
  const isCounted =
    tally.isExposed &&
    event.spin_type === 'cash' &&
    event.stake.currency === tally.currency &&
    (tally.counts === 'all_games' || event.game_id === tally.gameId) &&
    event.ts < tally.endsAt;
  if (!isCounted) return tally;
  return {
    ...tally,
    spins: tally.spins + 1,
    turnoverMinor: addExactly(tally.turnoverMinor, event.stake.amount_minor),
    winMinor: addExactly(tally.winMinor, event.win.amount_minor),
  };
}

/**
 * A player's tallies after one more event of the player's own chain, in its order. Test accounts have none: no money of
 * theirs counts.
 */
export function talliesAfter(tallies: readonly Tally[], event: BusEvent): readonly Tally[] {
  if (isTestPlayer(event.player_id)) return tallies;
  if (event.type === 'spin_finished') return tallies.map((tally) => afterSpin(tally, event));
  if (event.type !== 'campaign_assigned' && event.type !== 'campaign_exposed') return tallies;
  const known = tallies.find(({ campaignId }) => campaignId === event.campaign_id) ?? begin(event);
  const others = tallies.filter(({ campaignId }) => campaignId !== event.campaign_id);
  return [...others, { ...known, isExposed: known.isExposed || event.type === 'campaign_exposed' }];
}

/** What one player counts in each metric. */
export const valuesOf = (
  tally: Pick<Tally, 'spins' | 'turnoverMinor' | 'winMinor' | 'bonusMinor'>,
): Record<CampaignMetric, bigint> => {
  const ggr = BigInt(tally.turnoverMinor) - BigInt(tally.winMinor);
  return {
    cash_spins: BigInt(tally.spins),
    turnover_minor: BigInt(tally.turnoverMinor),
    ggr_minor: ggr,
    net_minor: ggr - BigInt(tally.bonusMinor),
  };
};
