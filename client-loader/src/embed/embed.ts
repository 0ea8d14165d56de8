import { failureText, frameTitle } from './texts.ts';

// The operator's script. It runs on the operator's page, so it does as little as it can: one frame, one line to it.

const ANSWER_WITHIN_MS = 15_000;
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  hello: [],
  ready: ['game_id', 'build_hash'],
  balance: ['balance'],
  'round-start': ['round_id', 'stake'],
  'round-end': ['round_id', 'stake', 'win'],
  'rg-notice': ['name'],
  error: ['code', 'message', 'problem'],
  exit: ['reason'],
};

/** A launch that was refused before any frame was opened. */
class LaunchError extends Error {
  readonly problem: string | null;
  constructor(problem: string | null) {
    super(problem ?? 'launch failed');
    this.problem = problem;
  }
}

/** Address of a loader frame: https, or http only on a `localhost` name for development. */
function frameUrl(text: unknown): URL {
  const url = new URL(String(text));
  const isLocal =
    url.protocol === 'http:' && (url.hostname === 'localhost' || url.hostname.endsWith('.localhost'));
  if (url.protocol !== 'https:' && !isLocal) throw new LaunchError(null);
  return url;
}

class RoundgateGame extends HTMLElement {
  readonly #root = this.attachShadow({ mode: 'closed' });
  #frame: HTMLIFrameElement | undefined;
  #origin = '';
  #seq = 0;
  #lastSeq = 0;
  #greeted = false;
  readonly #wishes = new Map<string, object>();
  #stop = new AbortController();

  connectedCallback(): void {
    void this.launch();
  }

  disconnectedCallback(): void {
    this.#clear();
  }

  async launch(): Promise<void> {
    this.#clear();
    const { signal } = this.#stop;
    try {
      const url = frameUrl(this.getAttribute('launch-url') ?? (await this.#askForLaunch(signal)));
      if (!signal.aborted) this.#open(url, signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(error instanceof LaunchError ? error.problem : null);
    }
  }

  pause(): void {
    this.#send('pause');
  }

  resume(): void {
    this.#send('resume');
  }

  mute(muted: boolean): void {
    this.#send('mute', { muted });
  }

  setLocale(locale: string): void {
    this.setAttribute('locale', locale);
    this.#send('set-locale', { locale });
  }

  refreshBalance(): void {
    this.#send('refresh-balance');
  }

  exit(): void {
    this.#send('exit');
  }

  get #locale(): string {
    return this.getAttribute('locale') ?? document.documentElement.lang;
  }

  async #askForLaunch(signal: AbortSignal): Promise<unknown> {
    const endpoint = this.getAttribute('launch-endpoint');
    if (!endpoint) throw new LaunchError(null);
    const body = JSON.stringify({ game_id: this.getAttribute('game-id') });
    const headers = { 'content-type': 'application/json', 'x-lobby': '1' };
    const response = await fetch(endpoint, {
      method: 'POST',
      headers,
      body,
      signal,
      credentials: 'same-origin',
    });
    const answer = (await response.json()) as { launch_url?: string; code?: string };
    if (!response.ok) throw new LaunchError(answer.code ?? null);
    return answer.launch_url;
  }

  #open(url: URL, signal: AbortSignal): void {
    const frame = document.createElement('iframe');
    frame.setAttribute(
      'sandbox',
      'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox',
    );
    frame.allow = 'autoplay; fullscreen';
    frame.title = frameTitle(this.#locale);
    Object.assign(frame.style, { width: '100%', height: '100%', border: '0', display: 'block' });
    this.#frame = frame;
    this.#origin = url.origin;
    addEventListener('message', (event) => this.#receive(event), { signal });
    frame.addEventListener('load', () => this.#send('hello', {}, true), { signal });
    const late = setTimeout(() => this.#greeted || this.#fail(null), ANSWER_WITHIN_MS);
    signal.addEventListener('abort', () => clearTimeout(late));
    frame.src = url.href;
    this.#root.replaceChildren(frame);
  }

  #send(type: string, fields: object = {}, first = false): void {
    if (!this.#greeted && !first) {
      // A wish that still holds when the loader answers: the latest of each kind waits for it.
      if (type === 'set-locale' || type === 'mute') this.#wishes.set(type, fields);
      return;
    }
    this.#seq += 1;
    this.#frame?.contentWindow?.postMessage({ rg: 1, seq: this.#seq, type, ...fields }, this.#origin);
  }

  #receive({ source, origin, data }: MessageEvent): void {
    if (!this.#frame || source !== this.#frame.contentWindow || origin !== this.#origin) return;
    const { rg, seq, type, ...detail } = (data ?? {}) as Record<string, unknown>;
    const fields = typeof type === 'string' && Object.hasOwn(EVENTS, type) ? EVENTS[type] : undefined;
    if (rg !== 1 || !fields || !Number.isSafeInteger(seq) || (seq as number) <= this.#lastSeq) return;
    if (
      Object.keys(detail).length !== fields.length ||
      !fields.every((field) => Object.hasOwn(detail, field))
    )
      return;
    this.#lastSeq = seq as number;
    if (type === 'hello') this.#greet();
    else this.#tell(String(type), detail);
    if (type === 'exit') this.#clear();
  }

  #greet(): void {
    this.#greeted = true;
    for (const [type, fields] of this.#wishes) this.#send(type, fields);
    this.#wishes.clear();
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(`roundgate:${name}`, { detail, bubbles: true }));
  }

  #fail(problem: string | null): void {
    this.#clear();
    const message = failureText(this.#locale, problem);
    const note = document.createElement('p');
    note.setAttribute('role', 'alert');
    Object.assign(note.style, {
      margin: '0',
      padding: '24px',
      font: '16px/1.4 system-ui, sans-serif',
      textAlign: 'center',
    });
    note.textContent = message;
    this.#root.replaceChildren(note);
    const code =
      problem === 'RG_BLOCKED'
        ? 'rg_blocked'
        : problem?.startsWith('MARKET_')
          ? 'market_refused'
          : 'launch_failed';
    this.#tell('error', { code, message, problem });
  }

  #clear(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#greeted = false;
    this.#lastSeq = 0;
    this.#seq = 0;
    this.#frame = undefined;
    this.#root.replaceChildren();
  }
}

if (!customElements.get('roundgate-game')) customElements.define('roundgate-game', RoundgateGame);
