import {
  type CampaignCounts,
  type CampaignPlayerState,
  CampaignRefusal,
  type CampaignRules,
  type Currency,
  campaignArmOf,
  campaignGrantId,
  type ProblemCode,
} from '@roundgate/contract';
import type { Who } from '../ports.ts';
import type { GrantWish } from '../promo/grant.ts';
import type { Sha256 } from '../rounds/keys.ts';
import type { Session } from '../sessions/session.ts';

/** A campaign as it travels between objects. */
export interface Campaign {
  readonly campaignId: string;
  readonly rules: CampaignRules;
}

/**
 * A player's place in a campaign, as its row holds it. `pending` until the packet was given or refused; `ready` from then
 * on; `withdrawn` when nothing may come of it any more: a late call meets that as the last word.
 */
export interface Enrolment {
  readonly campaignId: string;
  readonly arm: string;
  readonly gameId: string;
  readonly currency: Currency;
  readonly counts: CampaignCounts;
  readonly endsAtMs: number;
  /** The packet of its arm, settled before anybody is asked for it, so that a repeat asks for the same; null for a control. */
  readonly wish: GrantWish | null;
  readonly state: 'pending' | 'ready' | 'withdrawn';
  readonly refused: CampaignRefusal | null;
  readonly exposedAtMs: number | null;
}

/** What became of one player. */
export interface Placed {
  readonly state: Exclude<CampaignPlayerState, 'waiting'>;
  readonly reason: CampaignRefusal | null;
}

/** A player's place in a campaign, with nothing given yet. Its packet may be played from now on for as long as its arm says. */
export function newEnrolment(
  { campaignId, rules }: Campaign,
  who: Who,
  sha256: Sha256,
  nowMs: number,
): Enrolment {
  const { arm, packet } = campaignArmOf(sha256, campaignId, who, rules.arms);
  return {
    campaignId,
    arm,
    gameId: rules.game_id,
    currency: rules.currency,
    counts: rules.counts,
    endsAtMs: Date.parse(rules.ends_at),
    wish: packet && {
      grantId: campaignGrantId(sha256, campaignId, who),
      gameId: rules.game_id,
      count: packet.count,
      betMinor: packet.bet_size.amount_minor,
      currency: rules.currency,
      rtpProfile: packet.rtp_profile ?? null,
      expiresAtMs: nowMs + packet.valid_for_ms,
    },
    state: 'pending',
    refused: null,
    exposedAtMs: null,
  };
}

/** How a place stands, for whoever keeps the list. */
export const placedAs = ({ refused, wish }: Enrolment): Placed =>
  refused ? { state: 'refused', reason: refused } : { state: wish ? 'given' : 'control', reason: null };

/** A packet's refusal in the words of a campaign. */
export const refusalOf = (code: ProblemCode): CampaignRefusal =>
  CampaignRefusal.options.find((known) => known === code) ?? 'REFUSED';

/**
 * True when a session is where the offer of a place shows, or would show in another arm: asked of every arm alike, or the
 * comparison would be of different players.
 */
export const isShownIn = (
  { state, exposedAtMs, gameId, currency, endsAtMs }: Enrolment,
  session: Pick<Session, 'gameId' | 'currency'>,
  nowMs: number,
): boolean =>
  state === 'ready' &&
  exposedAtMs === null &&
  gameId === session.gameId &&
  currency === session.currency &&
  nowMs < endsAtMs;
