import type { RgFlags } from '@roundgate/contract';

/** Who an object belongs to, and what holds for all of a player's sessions. */
export interface PlayerRecord {
  readonly operatorId: string;
  readonly playerId: string;
  readonly flags: RgFlags;
  readonly publishedSeq: number;
}
