import { money } from '@roundgate/contract';
import { signatureHeaders } from '@roundgate/contract/http-signature';
import { SANDBOX_KEY_ID } from '@roundgate/sandbox';
import { type PlannedFault, SandboxCall, SandboxFault, type SandboxPlan } from '@roundgate/sandbox/faults';
import { z } from 'zod';
import { ProblemError } from '../http/problem.ts';
import type { Visit } from './visit.ts';

export const PlanBody = z.strictObject({
  call: SandboxCall,
  fault: SandboxFault,
  times: z.int().min(1).max(100).default(1),
});
export const ResetBody = z.strictObject({});

const SHOWN = 6;
const TIMEOUT_MS = 5_000;
const AT_RGS: ReadonlySet<SandboxCall> = new Set(['spin', 'void']);

const json = (body: unknown): Response => Response.json(body, { headers: { 'cache-control': 'no-store' } });

function sandboxOf({ sandbox }: Visit) {
  if (!sandbox) throw new ProblemError('NOT_FOUND');
  return sandbox;
}

/** Calls the RGS's own sandbox; the session is whom it knows the player by. */
async function atRgs(
  visit: Visit,
  method: 'POST' | 'GET' | 'DELETE',
  plan?: SandboxPlan,
): Promise<PlannedFault[]> {
  const { rgsApi, secret } = sandboxOf(visit);
  const { sessionId } = (await visit.account.overview(0))?.profile ?? { sessionId: null };
  if (sessionId === null) return [];
  const path = `/sandbox/v1/faults${plan ? '' : `?subject=${sessionId}`}`;
  const body = plan ? JSON.stringify({ ...plan, subject: sessionId }) : '';
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const headers = {
    ...signatureHeaders(SANDBOX_KEY_ID, secret, { method, path, timestampMs: Date.now(), nonce, body }),
    'content-type': 'application/json',
  };
  const init = { method, headers, ...(body ? { body } : {}), signal: AbortSignal.timeout(TIMEOUT_MS) };
  const response = await fetch(new URL(path, rgsApi), init).catch(() => undefined);
  if (!response?.ok)
    throw new ProblemError('UPSTREAM_UNAVAILABLE', { detail: 'the game server has no sandbox' });
  return ((await response.json()) as { faults: PlannedFault[] }).faults;
}

/** Plans a fault of the wallet or of the game server for this player. */
export async function planFault(visit: Visit, body: z.infer<typeof PlanBody>): Promise<Response> {
  const plan = { ...body, subject: visit.playerId, delay_ms: 6_000 };
  if (AT_RGS.has(body.call)) await atRgs(visit, 'POST', plan);
  else await sandboxOf(visit).faults.plan(plan);
  return showSandbox(visit);
}

/** Forgets every planned fault of this player. */
export async function resetFaults(visit: Visit): Promise<Response> {
  await Promise.all([sandboxOf(visit).faults.clear(), atRgs(visit, 'DELETE')]);
  return showSandbox(visit);
}

/** What moves: the rounds of the gateway, the wallet's newest rows, the end of the event chain, and what is planned. */
export async function showSandbox(visit: Visit): Promise<Response> {
  const { faults } = sandboxOf(visit);
  const [own, rgs, rounds, events, account] = await Promise.all([
    faults.planned(),
    atRgs(visit, 'GET'),
    visit.gateway.newestRounds(visit.playerId, SHOWN),
    visit.gateway.newestEvents(visit.playerId, SHOWN),
    visit.account.overview(SHOWN),
  ]);
  const ledger = (account?.entries ?? []).map(({ seq, kind, amountMinor, currency, transactionId }) => ({
    ...{ seq, kind, amount: money(amountMinor, currency), transaction_id: transactionId },
  }));
  return json({
    faults: [...own, ...rgs].map(({ call, fault, left }) => ({ call, fault, left })),
    rounds: rounds.map(({ round_id, state, attempts, stake, win }) => ({
      round_id,
      state,
      attempts,
      stake,
      win,
    })),
    ledger,
    events: events
      .map(({ seq, hash, event }) => ({
        ...{ seq, hash: hash.slice(0, 10) },
        type: event.type === 'rg_event' ? `${event.type} ${event.name}` : event.type,
      }))
      .reverse(),
  });
}
