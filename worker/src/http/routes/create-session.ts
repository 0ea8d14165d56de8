import type { Currency, Money, OPERATIONS } from '@roundgate/contract';
import { toTimestamp } from '@roundgate/contract';
import type { z } from 'zod';
import { findMarket } from '../../domain/markets/catalogue.ts';
import { rtpRefusal } from '../../domain/markets/play-refusal.ts';
import { termsHoldUntilMs } from '../../domain/markets/standing.ts';
import { marketRefusal, type Opening, viewOf } from '../../domain/markets/terms.ts';
import type { Session } from '../../domain/sessions/session.ts';
import type { HandlerOf } from '../bind.ts';
import { playerObject, type RequestContext } from '../context.ts';
import { ProblemError, refused } from '../error-response.ts';
import { chooseSessionBuild, type SessionBuild } from '../session-build.ts';

/** The longest that a session lives. */
const SESSION_LIFETIME_MS = 12 * 3_600_000;

const wrongTransfer = (message: string): ProblemError =>
  new ProblemError('VALIDATION_FAILED', { errors: [{ field: 'transfer_in', message }] });

/** What the session is to hold; null when the operator's wallet keeps the money. Throws when the two do not agree. */
function requestedTransfer(
  { transfer_in, currency }: { transfer_in?: Money | undefined; currency: Currency },
  kind: 'seamless' | 'transfer',
): number | null {
  if (kind === 'seamless') {
    if (transfer_in) throw wrongTransfer('must be left out: the wallet of this operator is seamless');
    return null;
  }
  if (!transfer_in) throw wrongTransfer('is needed: the wallet of this operator is of kind transfer');
  if (transfer_in.currency !== currency)
    throw wrongTransfer(`must be in the session's currency, ${currency}`);
  return transfer_in.amount_minor;
}

type Body = z.infer<NonNullable<typeof OPERATIONS.createSession.request>>;
/** A demo wants the same of a market as a session does, and has no player. */
type Wanted = Pick<Body, 'game_id' | 'rtp_profile' | 'country' | 'currency' | 'locale' | 'player'> & {
  readonly player_id?: string;
};

/** The build that this player may play here and now. Throws what the market, its rules or the register refuse. */
export async function chosenBuild(
  body: Wanted,
  operatorId: string,
  context: RequestContext,
): Promise<SessionBuild> {
  const { config, nowMs } = context;
  const rulesAtMs = config.rulesAtMs(nowMs);
  const refusal = marketRefusal(openingOf(body), rulesAtMs);
  if (refusal) throw refused(refusal);
  const monthCurrency = body.player?.month_net?.currency ?? body.currency;
  if (monthCurrency !== body.currency)
    throw new ProblemError('VALIDATION_FAILED', {
      errors: [{ field: 'player.month_net', message: `must be in the session's currency, ${body.currency}` }],
    });
  const market = findMarket(body.country);
  if (!market || !config.studioOfGame(body.game_id)) throw new ProblemError('MARKET_NOT_CERTIFIED');
  const chosen = await chooseSessionBuild(operatorId, body, context);
  const outside = rtpRefusal(market, chosen.rtp, rulesAtMs);
  if (outside) throw refused(outside);
  return chosen;
}

const openingOf = ({ country, currency, locale, player }: Wanted): Opening => ({
  country,
  currency,
  locale,
  player,
});

/** The session as it is agreed now. It ends no later than the terms that it was opened under. */
function newSession(
  body: Body,
  { buildHash, rtpProfile }: SessionBuild,
  { config, nowMs }: RequestContext,
): Session {
  const rulesAtMs = config.rulesAtMs(nowMs);
  const rules = findMarket(body.country);
  const market = rules && viewOf(rules, openingOf(body), rulesAtMs);
  if (!market) throw new ProblemError('MARKET_RULES_UNKNOWN');
  const termsLastMs = termsHoldUntilMs(rules, rulesAtMs) - rulesAtMs;
  return {
    sessionId: `s-${crypto.randomUUID().replaceAll('-', '')}`,
    gameId: body.game_id,
    buildHash,
    rtpProfile,
    country: body.country,
    currency: body.currency,
    locale: body.locale,
    market,
    player: body.player,
    openedAtMs: nowMs,
    expiresAtMs: nowMs + Math.min(SESSION_LIFETIME_MS, termsLastMs),
    launchedAtMs: null,
    endedAtMs: null,
  };
}

/** Opens a session on the certified build of the player's country, and makes its single-use launch address. */
export const createSession: HandlerOf<typeof OPERATIONS.createSession> = async (
  { body, partner },
  context,
) => {
  const { config, tokens, env, nowMs, traceId } = context;
  const transferInMinor = requestedTransfer(body, config.operator(partner.id)?.wallet.kind ?? 'seamless');
  const chosen = await chosenBuild(body, partner.id, context);
  const session = newSession(body, chosen, context);
  const player = playerObject(env, partner.id, body.player_id);
  const wish = { operatorId: partner.id, playerId: body.player_id, session, transferInMinor };
  const opened = await player.createSession({ ...wish, flags: body.rg_flags }, traceId);
  if (!opened.ok) throw refused(opened.refusal);
  await chosen.count(session.sessionId);
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
    launch_url: `${config.playOrigin}/frame/${partner.id}/${buildHash.slice('sha256:'.length)}?country=${country}#launch=${launch.token}`,
    launch_expires_at: toTimestamp(launch.expiresAtMs),
    build_hash: buildHash,
    rtp_profile: rtpProfile,
    ...(opened.value && { transfer_in: opened.value }),
  };
};
