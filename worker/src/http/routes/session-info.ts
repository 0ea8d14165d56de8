import type { Money, OPERATIONS } from '@roundgate/contract';
import { toTimestamp } from '@roundgate/contract';
import type { z } from 'zod';
import type { TokenSubject } from '../../auth/tokens.ts';
import { uiRequired } from '../../domain/rg/evidence.ts';
import type { Services } from '../../services.ts';
import type { SessionState } from '../../use-cases/session-state.ts';

type SessionInfo = z.input<typeof OPERATIONS.getSession.response>;

/** The balance that a player is shown: the session's own, or what the operator's wallet says now. */
export const balanceOf = async (
  { ownBalance, session }: SessionState,
  player: Pick<TokenSubject, 'operatorId' | 'playerId'>,
  services: Services,
  traceId: string,
): Promise<Money | null> =>
  ownBalance === undefined
    ? services.walletOf(player.operatorId).balance(player, session.currency, traceId)
    : ownBalance;

/** The wire form of a session, shared by the operations that answer one. */
export function sessionInfo(
  state: SessionState,
  player: Pick<TokenSubject, 'operatorId' | 'playerId'>,
  balance: Money | null,
): SessionInfo {
  const { session } = state;
  return {
    session_id: session.sessionId,
    operator_id: player.operatorId,
    player_id: player.playerId,
    game_id: session.gameId,
    build_hash: session.buildHash,
    rtp_profile: session.rtpProfile,
    country: session.country,
    locale: session.locale,
    currency: session.currency,
    market: session.market,
    rg_flags: state.flags,
    rg: state.rg,
    ui_required: uiRequired(session.market),
    balance,
    open_round_id: state.openRoundId,
    last_round: state.lastRound,
    free_spins: state.freeSpins,
    opened_at: toTimestamp(session.openedAtMs),
    expires_at: toTimestamp(session.expiresAtMs),
    session_time_ms: state.sessionTimeMs,
  };
}
