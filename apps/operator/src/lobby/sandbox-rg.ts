import type { RgFlags } from '@roundgate/contract';
import { z } from 'zod';
import { ProblemError } from '../http/problem.ts';
import type { GatewayAnswer } from './gateway.ts';
import { showSandbox } from './sandbox.ts';
import type { Visit } from './visit.ts';

/** Rules that the gateway's sandbox makes fall due in the running session. */
const REHEARSALS = ['reality_check', 'limit_near', 'limit_reached', 'idle'] as const;
/** What we, the operator, say of our player. */
const FLAG_CASES = ['self_exclude', 'block', 'cool_off', 'time_limit', 'lift'] as const;
/** Every case of responsible gaming that the sandbox makes happen. */
export const RG_CASES = [...FLAG_CASES, ...REHEARSALS] as const;
export const RgCaseBody = z.strictObject({ case: z.enum(RG_CASES) });

const MINUTE_MS = 60_000;
const NONE: RgFlags = { self_excluded: false, blocked: false, time_limit_min: null };

const isRehearsal = (name: string): name is (typeof REHEARSALS)[number] =>
  (REHEARSALS as readonly string[]).includes(name);

function flagsOf(name: (typeof FLAG_CASES)[number], nowMs: number): RgFlags {
  switch (name) {
    case 'self_exclude':
      return { ...NONE, self_excluded: true };
    case 'block':
      return { ...NONE, blocked: true };
    case 'cool_off':
      return { ...NONE, cool_off_until: new Date(nowMs + MINUTE_MS).toISOString() };
    case 'time_limit':
      return { ...NONE, time_limit_min: 1 };
    case 'lift':
      return NONE;
  }
}

/** Throws what the gateway said instead of doing it. */
export function insist(answer: GatewayAnswer<unknown>): void {
  if (answer.kind === 'problem') throw new ProblemError(answer.problem.code);
  if (answer.kind === 'unreachable')
    throw new ProblemError('UPSTREAM_UNAVAILABLE', { detail: 'the game service cannot be reached' });
}

/** Makes a case happen: our flags as any operator pushes them, or a rule of the running session. */
export async function makeRgCase(visit: Visit, body: z.infer<typeof RgCaseBody>): Promise<Response> {
  if (!visit.sandbox) throw new ProblemError('NOT_FOUND');
  if (isRehearsal(body.case)) {
    const sessionId = (await visit.account.overview(0))?.profile.sessionId;
    if (!sessionId) throw new ProblemError('SESSION_NOT_FOUND');
    insist(await visit.gateway.rehearse(sessionId, visit.playerId, body.case));
  } else {
    const flags = flagsOf(body.case, Date.now());
    // Our own wallet first: whatever becomes of the push, no stake is taken.
    await visit.account.change({ flags });
    insist(await visit.gateway.pushRgFlags(visit.playerId, flags, `sandbox: ${body.case}`));
  }
  return showSandbox(visit);
}
