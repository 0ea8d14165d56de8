import { MatrixUnavailableError } from '../adapters/matrix.ts';
import type { TokenSubject } from '../auth/tokens.ts';
import { certificateFor } from '../domain/markets/market.ts';
import { isPermitted } from '../domain/trust/register.ts';
import type { RequestContext } from './context.ts';
import { ProblemError } from './error-response.ts';

/**
 * Refuses unless the build being played is certified for this country and profile now, and stands in the country's
 * signed permit; asked at launch and on every spin (spec M1).
 */
export async function requireCertificate(
  player: TokenSubject,
  { matrix, trust, nowMs }: RequestContext,
): Promise<void> {
  const rows = await matrix.certificates(player.gameId, player.country, nowMs).catch((error: unknown) => {
    if (error instanceof MatrixUnavailableError)
      throw new ProblemError('SERVICE_UNAVAILABLE', { detail: error.message, retry_after_ms: 2_000 });
    throw error;
  });
  if (!certificateFor(rows, player, nowMs)) throw new ProblemError('MARKET_NOT_CERTIFIED');
  const { permits } = await trust.snapshot(nowMs);
  if (!isPermitted(permits.get(player.country)?.document, player, nowMs))
    throw new ProblemError('MARKET_NOT_CERTIFIED', { detail: 'no permit in force holds this build' });
}
