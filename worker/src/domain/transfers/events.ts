import { type BusEvent, toTimestamp } from '@roundgate/contract';
import type { Transfer } from './transfer.ts';

/** The event of a transfer that was refused or that waits for a person, for the player's chain (spec E1). */
export function troubleOf(
  { state, direction, sessionId, key, refusal, heldReason }: Transfer,
  who: { operatorId: string; playerId: string },
  nowMs: number,
): BusEvent | undefined {
  if (state !== 'REFUSED' && state !== 'HELD') return undefined;
  const why = heldReason ?? refusal ?? 'the wallet took it back';
  return {
    type: 'error',
    ts: toTimestamp(nowMs),
    operator_id: who.operatorId,
    player_id: who.playerId,
    session_id: sessionId,
    game_id: null,
    round_id: null,
    code: `TRANSFER_${direction.toUpperCase()}_${state}`,
    detail: `${key}: ${why}`,
  };
}
