import { type BusEvent, type CampaignRefusal, toTimestamp } from '@roundgate/contract';
import {
  type Campaign,
  type Enrolment,
  isShownIn,
  newEnrolment,
  type Placed,
  placedAs,
  refusalOf,
} from '../domain/campaigns/enrolment.ts';
import { isOn } from '../domain/campaigns/rules.ts';
import type { Who } from '../domain/ports.ts';
import type { Grant } from '../domain/promo/grant.ts';
import type { Sha256 } from '../domain/rounds/keys.ts';
import { NO_RG_FLAGS, type Session } from '../domain/sessions/session.ts';
import type { AlarmClock } from './alarm-clock.ts';
import type { FreeSpins } from './free-spins.ts';
import type { CampaignRows, PlayerStore } from './player-store.ts';
import type { Log, Pause } from './round-runner.ts';

/** How long the opening of a session waits for a place in a campaign; one that takes longer goes on by itself. */
const JOIN_BUDGET_MS = 1_000;

/** What a player's places in campaigns stand on. */
export interface PlayerCampaignsTools {
  readonly store: PlayerStore & { readonly campaigns: CampaignRows };
  readonly freeSpins: Pick<FreeSpins, 'grant' | 'cancel'>;
  readonly alarm: AlarmClock;
  readonly sha256: Sha256;
  readonly log: Log;
  readonly now: () => number;
  readonly pause: Pause;
  readonly keepAlive: (work: Promise<unknown>) => void;
  /** Asks a campaign to take a player of its sessions on its list; false when it does not. */
  readonly admit: (who: Who, campaignId: string) => Promise<boolean>;
  /** Makes sure that a player without a session has a record; inside a transaction. */
  readonly ensurePlayer: (who: Who) => void;
  /** Writes the ends of rounds that were deferred, so that what was played before an event stands before it. */
  readonly flushRounds: () => void;
  /** How soon the alarm publishes an event. */
  readonly publishAfterMs: number;
}

/**
 * A player's places in campaigns (spec F4): taken once, with the packet of the arm, and exposed once. A campaign's object
 * asks until it has been answered, so that nothing here has to come back by itself. One change runs after another.
 */
export class PlayerCampaigns {
  readonly #tools: PlayerCampaignsTools;
  #last: Promise<unknown> = Promise.resolve();

  constructor(tools: PlayerCampaignsTools) {
    this.#tools = tools;
  }

  /** Gives the player its place and what its arm holds, or tells what became of it before. */
  enrol(who: Who, campaign: Campaign, traceId: string): Promise<Placed> {
    return this.#alone(() => this.#enrol(who, campaign, traceId));
  }

  /**
   * The campaign was stopped, or is over for who was never answered: what is not there will never be. With
   * `cancelUnplayed` the packet is taken back as far as it was not played, and no exposure will come of it.
   */
  leave(who: Who, campaign: Campaign, cancelUnplayed: boolean): Promise<Placed> {
    return this.#alone(async () => this.#leave(who, campaign, cancelUnplayed));
  }

  /** A session begins: takes the places that the operator's running campaigns have for it. Never throws, never holds it up. */
  async join(who: Who, session: Session, campaigns: readonly Campaign[], traceId: string): Promise<void> {
    const { store, now, pause, keepAlive } = this.#tools;
    const open = campaigns.filter(
      ({ campaignId, rules }) =>
        rules.game_id === session.gameId &&
        rules.currency === session.currency &&
        isOn(rules, now()) &&
        !store.campaigns.find(campaignId),
    );
    if (open.length === 0) return;
    const joining = Promise.all(open.map((campaign) => this.#join(who, campaign, traceId)));
    keepAlive(joining);
    await Promise.race([joining, pause(JOIN_BUDGET_MS)]);
  }

  /**
   * A session is shown to its player: whoever has a place that shows in it is exposed from now on, once. Players who may
   * not play see nothing, and are not.
   */
  seen(session: Session): void {
    const { store, now, flushRounds } = this.#tools;
    const shown = store.campaigns.unexposed().filter((place) => isShownIn(place, session, now()));
    if (shown.length === 0 || this.#mustNotPlay()) return;
    flushRounds();
    this.#write(() => {
      for (const place of shown) {
        store.campaigns.put({ ...place, exposedAtMs: now() });
        this.#append(place, { type: 'campaign_exposed', session_id: session.sessionId });
      }
    });
  }

  async #join(who: Who, campaign: Campaign, traceId: string): Promise<void> {
    const { admit, log } = this.#tools;
    try {
      if (await admit(who, campaign.campaignId)) await this.enrol(who, campaign, traceId);
    } catch (error) {
      log('warn', 'campaign not joined', { trace_id: traceId, error: String(error) });
    }
  }

  async #enrol(who: Who, campaign: Campaign, traceId: string): Promise<Placed> {
    const { store, sha256, now, ensurePlayer } = this.#tools;
    const known = store.campaigns.find(campaign.campaignId);
    if (known && known.state !== 'pending') return placedAs(known);
    // Somebody who must not play is not tempted to, whatever the arm; a packet that is there was given before.
    if (this.#mustNotPlay() && !this.#packetOf(known)) return { state: 'refused', reason: 'RG_BLOCKED' };
    const place = known ?? newEnrolment(campaign, who, sha256, now());
    if (!known)
      this.#write(() => {
        ensurePlayer(who);
        store.campaigns.put(place);
      });
    return this.#place(place, await this.#give(who, place, traceId));
  }

  /** Gives the packet of a place, if it has one; the refusal when it is not to be had. */
  async #give(who: Who, { wish }: Enrolment, traceId: string): Promise<CampaignRefusal | null> {
    const reply = wish && (await this.#tools.freeSpins.grant(who, wish, traceId));
    return reply === null || reply.ok ? null : refusalOf(reply.refusal.code);
  }

  /**
   * Writes that a place was given what its arm holds, or was refused it. One whose packet the game server refused is
   * compared all the same: its arm was drawn, and leaving it out would leave out only players of arms with packets.
   */
  #place(place: Enrolment, refused: CampaignRefusal | null): Placed {
    const { store } = this.#tools;
    const isBlocked = refused === 'RG_BLOCKED';
    const placed: Enrolment = { ...place, refused, state: isBlocked ? 'withdrawn' : 'ready' };
    this.#write(() => {
      store.campaigns.put(placed);
      if (!isBlocked) this.#append(placed, { type: 'campaign_assigned', refused });
    });
    return placedAs(placed);
  }

  #leave(who: Who, campaign: Campaign, cancelUnplayed: boolean): Placed {
    const { store, sha256, now, freeSpins } = this.#tools;
    const known = store.campaigns.find(campaign.campaignId);
    const place = known ?? newEnrolment(campaign, who, sha256, now());
    const packet = this.#packetOf(known);
    if (place.state === 'pending' && !packet) {
      const over: Enrolment = { ...place, state: 'withdrawn', refused: 'CAMPAIGN_OVER' };
      this.#write(() => store.campaigns.put(over));
      return placedAs(over);
    }
    // Its packet was written and the instance died before it could say so.
    if (place.state === 'pending') this.#place(place, null);
    if (cancelUnplayed) {
      if (packet) freeSpins.cancel(who, packet.grantId);
      this.#write(() => store.campaigns.put({ ...place, state: 'withdrawn' }));
    }
    return placedAs(place);
  }

  /** The packet of a place, if it was given. */
  #packetOf(place: Enrolment | undefined): Grant | undefined {
    return place?.wish ? this.#tools.store.grants?.find(place.wish.grantId) : undefined;
  }

  #mustNotPlay(): boolean {
    const { blocked, self_excluded } = this.#tools.store.player.record()?.flags ?? NO_RG_FLAGS;
    return blocked || self_excluded;
  }

  #append(
    { campaignId, arm, gameId, currency, counts, endsAtMs, wish }: Enrolment,
    told:
      | { type: 'campaign_assigned'; refused: CampaignRefusal | null }
      | { type: 'campaign_exposed'; session_id: string },
  ): void {
    const { store, sha256, now } = this.#tools;
    const record = store.player.record();
    if (!record) return;
    const event: BusEvent = {
      ...told,
      ts: toTimestamp(now()),
      operator_id: record.operatorId,
      player_id: record.playerId,
      campaign_id: campaignId,
      arm,
      game_id: gameId,
      currency,
      counts,
      ends_at: toTimestamp(endsAtMs),
      grant_id: wish?.grantId ?? null,
    };
    store.player.append(sha256, event);
  }

  /** One transaction, with an alarm that will publish what it says. */
  #write(work: () => void): void {
    const { store, alarm, publishAfterMs } = this.#tools;
    store.transaction(() => {
      work();
      alarm.arm(publishAfterMs);
    });
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.catch(() => undefined).then(work);
    this.#last = next;
    return next;
  }
}
