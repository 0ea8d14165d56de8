import type { OPERATIONS } from '@roundgate/contract';
import { toTimestamp } from '@roundgate/contract';
import { campaignsOf } from '../../adapters/campaigns.ts';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { ProblemError, refused } from '../error-response.ts';
import { playRefusal } from '../market-check.ts';
import { requireTrustedLoader } from '../trusted-loader.ts';
import { balanceOf, sessionInfo } from './session-info.ts';

/** Trades the launch token, once: the session is announced to the studio and the player's token made. */
export const openSession: HandlerOf<typeof OPERATIONS.openSession> = async ({ body }, context) => {
  const { config, tokens, env, services, nowMs, traceId } = context;
  const player = await tokens.verify('launch', body.launch_token, nowMs);
  if (typeof player === 'string') throw new ProblemError(player);
  if (player.buildHash !== body.build_hash) throw new ProblemError('BUILD_MISMATCH');
  // Begun here, so that it is read beside what the opening waits for anyway.
  const campaigns = campaignsOf(env, player.operatorId, nowMs);
  await requireTrustedLoader(body.loader, player, context);
  const refusal = await playRefusal(player, context, 'fresh');
  if (refusal) throw refused(refusal);
  const studio = config.studioOfGame(player.gameId);
  if (!studio) throw new ProblemError('MARKET_NOT_CERTIFIED');
  const noFlags = { self_excluded: false, blocked: false, time_limit_min: null };
  const studioToken = await tokens.issueForStudio(studio.studio_id, player, noFlags, nowMs);
  const object = playerObject(env, player.operatorId, player.playerId);
  const { version, assurance, trust } = body.loader;
  const wish = {
    sessionId: player.sessionId,
    buildHash: body.build_hash,
    loader: { version, assurance, trust },
    studioToken: studioToken.token,
    campaigns: await campaigns,
  };
  const launched = await object.launch(wish, traceId);
  if (!launched.ok) throw refused(launched.refusal);
  const state = launched.value;
  const [access, balance] = await Promise.all([
    tokens.issue('player', player, state.flags, nowMs),
    balanceOf(state, player, services, traceId),
  ]);
  return {
    token: { access_token: access.token, token_type: 'Bearer', expires_at: toTimestamp(access.expiresAtMs) },
    session: sessionInfo(state, player, balance),
  };
};
