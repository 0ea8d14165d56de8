import type { OPERATIONS } from '@roundgate/contract';
import { toTimestamp } from '@roundgate/contract';
import { chooseBuild, marketRefusal, marketView } from '../../domain/markets/market.ts';
import type { Session } from '../../domain/sessions/session.ts';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { ProblemError, refused } from '../error-response.ts';

/** The longest that a session lives. */
const SESSION_LIFETIME_MS = 12 * 3_600_000;

/** Opens a session on the certified build of the player's country, and makes its single-use launch address. */
export const createSession: HandlerOf<typeof OPERATIONS.createSession> = async (
  { body, partner },
  context,
) => {
  const { config, matrix, tokens, env, nowMs } = context;
  const refusal = marketRefusal(body.country, body.currency);
  if (refusal) throw refused(refusal);
  const market = marketView(body.country, body.currency);
  const rows = await matrix.certificates(body.game_id, body.country, nowMs);
  const certificate = chooseBuild(
    rows,
    { gameId: body.game_id, country: body.country, rtpProfile: body.rtp_profile },
    nowMs,
  );
  if (!market || !certificate || !config.studioOfGame(body.game_id))
    throw new ProblemError('MARKET_NOT_CERTIFIED');

  const session: Session = {
    sessionId: `s-${crypto.randomUUID().replaceAll('-', '')}`,
    gameId: body.game_id,
    buildHash: certificate.build_hash,
    rtpProfile: certificate.rtp_profile,
    country: body.country,
    currency: body.currency,
    locale: body.locale,
    market,
    openedAtMs: nowMs,
    expiresAtMs: nowMs + SESSION_LIFETIME_MS,
    launchedAtMs: null,
    endedAtMs: null,
  };
  const player = playerObject(env, partner.id, body.player_id);
  const opened = await player.createSession(partner.id, body.player_id, session, body.rg_flags);
  if (!opened.ok) throw refused(opened.refusal);
  const { sessionId, gameId, buildHash, rtpProfile, country } = session;
  const subject = {
    operatorId: partner.id,
    playerId: body.player_id,
    sessionId,
    gameId,
    buildHash,
    rtpProfile,
    country,
  };
  const launch = await tokens.issue('launch', subject, body.rg_flags, nowMs);
  return {
    session_id: sessionId,
    launch_url: `${config.playOrigin}/frame/${partner.id}/${buildHash.slice('sha256:'.length)}#launch=${launch.token}`,
    launch_expires_at: toTimestamp(launch.expiresAtMs),
    build_hash: buildHash,
    rtp_profile: rtpProfile,
  };
};
