import type { TournamentView } from '@roundgate/contract';
import type { Visit } from './visit.ts';

const LOOKED_AT = 20;
/** A final table stays to be seen for so long. */
const SHOWN_AFTER_MS = 15 * 60_000;

/** The table to show: one that runs, else one that ended a short while ago; missions have no places. */
export function tableToShow(
  tournaments: readonly TournamentView[],
  currency: string,
  nowMs: number,
): TournamentView | undefined {
  const own = tournaments.filter((one) => one.currency === currency && one.prize.kind === 'ranks');
  const live = own.filter(({ state }) => state === 'running' || state === 'closing');
  const isRecent = ({ state, ends_at }: TournamentView): boolean =>
    state === 'final' && nowMs - Date.parse(ends_at) < SHOWN_AFTER_MS;
  // The next to end is the most worth watching.
  const [next] = live.sort((left, right) => Date.parse(left.ends_at) - Date.parse(right.ends_at));
  return next ?? own.find(isRecent);
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
