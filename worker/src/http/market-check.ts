import { RegisterUnavailableError } from '../adapters/register/short-cache.ts';
import type { TokenSubject } from '../auth/tokens.ts';
import { certificateFor } from '../domain/matrix/certificate.ts';
import type { Refusal } from '../domain/sessions/session.ts';
import { isPermitted } from '../domain/trust/register.ts';
import type { RequestContext } from './context.ts';
import { ProblemError } from './error-response.ts';

/** Reads the register; 503 when it cannot be read and what is known of it is too old to play on. */
export const readRegister = <T>(read: Promise<T>): Promise<T> =>
  read.catch((error: unknown) => {
    if (error instanceof RegisterUnavailableError)
      throw new ProblemError('SERVICE_UNAVAILABLE', { detail: error.message, retry_after_ms: 2_000 });
    throw error;
  });

/**
 * Why the build of a session may not be played now, or undefined: revoked (spec M4), not certified for this country and
 * profile (spec M1), or not in the country's signed permit. Asked with `fresh` at launch, and on every spin, where an
 * answer may be 5 s old.
 */
export async function playRefusal(
  player: Pick<TokenSubject, 'gameId' | 'country' | 'rtpProfile' | 'buildHash'>,
  { matrix, releases, trust, nowMs }: RequestContext,
  fresh?: 'fresh',
): Promise<Refusal | undefined> {
  const { gameId, country, buildHash } = player;
  const [rows, revoked, { permits }] = await readRegister(
    Promise.all([
      matrix.certificates(gameId, country, nowMs, fresh),
      releases.revokedOf(gameId, nowMs, fresh),
      trust.snapshot(nowMs),
    ]),
  );
  if (revoked.has(buildHash)) return { code: 'BUILD_REVOKED' };
  if (!certificateFor(rows, player, nowMs)) return { code: 'MARKET_NOT_CERTIFIED' };
  if (isPermitted(permits.get(country)?.document, player, nowMs)) return undefined;
  return { code: 'MARKET_NOT_CERTIFIED', facts: { detail: 'no permit in force holds this build' } };
}
