import type { BusEvent } from '../bus-events.ts';
import type { PlayerHistory, Violation } from './history.ts';

type CampaignEvent = Extract<BusEvent, { type: 'campaign_assigned' | 'campaign_exposed' }>;

const isOfCampaign = (event: BusEvent): event is CampaignEvent =>
  event.type === 'campaign_assigned' || event.type === 'campaign_exposed';

/** What of one campaign's events in a player's chain cannot be. */
function faultsOf(own: readonly CampaignEvent[], granted: readonly string[]): string[] {
  const [first] = own;
  const places = own.filter(({ type }) => type === 'campaign_assigned');
  const shown = own.filter(({ type }) => type === 'campaign_exposed');
  const packets = granted.filter((grantId) => grantId === first?.grant_id).length;
  const [place] = places;
  const isGiven = place?.type === 'campaign_assigned' && place.grant_id !== null && place.refused === null;
  return [
    ...(places.length === 1 ? [] : [`assigned ${places.length} times`]),
    ...(shown.length > 1 ? [`exposed ${shown.length} times`] : []),
    ...(first?.type === 'campaign_exposed' ? ['exposed before it was assigned'] : []),
    ...(new Set(own.map(({ arm }) => arm)).size > 1 ? ['in more than one arm'] : []),
    ...(packets === Number(isGiven) ? [] : [`${packets} packets granted, ${Number(isGiven)} assigned`]),
  ];
}

/** A player has one place in a campaign, with at most one packet, and is exposed at most once, after that (spec F4). */
export function checkCampaigns({ events }: PlayerHistory): Violation[] {
  const told = events.map(({ event }) => event);
  const granted = told.flatMap((event) => (event.type === 'free_spins_granted' ? [event.grant_id] : []));
  const byCampaign = Map.groupBy(told.filter(isOfCampaign), ({ campaign_id }) => campaign_id);
  return [...byCampaign].flatMap(([campaignId, own]) =>
    faultsOf(own, granted).map((fault) => ({
      invariant: 'campaign_once',
      roundId: null,
      detail: `${campaignId}: ${fault}`,
    })),
  );
}
