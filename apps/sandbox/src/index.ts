import { type ProblemCode, type ProblemFacts, readAs, toProblem } from '@roundgate/contract';
import { checkSignature, readSignature } from '@roundgate/contract/http-signature';
import { type PlannedFault, type SandboxCall, SandboxPlan } from './faults.ts';
import type { SandboxDO } from './sandbox-do.ts';

export { SandboxDO } from './sandbox-do.ts';

/** The key that plans faults; its secret is the setting SANDBOX_SECRET. */
export const SANDBOX_KEY_ID = 'key-sandbox';
const PATH = '/sandbox/v1/faults';
/** Marks a request that was late already; nobody outside knows its value. */
const LATE_HEADER = 'x-sandbox-late';
/** Longer than the gateway waits for an answer. */
const HOLD_MS = 6_000;

type Handle = (request: Request) => Promise<Response>;

/** What a Worker tells of itself: which call a path is, and whom a call is about. */
export interface SandboxOptions {
  readonly namespace: DurableObjectNamespace<SandboxDO>;
  readonly secret: string;
  readonly calls: Readonly<Record<string, SandboxCall>>;
  readonly subjectOf: (body: Readonly<Record<string, unknown>>) => unknown;
  /** Carries out a call so that it wins a jackpot; where there is nothing to draw, a call is carried out as ever. */
  readonly lucky?: Handle;
}

const problem = (code: ProblemCode, facts: ProblemFacts = {}): Response => {
  const body = toProblem(code, facts);
  return Response.json(body, {
    status: body.status,
    headers: { 'content-type': 'application/problem+json' },
  });
};

const parse = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

function isSigned(request: Request, body: string, secret: string): boolean {
  const claim = readSignature((name) => request.headers.get(name));
  if (typeof claim === 'string' || claim.keyId !== SANDBOX_KEY_ID) return false;
  const { pathname, search } = new URL(request.url);
  return (
    checkSignature(claim, secret, { method: request.method, path: pathname + search, body }, Date.now()) ===
    undefined
  );
}

/** The API of the faults: plan, list, clear. */
async function planning(request: Request, { namespace, secret }: SandboxOptions): Promise<Response> {
  const text = await request.text();
  if (!isSigned(request, text, secret)) return problem('UNAUTHENTICATED');
  if (request.method === 'POST') {
    const plan = readAs(SandboxPlan, parse(text));
    if (!plan.success) return problem('VALIDATION_FAILED', { errors: plan.errors });
    return Response.json({ faults: await namespace.getByName(plan.data.subject).plan(plan.data) });
  }
  const subject = new URL(request.url).searchParams.get('subject');
  if (!subject)
    return problem('VALIDATION_FAILED', { errors: [{ field: 'subject', message: 'is missing' }] });
  const faults = namespace.getByName(subject);
  if (request.method === 'DELETE') await faults.clear();
  else if (request.method !== 'GET') return problem('METHOD_NOT_ALLOWED');
  return Response.json({ faults: await faults.planned() });
}

/** The answer with one minor unit more wherever it tells an amount of its own. */
async function withOtherAmount(answer: Response): Promise<Response> {
  const text = await answer.text();
  const changed = text.replace(/"amount_minor":(\d+)/, (_, minor) => `"amount_minor":${Number(minor) + 1}`);
  return new Response(changed, { status: answer.status, headers: { 'content-type': 'application/json' } });
}

const broken = (): Response => new Response('the sandbox was told to fail', { status: 500 });

/** Carries out a call with its fault. `again` makes the request anew: its body was read. */
async function spoil(
  fault: PlannedFault,
  again: () => Request,
  handle: Handle,
  keep: () => Promise<void>,
): Promise<Response> {
  switch (fault.fault) {
    case 'timeout':
      await new Promise((resolve) => setTimeout(resolve, HOLD_MS));
      return broken();
    case 'fail_before':
      return broken();
    case 'fail_after':
      await (await handle(again())).body?.cancel();
      return broken();
    case 'late':
      await keep();
      return broken();
    case 'garbage':
      await (await handle(again())).body?.cancel();
      return new Response('<html>not what was agreed</html>', {
        headers: { 'content-type': 'application/json' },
      });
    case 'other_amount':
      return withOtherAmount(await handle(again()));
    case 'insufficient_funds':
      return problem('INSUFFICIENT_FUNDS');
    case 'rg_blocked':
      return problem('RG_BLOCKED');
    case 'jackpot':
      return handle(again());
  }
}

/** A handler that makes the faults that were planned for it, and answers the API that plans them. */
export function sandboxed(options: SandboxOptions, handle: Handle): Handle {
  const { namespace, secret, calls, subjectOf, lucky = handle } = options;
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === PATH) return planning(request, options);
    const call = request.method === 'POST' ? calls[pathname] : undefined;
    if (!call || request.headers.get(LATE_HEADER) === secret) return handle(request);
    const body = await request.text();
    const again = (): Request => new Request(request.url, { method: 'POST', headers: request.headers, body });
    const subject = subjectOf(parse(body) ?? {});
    const object = typeof subject === 'string' && subject !== '' ? namespace.getByName(subject) : undefined;
    const fault = await object?.take(call);
    if (!object || !fault) return handle(again());
    const headers = [...request.headers, [LATE_HEADER, secret] as [string, string]];
    const keep = () =>
      Promise.resolve(object.later({ url: request.url, headers, body }, Date.now() + fault.delayMs));
    return spoil(fault, again, fault.fault === 'jackpot' ? lucky : handle, keep);
  };
}
