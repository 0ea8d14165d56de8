import { blockedRefusal, playerBlock } from '../rg/standing.ts';
import type { RgFacts } from '../rg/state.ts';
import { type Refusal, sessionRefusal } from './session.ts';

/** Why a session cannot be launched with this build, or undefined; without facts there is no session. */
export function launchRefusal(
  facts: RgFacts | undefined,
  buildHash: string,
  nowMs: number,
): Refusal | undefined {
  const refusal = sessionRefusal(facts?.session, nowMs);
  if (refusal || !facts) return refusal;
  const { session } = facts;
  const blocked = playerBlock(facts, session.market.rules.rest, nowMs);
  if (blocked) return blockedRefusal(blocked);
  if (session.launchedAtMs !== null) return { code: 'LAUNCH_TOKEN_USED' };
  return session.buildHash === buildHash ? undefined : { code: 'BUILD_MISMATCH' };
}
