import { canonicalJson } from '@roundgate/contract';
import type { Round } from './round.ts';

/** SHA-256 of a text in lowercase hex; handed in, so that rules stay free of any platform. */
export type Sha256 = (text: string) => string;

/** Root of every key of a round: depends on who plays and which round, never on an attempt (spec W3). */
export const deriveUid = (sha256: Sha256, operatorId: string, playerId: string, roundId: string): string =>
  sha256(canonicalJson([operatorId, playerId, roundId])).slice(0, 40);

/** The RGS addresses a spin by this id; it holds the uid, so both find the same record. */
export const deriveSpinId = (uid: string): string => `spin-${uid}`;
/** Transaction id of the one debit of a paid spin. */
export const debitKey = (round: Round): string => `${round.uid}:d`;
/** Transaction id of win leg `leg`, counted from 1. */
export const creditKey = (round: Round, leg = 1): string => `${round.uid}:c:${leg}`;

/** Under this a hit is claimed from its pool. */
export const claimKey = (round: Round): string => `${round.uid}:j`;

/** What a repeat of a round must share with its first sending; anything else is 409. */
export const fingerprintOf = (
  sha256: Sha256,
  bet: {
    gameId: string;
    stakeMinor: number;
    currency: string;
    spinType: string;
    grantId?: string | undefined;
  },
): string => {
  const { gameId, stakeMinor, currency, spinType, grantId } = bet;
  // Rows from before there were grants were hashed without one.
  return sha256(
    canonicalJson([gameId, stakeMinor, currency, spinType, ...(grantId === undefined ? [] : [grantId])]),
  );
};
