import { Problem } from '@roundgate/contract';
import { signatureHeaders } from '@roundgate/contract/http-signature';
import type { Schema } from '../build/read-json.ts';
import { EXIT, Failure, type Fault, reasonOf, unreachable } from '../cli/failure.ts';
import type { Terminal } from '../cli/terminal.ts';
import type { EdgeAccess } from './credentials.ts';
import { type HttpAnswer, sendHttp } from './http.ts';
import { delayMs, isTemporary, RETRY_POLICY, type RetryPolicy } from './retry.ts';

/** One operation to call; `label` names it in messages. */
export interface EdgeCall<T> {
  readonly label: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body: Uint8Array;
  readonly contentType: string;
  readonly response: Schema<T>;
  /** True when the answer is text of another form than JSON. */
  readonly isText?: boolean;
  /** Told before each attempt, and while its body leaves. */
  readonly progress?: { readonly restart: () => void; readonly sent: (bytes: number) => void };
}

/** Talks to the edge with signed requests. */
export interface EdgeClient {
  /** Calls an operation; temporary failures are repeated with the same content. Throws a `Failure`. */
  call<T>(call: EdgeCall<T>): Promise<T>;
  /** True when the edge serves this file with this size; false too when it cannot be told. */
  hasFile(sha256: string, size: number): Promise<boolean>;
}

const ACCEPT = 'application/vnd.rgs.v1+json';
const TIMEOUT_MS = 60_000;
/** A body gets the time that it takes at this rate on top: slower is no line to upload a game over. */
const SLOWEST_BYTES_PER_MS = 8;

const decode = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
};

const MEND: Readonly<Partial<Record<Problem['code'], string>>> = {
  UNAUTHENTICATED: 'check --key-id',
  SIGNATURE_INVALID: 'check that the secret belongs to --key-id',
  SIGNATURE_STALE: 'set the clock of this machine; it is more than five minutes off',
  FORBIDDEN: 'use the key of the partner that owns this game',
  SIGNATURE_CHAIN_INVALID: 'let the platform pin your public key, then sign with it',
  IDEMPOTENCY_CONFLICT: 'this id already has other content; choose a new one',
  FILE_MISSING: 'run the same command again; it uploads what is missing',
  BUILD_NOT_FOUND: 'publish the build first: roundgate publish',
  BUILD_NOT_CERTIFIED:
    'the compliance desk runs roundgate certify, and another of its keys roundgate approve',
  RECERTIFICATION_NEEDED:
    'have this build certified; a hotfix keeps the model file and --mechanics as they were',
  FOUR_EYES_NEEDED: 'a second person approves it, with a key of their own',
  CERTIFICATE_WITHDRAWN: 'enter the certificate anew: roundgate certify',
  CERTIFICATE_NOT_FOUND: 'see roundgate matrix for the ids',
  SIGNING_KEY_NOT_FOUND: 'give the keyid that roundgate keygen or roundgate status prints',
  BUILD_REVOKED: 'a revoked build or key never comes back: publish a new build',
  RELEASE_REFUSED: 'see roundgate status for what is released now',
  BODY_TOO_LARGE: 'make the file smaller',
};

function faultsOf(label: string, status: number, problem: Problem | undefined): Fault[] {
  if (!problem) {
    const what = `answered ${status} without a problem document`;
    return [{ where: label, what, mend: 'check that --edge is the edge itself' }];
  }
  const trace = problem.trace_id ? ` (trace ${problem.trace_id})` : '';
  const mend = (MEND[problem.code] ?? 'correct the request') + trace;
  const detail = problem.detail ? `: ${problem.detail}` : '';
  const main = { where: label, what: `${problem.code} ${problem.title}${detail}`, mend };
  const fields = problem.errors?.map(({ field, message }) => ({
    where: `${label}, ${field}`,
    what: message,
    mend: 'correct this field',
  }));
  return [main, ...(fields ?? [])];
}

/** One attempt: an answer of the contract, a refusal that stands, or something worth another attempt. */
type Attempt<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly faults: Fault[] }
  | {
      readonly kind: 'again';
      readonly reason: string;
      readonly answer?: HttpAnswer;
      readonly problem?: Problem;
    };

function judge<T>(call: EdgeCall<T>, answer: HttpAnswer): Attempt<T> {
  const isText = call.isText === true && answer.status === 200;
  const content = isText ? Buffer.from(answer.body).toString('utf8') : decode(answer.body);
  if (answer.status === 200) {
    const parsed = call.response.safeParse(content);
    // A 2xx that is not of the contract says nothing about what happened: ask again, the call is idempotent.
    return parsed.success
      ? { kind: 'done', value: parsed.data }
      : { kind: 'again', reason: 'answered something that is not of the contract', answer };
  }
  const parsed = Problem.safeParse(content);
  const problem = parsed.success ? parsed.data : undefined;
  if (!isTemporary(answer.status, problem))
    return { kind: 'refused', faults: faultsOf(call.label, answer.status, problem) };
  const reason = problem ? `${problem.code} ${problem.title}` : `answered ${answer.status}`;
  return { kind: 'again', reason, answer, ...(problem && { problem }) };
}

const describeNetwork = (cause: unknown): string => {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return code === 'ECONNREFUSED' ? 'nothing listens at this address' : reasonOf(cause) || code;
};

/** Makes a client. `note` tells a person about attempts that failed. */
export function createEdgeClient(
  { edge, keyId, secret }: EdgeAccess,
  terminal: Terminal,
  note: (text: string) => void,
  policy: RetryPolicy = RETRY_POLICY,
): EdgeClient {
  async function attempt<T>(call: EdgeCall<T>): Promise<Attempt<T>> {
    const url = new URL(call.path, edge);
    // Signed anew each time: a nonce is good for one request, and the one before may have arrived.
    const signed = signatureHeaders(keyId, secret, {
      method: call.method,
      path: url.pathname + url.search,
      timestampMs: terminal.nowMs(),
      nonce: terminal.makeNonce(),
      body: call.body,
    });
    const headers = { ...signed, accept: ACCEPT, 'content-type': call.contentType };
    const { method, body, progress } = call;
    const timeoutMs = TIMEOUT_MS + Math.ceil(body.length / SLOWEST_BYTES_PER_MS);
    progress?.restart();
    try {
      const onSent = progress?.sent;
      const request = { method, url, headers, body, timeoutMs, ...(onSent && { onSent }) };
      return judge(call, await sendHttp(request));
    } catch (cause) {
      return { kind: 'again', reason: describeNetwork(cause) };
    }
  }

  async function call<T>(request: EdgeCall<T>): Promise<T> {
    for (let count = 1; ; count += 1) {
      const result = await attempt(request);
      if (result.kind === 'done') return result.value;
      if (result.kind === 'refused') throw new Failure(EXIT.refused, result.faults);
      if (count >= policy.attempts) {
        const what = `${result.reason} (${count} attempts)`;
        throw unreachable(
          `${request.label} at ${edge.origin}`,
          what,
          'run the same command again later; it goes on where it stopped',
        );
      }
      const waitMs = delayMs(policy, count, terminal.random(), result.answer, result.problem);
      note(`${request.label}: ${result.reason}; again in ${waitMs} ms`);
      await terminal.sleep(waitMs);
    }
  }

  async function hasFile(sha256: string, size: number): Promise<boolean> {
    const url = new URL(`/assets/${sha256}`, edge);
    try {
      const answer = await sendHttp({
        method: 'HEAD',
        url,
        headers: {},
        body: new Uint8Array(),
        timeoutMs: TIMEOUT_MS,
      });
      return answer.status === 200 && Number(answer.header('content-length')) === size;
    } catch {
      return false;
    }
  }

  return { call, hasFile };
}
