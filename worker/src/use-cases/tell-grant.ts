import type { RgsPort, Who } from '../domain/ports.ts';
import type { DrawAnswer } from '../domain/rounds/inputs.ts';
import type { Round } from '../domain/rounds/round.ts';
import type { PlayerStore } from './player-store.ts';

/**
 * Issues a round's packet of free spins to the RGS, unless it has it (spec F1). Undefined when the spin may be asked
 * for; else what came of the draw: nothing is known, so it is tried again, or there is nothing to play from.
 */
export async function tellGrant(
  { mode }: Round,
  rgs: RgsPort,
  who: Who,
  { grants, transaction }: PlayerStore,
  traceId: string,
): Promise<DrawAnswer | undefined> {
  const grant = mode.grantId === null ? undefined : grants?.find(mode.grantId);
  if (!grants || !grant || grant.isTold) return undefined;
  const answer = await rgs.grant(who, grant, traceId);
  if (answer.kind === 'unknown') return answer;
  if (answer.kind === 'refused') {
    const code = answer.code === 'STAKE_NOT_ALLOWED' ? answer.code : 'GRANT_NOT_FOUND';
    return { kind: 'refused', code };
  }
  // Read again: it may have been cancelled meanwhile.
  const current = grants.find(grant.grantId) ?? grant;
  transaction(() => grants.put({ ...current, isTold: true }));
  return undefined;
}
