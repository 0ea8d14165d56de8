import type { AccessToken, LoaderErrorCode, ProblemCode } from '@roundgate/contract';

/** An answer of the gateway. `OFFLINE` = nobody knows whether the request arrived. */
export type Answer<T> =
  | { readonly ok: true; readonly status: number; readonly body: T }
  | { readonly ok: false; readonly code: ProblemCode | 'OFFLINE'; readonly retryAfterMs: number | null };

const TIMEOUT_MS = 12_000;
/** A token is renewed this long before it ends. */
const RENEW_BEFORE_MS = 60_000;
const RENEWAL = '/v1/token/refresh';

interface ProblemBody {
  readonly code?: ProblemCode;
  readonly retry_after_ms?: number;
}

/** The player's calls to the gateway, on the loader's own origin. The token lives in this object and nowhere else. */
export class Api {
  #token: AccessToken | undefined;
  #fetch: typeof fetch;
  readonly #now: () => number;

  constructor(fetcher: typeof fetch, now: () => number) {
    this.#fetch = fetcher;
    this.#now = now;
  }

  /** From now on another answers in the gateway's place: no call leaves any more. */
  divert(fetcher: typeof fetch): void {
    this.#fetch = fetcher;
  }

  useToken(token: AccessToken): void {
    this.#token = token;
  }

  /** The token, renewed when it is near its end: for the feed, which cannot send a header. */
  async token(): Promise<string> {
    await this.#keepToken();
    return this.#token?.access_token ?? '';
  }

  /** One request, once: whether to repeat it is the caller's decision. Never throws. */
  async call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer<T>> {
    if (path !== RENEWAL) await this.#keepToken();
    const headers: Record<string, string> = { accept: 'application/vnd.rgs.v1+json' };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (this.#token) headers.authorization = `Bearer ${this.#token.access_token}`;
    const init = {
      method,
      headers,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      // Undefined where there is no body: then none is sent.
      body: JSON.stringify(body),
    };
    try {
      const response = await this.#fetch(path, init);
      const answer = (await response.json()) as T & ProblemBody;
      if (response.ok) return { ok: true, status: response.status, body: answer };
      return { ok: false, code: answer.code ?? 'INTERNAL', retryAfterMs: answer.retry_after_ms ?? null };
    } catch {
      return { ok: false, code: 'OFFLINE', retryAfterMs: null };
    }
  }

  /** Tells the gateway why the game does not run; the token, whichever there is, names the session. Never throws. */
  async report(code: LoaderErrorCode, launchToken: string): Promise<void> {
    await this.#keepToken();
    await this.call('POST', '/v1/launch/errors', { token: this.#token?.access_token ?? launchToken, code });
  }

  async #keepToken(): Promise<void> {
    if (!this.#token || Date.parse(this.#token.expires_at) - this.#now() >= RENEW_BEFORE_MS) return;
    const renewed = await this.call<AccessToken>('POST', RENEWAL);
    if (renewed.ok) this.#token = renewed.body;
  }
}
