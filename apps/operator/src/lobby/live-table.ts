import type { TournamentView } from '@roundgate/contract';
import type { Visit } from './visit.ts';

const LOOKED_AT = 20;
/** A final table stays to be seen for so long. */
const SHOWN_AFTER_MS = 15 * 60_000;
/** For so long it is not left for one that has been running beside it. */
const FRESH_MS = 3 * 60_000;

/** The table to show: one whose end is fresh, one that runs, or one that ended a short while ago; missions have no places. */
export function tableToShow(
  tournaments: readonly TournamentView[],
  currency: string,
  nowMs: number,
): TournamentView | undefined {
  const own = tournaments.filter((one) => one.currency === currency && one.prize.kind === 'ranks');
  const live = own.filter(({ state }) => state === 'running' || state === 'closing');
  const over = own.filter(({ state }) => state === 'final');
  const isWithin =
    (withinMs: number) =>
    ({ ends_at }: TournamentView) =>
      nowMs - Date.parse(ends_at) < withinMs;
  const isNewSince = ({ ends_at }: TournamentView) =>
    live.some(({ starts_at }) => Date.parse(starts_at) >= Date.parse(ends_at));
  const fresh = over.find((one) => isWithin(FRESH_MS)(one) && !isNewSince(one));
  // The next to end is the most worth watching.
  const [next] = live.sort((left, right) => Date.parse(left.ends_at) - Date.parse(right.ends_at));
  return fresh ?? next ?? over.find(isWithin(SHOWN_AFTER_MS));
}

/** What the page needs to watch a live table itself: the socket's address, a ticket for it, and what a score means. */
export async function liveTable({ account, gateway }: Visit): Promise<Response> {
  const currency = (await account.overview(0))?.profile.currency ?? '';
  const shown = tableToShow(await gateway.tournaments(LOOKED_AT), currency, Date.now());
  const ticket = shown && (await gateway.tableTicket(shown.tournament_id));
  const table =
    shown && ticket?.kind === 'ok'
      ? {
          ...{ tournament_id: shown.tournament_id, name: shown.name, metric: shown.metric, currency },
          ...{ feed: ticket.body.feed, ticket: ticket.body.ticket },
        }
      : null;
  return Response.json({ table }, { headers: { 'cache-control': 'no-store' } });
}
