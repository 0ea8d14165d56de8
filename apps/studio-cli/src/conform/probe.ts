import { type ProblemCode, toProblem } from '@roundgate/contract';
import { signatureHeaders } from '@roundgate/contract/http-signature';
import type { Terminal } from '../cli/terminal.ts';
import { sendHttp } from '../edge/http.ts';

/** One request and what came back, as bytes; secrets and signatures are left out. */
export interface Exchange {
  readonly request: { readonly method: string; readonly path: string; readonly body: string };
  readonly response: { readonly status: number; readonly body: string } | { readonly error: string };
}

/** What a check looks at. `body` is undefined when the answer is not JSON. */
export interface Heard {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

/** What is made wrong on purpose. */
export interface Spoilt {
  readonly secret?: string;
  readonly timestampMs?: number;
  readonly nonce?: string;
  /** Sent in the place of the body's JSON, under a right signature. */
  readonly text?: string;
  readonly accept?: string;
}

/** Where a suite knocks. */
export interface ProbeAccess {
  readonly url: URL;
  readonly keyId: string;
  readonly secret: string;
}

/** The server did not answer at all; the suite cannot go on. */
export class UnreachableError extends Error {}

const TIMEOUT_MS = 10_000;

/** Talks to a partner's server as the gateway does, and keeps what was said for the report. */
export class Probe {
  readonly #access: ProbeAccess;
  readonly #terminal: Terminal;
  exchanges: Exchange[] = [];

  constructor(access: ProbeAccess, terminal: Terminal) {
    this.#access = access;
    this.#terminal = terminal;
  }

  nonce(): string {
    return this.#terminal.makeNonce();
  }

  nowMs(): number {
    return this.#terminal.nowMs();
  }

  post(path: string, value: unknown, spoilt: Spoilt = {}): Promise<Heard> {
    return this.#send('POST', path, spoilt.text ?? JSON.stringify(value), spoilt);
  }

  get(path: string): Promise<Heard> {
    return this.#send('GET', path, '', {});
  }

  async #send(method: string, path: string, text: string, spoilt: Spoilt): Promise<Heard> {
    const { url: base, keyId, secret } = this.#access;
    const url = new URL(path, base);
    const { nonce = this.nonce(), timestampMs = this.nowMs() } = spoilt;
    const parts = { method, path: url.pathname + url.search, timestampMs, nonce, body: text };
    const headers = {
      ...signatureHeaders(keyId, spoilt.secret ?? secret, parts),
      accept: spoilt.accept ?? 'application/vnd.rgs.v1+json',
      ...(text ? { 'content-type': 'application/json' } : {}),
    };
    const request = { method, path: parts.path, body: text };
    try {
      const body = new TextEncoder().encode(text);
      const answer = await sendHttp({ method, url, headers, body, timeoutMs: TIMEOUT_MS });
      const heard = Buffer.from(answer.body).toString('utf8');
      this.exchanges.push({ request, response: { status: answer.status, body: heard } });
      return { status: answer.status, body: parse(heard) };
    } catch (cause) {
      const error = cause instanceof Error ? cause.message : String(cause);
      this.exchanges.push({ request, response: { error } });
      throw new UnreachableError(error);
    }
  }
}

function parse(text: string): Heard['body'] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** What a check throws when the server did something else than it must. */
export class CheckError extends Error {}

/** Fails the check unless `holds`. */
export function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new CheckError(otherwise);
}

const told = ({ status, body }: Heard): string =>
  `${status} ${String(body?.code ?? body?.status ?? 'without a word')}`;

/** Fails unless the call was carried out. */
export function mustDo(heard: Heard, what: string): Readonly<Record<string, unknown>> {
  must(heard.status === 200 && heard.body !== undefined, `${what}: expected 200, got ${told(heard)}`);
  return heard.body ?? {};
}

/** Fails unless the call was refused with one of these codes, and with the status that belongs to it. */
export function mustRefuse(heard: Heard, codes: readonly ProblemCode[], what: string): void {
  const code = codes.find((one) => one === heard.body?.code);
  const right = code !== undefined && toProblem(code).status === heard.status;
  must(right, `${what}: expected ${codes.join(' or ')}, got ${told(heard)}`);
}

/** Fails unless the call was refused by a problem of any kind. */
export function mustBeProblem(heard: Heard, what: string): void {
  const right = heard.status >= 400 && heard.status < 500 && typeof heard.body?.code === 'string';
  must(right, `${what}: expected a 4xx problem document, got ${told(heard)}`);
}
