import { type TournamentRules, toTimestamp } from '@roundgate/contract';
import type { Who } from '../domain/ports.ts';
import type { GrantWish } from '../domain/promo/grant.ts';
import { playerBlock } from '../domain/rg/standing.ts';
import type { RgFacts } from '../domain/rg/state.ts';
import type { Sha256 } from '../domain/rounds/keys.ts';
import { isTerminal, type Round } from '../domain/rounds/round.ts';
import { type Refusal, type Session, sessionRefusal } from '../domain/sessions/session.ts';
import { type Entry, newEntry, packetOf, withSpin } from '../domain/tournaments/entry.ts';
import { type ClosedEntry, type Score, scoreOf, type TournamentPort } from '../domain/tournaments/port.ts';
import type { SpinEvent } from '../domain/tournaments/standing.ts';
import { stateAt } from '../domain/tournaments/tournament.ts';
import type { AlarmClock } from './alarm-clock.ts';
import type { PlayerAwards, Won } from './player-awards.ts';
import { accept, type Reply, refuse } from './player-rounds.ts';
import type { EntryRows, PlayerStore } from './player-store.ts';
import type { Partners } from './round-runner.ts';

/** What the tournaments of a player stand on. */
export interface PlayerTournamentsTools {
  readonly store: PlayerStore & { readonly entries: EntryRows };
  readonly alarm: AlarmClock;
  readonly partners: Partners;
  readonly tournaments: TournamentPort;
  readonly awards: PlayerAwards;
  readonly factsOf: (session: Session) => RgFacts;
  readonly who: () => Who;
  /** Gives the packet of an entry, once. */
  readonly grant: (wish: GrantWish, traceId: string) => Promise<Reply<unknown>>;
  /** Writes what was deferred. */
  readonly flush: () => void;
  readonly openRounds: () => readonly Round[];
  /** Spins that count and are not written yet. */
  readonly deferredSpins: () => readonly SpinEvent[];
  readonly sha256: Sha256;
  readonly now: () => number;
  readonly publishAfterMs: number;
}

/** How a player stands in a tournament, for its own eyes. */
export interface JoinedView {
  readonly tournamentId: string;
  readonly score: number;
  readonly grantId: string | null;
  readonly awardMinor: number | null;
}

/**
 * The tournaments and missions of one player: joined, counted with its rounds, told, and closed (spec F2). The score is
 * kept where the rounds are, in the transaction that ends them.
 */
export class PlayerTournaments {
  readonly #tools: PlayerTournamentsTools;

  constructor(tools: PlayerTournamentsTools) {
    this.#tools = tools;
  }

  /** Joins, once; what is accepted from then on counts. The place is kept at the table before it is told of here. */
  async join(
    session: Session | undefined,
    { tournamentId, rules }: Pick<Entry, 'tournamentId' | 'rules'>,
    isAutomated: boolean,
    traceId: string,
  ): Promise<Reply<JoinedView>> {
    const { store, tournaments, who, now } = this.#tools;
    const known = store.entries.find(tournamentId);
    if (!known) {
      const refusal = this.#refusalOf(session, rules);
      if (refusal || !session) return refuse(refusal ?? { code: 'SESSION_NOT_FOUND' });
      const answer = await tournaments.join(who(), tournamentId);
      if (answer !== 'joined')
        return refuse({ code: answer === 'closed' ? 'TOURNAMENT_NOT_OPEN' : 'UPSTREAM_UNAVAILABLE' });
      // The operator may have blocked the player while the table was asked.
      const late = this.#refusalOf(store.player.session(session.sessionId), rules);
      if (late) return refuse(late);
      this.#enter(session, newEntry(tournamentId, rules, isAutomated, now()));
    }
    const entry = store.entries.find(tournamentId);
    if (!entry) return refuse({ code: 'TOURNAMENT_NOT_FOUND' });
    const given = await this.#givePacket(entry, traceId);
    return given.ok ? accept(this.#viewOf(entry)) : given;
  }

  /** How the player stands in those of the tournaments that it joined. */
  views(tournamentIds: readonly string[]): JoinedView[] {
    return tournamentIds
      .map((tournamentId) => this.#tools.store.entries.find(tournamentId))
      .filter((entry) => entry !== undefined)
      .map((entry) => this.#viewOf(entry));
  }

  /** What the tables are to know now, with what is not written yet. */
  scores(): Score[] {
    const open = this.#tools.store.entries.open();
    // Asked after every spin, and most players are in no tournament.
    if (open.length === 0) return [];
    const spins = this.#tools.deferredSpins();
    return open.map((entry) => {
      const ahead = spins.filter(({ tournament_ids = [] }) => tournament_ids.includes(entry.tournamentId));
      return scoreOf(entry, ahead.reduce(withSpin, entry).standing);
    });
  }

  /**
   * Closes an entry for good and tells what it comes to; null when the player never joined. `open` while a round that
   * counts is under way, unless it is `forced`: then such a round counts no more.
   */
  close(tournamentId: string, isForced: boolean): ClosedEntry | 'open' | null {
    const { store, flush, openRounds } = this.#tools;
    flush();
    const entry = store.entries.find(tournamentId);
    if (!entry) return null;
    const isLate = ({ state, mode }: Round) =>
      !isTerminal(state) && (mode.counts?.tournamentIds.includes(tournamentId) ?? false);
    const lateRounds = entry.isClosed ? 0 : openRounds().filter(isLate).length;
    if (lateRounds > 0 && !isForced) return 'open';
    if (!entry.isClosed) store.transaction(() => store.entries.put({ ...entry, isClosed: true }));
    return { score: scoreOf(entry, entry.standing), chain: store.player.chainHead(), lateRounds };
  }

  /** Takes a prize on; false when there is nothing here that it could be for. */
  award(won: Won, traceId: string): boolean {
    const last = this.#tools.store.entries.find(won.tournamentId)?.standing.last;
    if (!last) return false;
    this.#tools.awards.owe(won, last, traceId);
    return true;
  }

  #viewOf(entry: Entry): JoinedView {
    const { tournamentId } = entry;
    const score = this.scores().find((one) => one.tournamentId === tournamentId)?.score;
    return {
      tournamentId,
      score: score ?? entry.standing.score,
      grantId: packetOf(entry),
      awardMinor: this.#tools.awards.paidMinor(tournamentId),
    };
  }

  #refusalOf(session: Session | undefined, rules: TournamentRules): Refusal | undefined {
    const { partners, who, factsOf, now } = this.#tools;
    const unusable = sessionRefusal(session, now());
    if (unusable || !session) return unusable ?? { code: 'SESSION_NOT_FOUND' };
    // Somebody who must not play is not tempted to.
    if (playerBlock(factsOf(session), session.market.rules.rest, now())) return { code: 'RG_BLOCKED' };
    if (!rules.game_ids.includes(session.gameId)) return { code: 'GAME_NOT_ALLOWED' };
    if (rules.currency !== session.currency) return { code: 'CURRENCY_NOT_ALLOWED' };
    if (stateAt(rules, 'open', now()) !== 'running') return { code: 'TOURNAMENT_NOT_OPEN' };
    const { awards, creditsAlone } = partners.policyOf(who().operatorId).wallet;
    if (awards && (creditsAlone || rules.entry.kind === 'cash')) return undefined;
    return { code: 'FORBIDDEN', facts: { detail: "this operator's wallet cannot pay what could be won" } };
  }

  #enter(session: Session, entry: Entry): void {
    const { store, alarm, sha256, who, publishAfterMs } = this.#tools;
    store.transaction(() => {
      if (store.entries.find(entry.tournamentId)) return;
      store.entries.put(entry);
      store.player.append(sha256, {
        type: 'tournament_joined',
        ts: toTimestamp(entry.joinedAtMs),
        operator_id: who().operatorId,
        player_id: who().playerId,
        session_id: session.sessionId,
        game_id: session.gameId,
        tournament_id: entry.tournamentId,
      });
      alarm.arm(publishAfterMs);
    });
  }

  /** A repeat meets the same packet, so that joining again mends what a crash left out. */
  #givePacket(entry: Entry, traceId: string): Promise<Reply<unknown>> | Reply<unknown> {
    const { rules } = entry;
    const grantId = packetOf(entry);
    const [gameId] = rules.game_ids;
    if (grantId === null || rules.entry.kind !== 'packet' || !gameId) return accept(null);
    const wish = {
      ...{ grantId, gameId, count: rules.entry.count, betMinor: rules.entry.bet_minor },
      ...{ currency: rules.currency, rtpProfile: null, expiresAtMs: Date.parse(rules.ends_at) },
      spinType: 'tournament' as const,
    };
    return this.#tools.grant(wish, traceId);
  }
}
