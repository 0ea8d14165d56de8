import { z } from 'zod';
import { GameId, GrantId, PlayerId, RtpProfile, Timestamp } from './ids.ts';
import { PositiveMoneySchema } from './money.ts';
import { SpinType } from './rounds.ts';

/** The most spins that one packet may hold. */
export const MAX_FREE_SPINS = 1_000;

/** How many spins a packet holds (spec F1). */
export const FreeSpinCount = z.number().int().min(1).max(MAX_FREE_SPINS);

/** How a packet stands: only an `active` one may be played from. */
export const GrantState = z.enum(['active', 'spent', 'expired', 'cancelled']);
export type GrantState = z.infer<typeof GrantState>;

const packet = {
  grant_id: GrantId,
  bet_size: PositiveMoneySchema.meta({ description: 'The stake that every spin of it plays for' }),
  count: FreeSpinCount,
  used: z.number().int().min(0).meta({ description: 'Spins that were played, with the one that is running' }),
  expires_at: Timestamp,
  spin_type: SpinType.exclude(['cash'])
    .optional()
    .meta({ description: 'What its spins are started as; `free` where it is left out' }),
};

/** A packet as its player's game may offer it: what is left of it is `count` less `used` (spec F1). */
export const FreeSpinsOffer = z.strictObject(packet).meta({ id: 'FreeSpinsOffer' });
export type FreeSpinsOffer = z.infer<typeof FreeSpinsOffer>;

/** A packet of free spins as the operator sees it (spec F1). */
export const FreeSpinGrant = z
  .strictObject({
    ...packet,
    player_id: PlayerId,
    game_id: GameId,
    rtp_profile: RtpProfile.nullable().meta({
      description: 'The only profile that it may be played in; null for any',
    }),
    state: GrantState,
    granted_at: Timestamp,
  })
  .meta({ id: 'FreeSpinGrant' });
export type FreeSpinGrant = z.infer<typeof FreeSpinGrant>;
