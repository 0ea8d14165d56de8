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
/** The same of a question: a recorded round comes with every draw that it was made of. */
const MAX_TOLD_BYTES = 1024 * 1024;
/** 4xx codes that say nothing about the business: the call may be repeated with the same key. */
const TEMPORARY: ReadonlySet<ProblemCode> = new Set([
  'RATE_LIMITED',
  'SIGNATURE_STALE',
  'NONCE_REPLAYED',
  'SIGNATURE_INVALID',
  'UNAUTHENTICATED',
]);

async function readCapped(response: Response, maxBytes = MAX_ANSWER_BYTES): Promise<string> {
  const text = await response.text();
  if (text.length > maxBytes) throw new Error('the answer is over the size limit');
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

/** What came back for one POST: an answer of any status, or nothing that says whether it arrived. */
export type PostAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** The four headers of our own request signature (spec A1), for one sending of `text`. */
export function requestSignature(
  endpoint: PartnerEndpoint,
  url: URL,
  text: string,
  method: 'GET' | 'POST' = 'POST',
): Record<string, string> {
  const nonce = crypto.randomUUID().replaceAll('-', '');
  return signatureHeaders(endpoint.keyId, endpoint.secret, {
    method,
    path: url.pathname + url.search,
    timestampMs: endpoint.now(),
    nonce,
    body: text,
  });
}

/** Sends one JSON text as it is. Never throws; never retries: that is the round machine's business. */
export async function postJson(
  url: URL,
  text: string,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
): Promise<PostAnswer> {
  const sent = { ...headers, 'content-type': 'application/json' };
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, {
      method: 'POST',
      headers: sent,
      body: text,
      redirect: 'manual',
      signal,
    });
    return { kind: 'answered', status: response.status, text: await readCapped(response) };
  } catch (error) {
    return { kind: 'unknown', why: error instanceof Error ? error.name : 'failed' };
  }
}

/** Sends one signed POST and reads the answer. Never throws; never retries. */
export async function callPartner<T>(
  endpoint: PartnerEndpoint,
  path: string,
  body: unknown,
  schema: z.ZodType<T>,
  traceId: string,
): Promise<PartnerAnswer<T>> {
  const text = JSON.stringify(body);
  const url = new URL(path, endpoint.baseUrl);
  const headers = {
    ...requestSignature(endpoint, url, text),
    accept: 'application/vnd.rgs.v1+json',
    'x-trace-id': traceId,
  };
  const answer = await postJson(url, text, headers, endpoint.timeoutMs);
  if (answer.kind === 'unknown') return answer;
  try {
    return interpret(answer.status, answer.text, schema);
  } catch (error) {
    return { kind: 'unknown', why: error instanceof Error ? error.name : 'failed' };
  }
}

/** Sends one signed GET and reads the answer, which may be as large as a whole recorded round. Never throws; never retries. */
export async function askPartner<T>(
  endpoint: PartnerEndpoint,
  path: string,
  schema: z.ZodType<T>,
  traceId: string,
): Promise<PartnerAnswer<T>> {
  const url = new URL(path, endpoint.baseUrl);
  const headers = {
    ...requestSignature(endpoint, url, '', 'GET'),
    accept: 'application/vnd.rgs.v1+json',
    'x-trace-id': traceId,
  };
  try {
    const signal = AbortSignal.timeout(endpoint.timeoutMs);
    const response = await fetch(url, { method: 'GET', headers, redirect: 'manual', signal });
    return interpret(response.status, await readCapped(response, MAX_TOLD_BYTES), schema);
  } catch (error) {
    return { kind: 'unknown', why: error instanceof Error ? error.name : 'failed' };
  }
}
