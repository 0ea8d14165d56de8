import type { BusEvent, ChainedEvent } from '../bus-events.ts';
import { EMPTY_CHAIN, findBreak, newEvents, type Sha256 } from './chain.ts';
import { checkAnswers } from './check-answers.ts';
import { checkCampaigns } from './check-campaigns.ts';
import { checkMoney } from './check-money.ts';
import type { PlayerHistory, RoundFact, Violation } from './history.ts';

const closes = (event: BusEvent): string | null =>
  event.type === 'spin_finished'
    ? event.round_id
    : event.type === 'error' && event.code.startsWith('ROUND_')
      ? event.round_id
      : null;

function checkEvent(round: RoundFact, events: readonly BusEvent[]): Violation[] {
  const { roundId, state } = round;
  const tell = (detail: string): Violation[] => [{ invariant: 'one_event_per_round', roundId, detail }];
  if (round.closedAtMs === null) return events.length === 0 ? [] : tell(`${state}, and has a closing event`);
  const [event] = events;
  if (!event || events.length > 1) return tell(`${state}, with ${events.length} closing events`);
  if (event.type !== 'spin_finished') return state === 'SETTLED' ? tell('SETTLED, told as an error') : [];
  const same = event.stake.amount_minor === round.stakeMinor && event.win.amount_minor === round.winMinor;
  return state === 'SETTLED' && same
    ? []
    : tell(
        `${state} ${round.stakeMinor}/${round.winMinor}, event ${event.stake.amount_minor}/${event.win.amount_minor}`,
      );
}

/** What a round won of a pool stands in the chain as it was paid. */
function checkJackpot({ roundId, state, jackpotMinor = 0 }: RoundFact, toldMinor: number): Violation[] {
  const paidMinor = state === 'SETTLED' ? jackpotMinor : 0;
  return paidMinor === toldMinor
    ? []
    : [
        {
          invariant: 'one_event_per_round',
          roundId,
          detail: `${state}, a jackpot of ${paidMinor}, told as ${toldMinor}`,
        },
      ];
}

/** The jackpots of each round as the chain tells them. */
function jackpotsOf(history: PlayerHistory): Map<string, number> {
  const told = new Map<string, number>();
  for (const { event } of history.events)
    if (event.type === 'jackpot_win')
      told.set(event.round_id, (told.get(event.round_id) ?? 0) + event.amount.amount_minor);
  return told;
}

function checkEvents(history: PlayerHistory, sha256: Sha256): Violation[] {
  const broken = findBreak(sha256, EMPTY_CHAIN, history.events);
  const closing = Map.groupBy(history.events, ({ event }) => closes(event));
  const jackpots = jackpotsOf(history);
  return [
    ...(broken ? [{ invariant: 'chain', roundId: null, detail: broken } as const] : []),
    ...history.rounds.flatMap((round) =>
      checkEvent(round, closing.get(round.roundId)?.map(({ event }) => event) ?? []),
    ),
    ...history.rounds.flatMap((round) => checkJackpot(round, jackpots.get(round.roundId) ?? 0)),
  ];
}

/** Whatever left on the bus is in the chain, and once all is healed the whole chain has left without a gap. */
function checkPublished({ published, events, healed }: PlayerHistory): Violation[] {
  const tell = (detail: string): Violation => ({ invariant: 'published_is_durable', roundId: null, detail });
  if (!published) return [];
  const hashes = new Map(events.map(({ seq, hash }) => [seq, hash]));
  const strange = published.filter(({ seq, hash }) => hashes.get(seq) !== hash);
  const found = strange.map(({ seq }: ChainedEvent) => tell(`event ${seq} left and is not in the chain`));
  const applied = newEvents(
    0,
    [...new Map(published.map((link) => [link.seq, link])).values()].sort((a, b) => a.seq - b.seq),
  );
  const last = published.reduce((max, { seq }) => Math.max(max, seq), 0);
  if (applied.kind === 'gap') found.push(tell('the events that left have a gap'));
  if (healed && last !== events.length) found.push(tell(`${events.length} events, ${last} left`));
  return found;
}

const checkDrained = ({ rounds, healed }: PlayerHistory): Violation[] =>
  healed
    ? rounds
        .filter(({ closedAtMs }) => closedAtMs === null)
        .map(({ roundId, state }) => ({ invariant: 'drained', roundId, detail: `still ${state}` }))
    : [];

/**
 * The one checker: holds a player's history, as simulation, chaos or production recorded it, against every promise.
 * No violation means that each accepted round ended once, its money is 0 or −stake + win, all callers were told the
 * same, and every figure stands in an unbroken chain (spec W5, E4).
 */
export function checkHistory(history: PlayerHistory, sha256: Sha256): Violation[] {
  return [
    ...checkMoney(history),
    ...checkAnswers(history),
    ...checkEvents(history, sha256),
    ...checkCampaigns(history),
    ...checkPublished(history),
    ...checkDrained(history),
  ];
}
