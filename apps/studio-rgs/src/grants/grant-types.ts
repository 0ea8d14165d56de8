import type { Currency } from '@roundgate/contract';
import type { SpinOrder } from '../spins/spin-types.ts';

/** The full name of a packet of free spins: its id is the operator's, unique within a player. */
export interface GrantName {
  readonly operatorId: string;
  readonly playerId: string;
  readonly grantId: string;
}

/** A packet of free spins as it is issued. Never changes. */
export interface GrantFacts extends GrantName {
  readonly gameId: string;
  readonly count: number;
  readonly betMinor: number;
  readonly currency: Currency;
}

/** What came of issuing a packet. */
export type IssueAnswer = 'issued' | 'conflict' | 'nonce_replayed';

/**
 * What came of taking a spin from a packet. `closed`: this key has given its spin back already; `conflict`: it took one
 * for another bet.
 */
export type SpendAnswer = 'spent' | 'unknown' | 'none_left' | 'other_bet' | 'conflict' | 'closed';

/** The one text that a packet is stored under. */
export const nameText = ({ operatorId, playerId, grantId }: GrantName): string =>
  `${operatorId}/${playerId}/${grantId}`;

/** The packet that a free spin is taken from. */
export const grantOf = ({ session, grantId }: SpinOrder): GrantName => ({
  operatorId: session.operatorId,
  playerId: session.playerId,
  grantId,
});

/** What a repeat of a free spin must share with its first sending. */
export const spendPrint = ({ roundId, stakeMinor, currency, session }: SpinOrder): string =>
  JSON.stringify([roundId, stakeMinor, currency, session.gameId, session.buildHash, session.rtpProfile]);
