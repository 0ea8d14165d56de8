import { Problem, type ProblemCode } from '@roundgate/contract';
import { signatureHeaders } from '@roundgate/contract/http-signature';
import type { z } from 'zod';

/** A partner's server and the key that we sign with. */
export interface PartnerEndpoint {
  readonly baseUrl: string;
  readonly keyId: string;
  readonly secret: string;
  readonly timeoutMs: number;
  readonly now: () => number;
}

/** What a partner answered. Only a 4xx problem with a known code is a refusal; all that is not clear is *unknown*. */
export type PartnerAnswer<T> =
  | { readonly kind: 'ok'; readonly body: T }
  | { readonly kind: 'refused'; readonly code: ProblemCode }
  | { readonly kind: 'unknown'; readonly why: string };

/** The largest answer that is read. */
const MAX_ANSWER_BYTES = 256 * 1024;
/** 4xx codes that say nothing about the business: the call may be repeated with the same key. */
const TEMPORARY: ReadonlySet<ProblemCode> = new Set([
  'RATE_LIMITED',
  'SIGNATURE_STALE',
  'NONCE_REPLAYED',
  'SIGNATURE_INVALID',
  'UNAUTHENTICATED',
]);

async function readCapped(response: Response): Promise<string> {
  const text = await response.text();
  if (text.length > MAX_ANSWER_BYTES) throw new Error('the answer is over the size limit');
  return text;
}

function interpret<T>(status: number, text: string, schema: z.ZodType<T>): PartnerAnswer<T> {
  const body: unknown = JSON.parse(text);
  if (status >= 200 && status < 300) {
    const parsed = schema.safeParse(body);
    return parsed.success
      ? { kind: 'ok', body: parsed.data }
      : { kind: 'unknown', why: 'the answer is not of the agreed shape' };
  }
  const problem = Problem.safeParse(body);
  if (status >= 400 && status < 500 && problem.success && !TEMPORARY.has(problem.data.code))
    return { kind: 'refused', code: problem.data.code };
  return { kind: 'unknown', why: `status ${status}` };
}

/** Sends one signed POST and reads the answer. Never throws; never retries: that is the round machine's business. */
export async function callPartner<T>(
  endpoint: PartnerEndpoint,
  path: string,
  body: unknown,
  schema: z.ZodType<T>,
  traceId: string,
): Promise<PartnerAnswer<T>> {
  const text = JSON.stringify(body);
  const url = new URL(path, endpoint.baseUrl);
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const parts = {
    method: 'POST',
    path: url.pathname + url.search,
    timestampMs: endpoint.now(),
    nonce,
    body: text,
  };
  const headers = {
    ...signatureHeaders(endpoint.keyId, endpoint.secret, parts),
    'content-type': 'application/json',
    accept: 'application/vnd.rgs.v1+json',
    'x-trace-id': traceId,
  };
  try {
    const signal = AbortSignal.timeout(endpoint.timeoutMs);
    const response = await fetch(url, { method: 'POST', headers, body: text, redirect: 'manual', signal });
    return interpret(response.status, await readCapped(response), schema);
  } catch (error) {
    return { kind: 'unknown', why: error instanceof Error ? error.name : 'failed' };
  }
}
