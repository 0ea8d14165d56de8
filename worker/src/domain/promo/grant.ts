import {
  type Currency,
  type FreeSpinGrant,
  type FreeSpinsOffer,
  type GrantState,
  money,
  type SpinType,
  toTimestamp,
} from '@roundgate/contract';
import type { Session } from '../sessions/session.ts';

/** What an operator asks for when it gives free spins; a repeat must say the same. */
export interface GrantWish {
  readonly grantId: string;
  readonly gameId: string;
  readonly count: number;
  readonly betMinor: number;
  readonly currency: Currency;
  /** The only profile that it may be played in; null for any. */
  readonly rtpProfile: string | null;
  readonly expiresAtMs: number;
  /** What its spins are told as; `free` where it is left out. */
  readonly spinType?: PacketSpinType;
}

/** The kinds of spin that a packet pays for (spec F1, F2). */
export type PacketSpinType = Exclude<SpinType, 'cash'>;

/** How a packet ended. */
export type GrantEnd = Exclude<GrantState, 'active'>;

/**
 * A packet of free spins as its row holds it (spec F1). How many spins are used is not in it: the rounds tell, so that
 * a crash cannot make the two differ.
 */
export interface Grant extends GrantWish {
  readonly grantedAtMs: number;
  /** True once the RGS has taken note of it. */
  readonly isTold: boolean;
  readonly cancelledAtMs: number | null;
  /** Set once it is over for good, together with the event that says so. */
  readonly ended: GrantEnd | null;
}

/** How the rounds of a packet stand: `used` counts every one that is not given back, `settled` those that are over. */
export interface GrantUse {
  readonly used: number;
  readonly settled: number;
}

export const newGrant = (wish: GrantWish, nowMs: number): Grant => ({
  ...wish,
  grantedAtMs: nowMs,
  isTold: false,
  cancelledAtMs: null,
  ended: null,
});

/** True when a grant is what a wish of the same id asks for. */
export const isSameWish = (grant: Grant, wish: GrantWish): boolean =>
  grant.gameId === wish.gameId &&
  grant.count === wish.count &&
  grant.betMinor === wish.betMinor &&
  grant.currency === wish.currency &&
  grant.rtpProfile === wish.rtpProfile &&
  grant.expiresAtMs === wish.expiresAtMs &&
  spinTypeOf(grant) === spinTypeOf(wish);

/** What a packet's spins are told as. */
export const spinTypeOf = ({ spinType = 'free' }: Pick<GrantWish, 'spinType'>): PacketSpinType => spinType;

/** How a packet stands. One whose last spin still runs is `spent`, and `active` again should the spin be given back. */
export function grantState(grant: Grant, used: number, nowMs: number): GrantState {
  if (grant.ended !== null) return grant.ended;
  if (grant.cancelledAtMs !== null && grant.cancelledAtMs <= nowMs) return 'cancelled';
  if (used >= grant.count) return 'spent';
  return nowMs >= grant.expiresAtMs ? 'expired' : 'active';
}

/** How a packet is over for good by now; undefined while it can be played from, or one of its spins may be given back. */
export function endOfGrant(grant: Grant, { used, settled }: GrantUse, nowMs: number): GrantEnd | undefined {
  if (settled >= grant.count) return 'spent';
  if (used > settled) return undefined;
  if (grant.cancelledAtMs !== null) return 'cancelled';
  return nowMs >= grant.expiresAtMs ? 'expired' : undefined;
}

/** True when a packet may be played from in this session: same game, currency and profile. */
export const fitsSession = (
  grant: Grant,
  session: Pick<Session, 'gameId' | 'currency' | 'rtpProfile'>,
): boolean =>
  grant.gameId === session.gameId &&
  grant.currency === session.currency &&
  (grant.rtpProfile === null || grant.rtpProfile === session.rtpProfile);

/** A packet as its player's game may offer it. */
export const offerOf = (grant: Grant, used: number): FreeSpinsOffer => ({
  grant_id: grant.grantId,
  bet_size: money(grant.betMinor, grant.currency),
  count: grant.count,
  used,
  expires_at: toTimestamp(grant.expiresAtMs),
  ...(grant.spinType && { spin_type: grant.spinType }),
});

/** A packet as the operator sees it. */
export const grantView = (grant: Grant, used: number, playerId: string, nowMs: number): FreeSpinGrant => ({
  ...offerOf(grant, used),
  player_id: playerId,
  game_id: grant.gameId,
  rtp_profile: grant.rtpProfile,
  state: grantState(grant, used, nowMs),
  granted_at: toTimestamp(grant.grantedAtMs),
});
