import type { Certificate, Currency, Money, OPERATIONS } from '@roundgate/contract';
import { toTimestamp } from '@roundgate/contract';
import { chooseBuild, marketRefusal, marketView } from '../../domain/markets/market.ts';
import type { Session } from '../../domain/sessions/session.ts';
import { isPermitted } from '../../domain/trust/register.ts';
import type { HandlerOf } from '../bind.ts';
import { playerObject } from '../context.ts';
import { ProblemError, refused } from '../error-response.ts';

/** The longest that a session lives. */
const SESSION_LIFETIME_MS = 12 * 3_600_000;

const playOf = ({ game_id, build_hash, rtp_profile }: Certificate) => ({
  gameId: game_id,
  buildHash: build_hash,
  rtpProfile: rtp_profile,
});

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

/** Opens a session on the certified build of the player's country, and makes its single-use launch address. */
export const createSession: HandlerOf<typeof OPERATIONS.createSession> = async (
  { body, partner },
  context,
) => {
  const { config, matrix, tokens, trust, env, nowMs, traceId } = context;
  const transferInMinor = requestedTransfer(body, config.operator(partner.id)?.wallet.kind ?? 'seamless');
  const refusal = marketRefusal(body.country, body.currency);
  if (refusal) throw refused(refusal);
  const monthCurrency = body.player?.month_net?.currency ?? body.currency;
  if (monthCurrency !== body.currency)
    throw new ProblemError('VALIDATION_FAILED', {
      errors: [{ field: 'player.month_net', message: `must be in the session's currency, ${body.currency}` }],
    });
  const market = marketView(body.country, body.currency);
  const rows = await matrix.certificates(body.game_id, body.country, nowMs);
  const permit = (await trust.snapshot(nowMs, true)).permits.get(body.country)?.document;
  const certificate = chooseBuild(
    rows.filter((row) => isPermitted(permit, playOf(row), nowMs)),
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
    player: body.player,
    openedAtMs: nowMs,
    expiresAtMs: nowMs + SESSION_LIFETIME_MS,
    launchedAtMs: null,
    endedAtMs: null,
  };
  const player = playerObject(env, partner.id, body.player_id);
  const opened = await player.createSession(
    partner.id,
    body.player_id,
    session,
    body.rg_flags,
    transferInMinor,
    traceId,
  );
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
    launch_url: `${config.playOrigin}/frame/${partner.id}/${buildHash.slice('sha256:'.length)}?country=${country}#launch=${launch.token}`,
    launch_expires_at: toTimestamp(launch.expiresAtMs),
    build_hash: buildHash,
    rtp_profile: rtpProfile,
    ...(opened.value && { transfer_in: opened.value }),
  };
};
