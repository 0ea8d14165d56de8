import type { RgFlags } from '@roundgate/contract';
import type { Campaign } from '../domain/campaigns/enrolment.ts';
import { blockedRefusal, playerBlock } from '../domain/rg/standing.ts';
import { launchRefusal } from '../domain/sessions/launch-refusal.ts';
import type { PlayerRecord } from '../domain/sessions/player.ts';
import { type LoaderFacts, type Refusal, type Session, sameFlags } from '../domain/sessions/session.ts';
import type { PlayerCampaigns } from './player-campaigns.ts';
import type { PlayerRg } from './player-rg.ts';
import { accept, type Reply, refuse } from './player-rounds.ts';
import type { PlayerRows } from './player-store.ts';
import type { PlayerTransfers } from './player-transfers.ts';
import type { RgDesk } from './rg-desk.ts';
import type { Partners } from './round-runner.ts';

/** Where players and sessions are written. */
interface SessionRows extends Pick<PlayerRows, 'session' | 'markEnded'> {
  create(operatorId: string, playerId: string, flags: RgFlags): void;
  addSession(session: Session): void;
}

/** What the sessions of a player stand on. */
export interface PlayerSessionsTools {
  readonly store: { readonly player: SessionRows; transaction(work: () => void): void };
  readonly desk: RgDesk;
  readonly rg: PlayerRg;
  readonly transfers: PlayerTransfers;
  readonly campaigns: PlayerCampaigns;
  readonly partners: Partners;
  readonly who: () => PlayerRecord;
  readonly now: () => number;
  /** A session has ended. */
  readonly onEnded: (sessionId: string, reason: string, traceId: string) => void;
}

/** What opens a session, as the operator asked for it. */
export interface SessionWish {
  readonly operatorId: string;
  readonly playerId: string;
  readonly session: Session;
  readonly flags: RgFlags;
  /** What it plays from, in minor units; null leaves the money with the operator's wallet. */
  readonly transferInMinor: number | null;
}

/** What launches a session, as the loader asked for it. */
export interface LaunchWish {
  readonly sessionId: string;
  readonly buildHash: string;
  readonly loader: LoaderFacts;
  readonly studioToken: string;
  readonly campaigns: readonly Campaign[];
}

/** The sessions of one player: opened, launched once, and ended (spec S1). */
export class PlayerSessions {
  readonly #tools: PlayerSessionsTools;

  constructor(tools: PlayerSessionsTools) {
    this.#tools = tools;
  }

  /** Opens a session. The operator's flags arrive with it and bind from now on; money of its own is brought in now. */
  async create(
    { operatorId, playerId, session, flags, transferInMinor }: SessionWish,
    traceId: string,
  ): Promise<Reply<'done' | 'pending' | null>> {
    const { store, desk, rg, transfers, who, now } = this.#tools;
    const facts = { flags, player: desk.facts(session).player };
    const blocked = playerBlock(facts, session.market.rules.rest, now());
    const isNews = !sameFlags(who().flags, flags);
    store.transaction(() => {
      store.player.create(operatorId, playerId, flags);
      if (isNews) rg.flagged(flags, 'told when a session was asked for');
      if (blocked) return;
      store.player.addSession(session);
      if (transferInMinor !== null) transfers.request(session, transferInMinor);
    });
    rg.changed();
    if (blocked) return refuse(blockedRefusal(blocked));
    return transferInMinor === null ? accept(null) : transfers.arrival(session.sessionId, traceId);
  }

  /** Uses up a launch token: once, for the build of the session. The RGS is told first; a repeat there is harmless. */
  async launch(
    { sessionId, buildHash, loader, studioToken, campaigns }: LaunchWish,
    traceId: string,
  ): Promise<Reply<null>> {
    const { store, rg, partners, who } = this.#tools;
    const session = store.player.session(sessionId);
    const refusal = this.#refusalOf(session, buildHash);
    if (refusal || !session) return refuse(refusal ?? { code: 'SESSION_NOT_FOUND' });
    const [announced] = await Promise.all([
      partners.rgsOf(session.gameId).announce(who(), session, who().flags, studioToken, traceId),
      this.#tools.campaigns.join(who(), session, campaigns, traceId),
    ]);
    if (announced !== 'ok')
      return refuse({
        code: 'UPSTREAM_UNAVAILABLE',
        facts: { detail: 'the game server did not take the session' },
      });
    const late = this.#refusalOf(store.player.session(sessionId), buildHash);
    if (late) return refuse(late);
    rg.launch(sessionId, loader);
    return accept(null);
  }

  /** Ends a session; a running round is settled all the same, and then what the session holds goes back. */
  end(sessionId: string, traceId: string): Reply<number> {
    const { store, now, onEnded } = this.#tools;
    const session = store.player.session(sessionId);
    if (!session) return refuse({ code: 'SESSION_NOT_FOUND' });
    const endedAtMs = session.endedAtMs ?? now();
    store.player.markEnded(sessionId, 'operator', endedAtMs);
    onEnded(sessionId, 'operator', traceId);
    return accept(endedAtMs);
  }

  #refusalOf(session: Session | undefined, buildHash: string): Refusal | undefined {
    return launchRefusal(session && this.#tools.desk.facts(session), buildHash, this.#tools.now());
  }
}
