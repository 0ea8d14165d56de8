import type { OPERATIONS } from '@roundgate/contract';
import type { TokenSubject } from '../../auth/tokens.ts';
import { isOfTheBuild } from '../../domain/releases/halt.ts';
import { countFailure } from '../../use-cases/watch-canary.ts';
import type { HandlerOf } from '../bind.ts';
import type { RequestContext } from '../context.ts';
import { ProblemError } from '../error-response.ts';

/** The session that a launch token or a player token names. */
async function subjectOf(token: string, { tokens, nowMs }: RequestContext): Promise<TokenSubject> {
  const launched = await tokens.verify('launch', token, nowMs);
  const subject = launched === 'UNAUTHENTICATED' ? await tokens.verify('player', token, nowMs) : launched;
  if (typeof subject === 'string') throw new ProblemError(subject);
  return subject;
}

/** Hears why a loader stopped; what the build can have caused is held against a canary, once per session. */
export const reportLoaderError: HandlerOf<typeof OPERATIONS.reportLoaderError> = async (
  { body },
  context,
) => {
  const { sessionId, gameId, buildHash } = await subjectOf(body.token, context);
  const { log, traceId, nowMs, releases } = context;
  log('info', 'loader error', { trace_id: traceId, game_id: gameId, build: buildHash, code: body.code });
  if (!isOfTheBuild(body.code)) return { counted: false };
  return { counted: await countFailure(releases, sessionId, body.code, nowMs) };
};
