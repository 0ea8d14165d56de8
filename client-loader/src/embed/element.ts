import type { LoaderMessage } from '@roundgate/contract';
import { askForLaunch, canLaunch } from './ask-launch.ts';
import { RoundgateError } from './errors.ts';
import type { Line, OpenLine } from './line.ts';
import { refusedByPolicy } from './policy-watch.ts';
import { failureText, frameTitle, retryText } from './texts.ts';
import type { ExitReason, RoundgateErrorCode, RoundgateGameElement, RoundgateState } from './types.ts';
import { View } from './view.ts';
import { within } from './within.ts';

const ANSWER_WITHIN_MS = 15_000;
const EXIT_WITHIN_MS = 3_000;
const IDLE_AFTER_S = 60;
/** A new try would end the same. */
const FINAL: readonly RoundgateErrorCode[] = ['rg_blocked', 'market_refused', 'unsupported_browser'];

interface Call {
  resolve(): void;
  reject(error: RoundgateError): void;
}

// Imported where there is no page, as when it is rendered by a server, this is a class that nobody instantiates.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;
const ignore = (): void => {};

/** The operator's element over a line to the loader. It does as little as it can on the page. */
export abstract class RoundgateElement extends Base implements RoundgateGameElement {
  /** How a loader is opened: the one thing in which modes of assurance differ. */
  protected abstract readonly openLine: OpenLine;
  static readonly observedAttributes = ['locale', 'muted'];
  declare launcher: RoundgateGameElement['launcher'];
  readonly #view = new View(this);
  readonly #calls = new Map<number, Call>();
  #state: RoundgateState = 'idle';
  #stop = new AbortController();
  /** A launch that has not ended: its end is told. */
  #live = false;
  /** Set while the loader answers. */
  #line: Line | undefined;
  #idle: ReturnType<typeof setInterval> | undefined;

  static {
    // Frameworks set a property only where they find one.
    Object.assign(RoundgateElement.prototype, { launcher: undefined });
  }

  get state(): RoundgateState {
    return this.#state;
  }

  connectedCallback(): void {
    if (canLaunch(this)) void this.launch().catch(ignore);
  }

  disconnectedCallback(): void {
    this.#end('navigated');
    this.#view.fallback();
  }

  /** Its being there keeps the game running when the element is moved by `moveBefore`. */
  connectedMoveCallback(): void {}

  attributeChangedCallback(name: string): void {
    const [type, fields] =
      name === 'muted'
        ? ['mute', { muted: this.hasAttribute(name) }]
        : ['set-locale', { locale: this.#locale }];
    if (this.#line) this.#command(type, fields).catch(ignore);
  }

  async launch(): Promise<void> {
    this.#close('launching');
    this.#live = true;
    this.#view.show();
    const { signal } = this.#stop;
    try {
      if (!crypto.subtle) throw new RoundgateError('unsupported_browser');
      if (origin === 'null') throw new RoundgateError('blocked_by_policy');
      await this.#connect(await askForLaunch(this, signal), signal);
    } catch (cause) {
      const error = cause instanceof RoundgateError ? cause : new RoundgateError('launch_failed');
      if (!signal.aborted) this.#fail(error);
      throw error;
    }
  }

  pause(): Promise<void> {
    return this.#command('pause');
  }

  resume(): Promise<void> {
    return this.#command('resume');
  }

  mute(muted: boolean): void {
    this.toggleAttribute('muted', muted);
  }

  setLocale(locale: string): void {
    this.setAttribute('locale', locale);
  }

  refreshBalance(): Promise<void> {
    return this.#command('refresh-balance');
  }

  showHistory(): Promise<void> {
    return this.#command('show-history');
  }

  async exit(): Promise<void> {
    await this.#command('exit', {}, EXIT_WITHIN_MS).catch(ignore);
    this.#end('operator');
  }

  get #locale(): string {
    return this.getAttribute('locale') ?? document.documentElement.lang;
  }

  async #connect(url: URL, signal: AbortSignal): Promise<void> {
    let line: Line | undefined;
    await within(ANSWER_WITHIN_MS, 'loader_timeout', signal, (limit) => {
      const opened = new Promise<void>((onOpen) => {
        const onLost = () => this.#fail(new RoundgateError('frame_escaped'));
        const onMessage = (message: LoaderMessage) => this.#hear(message);
        line = this.openLine(url, frameTitle(this.#locale), { onOpen, onMessage, onLost }, signal);
        this.#view.show(line.node);
      });
      return Promise.race([opened, refusedByPolicy(url.origin, limit)]);
    });
    this.#line = line;
    this.#state = 'loading';
    const onVisibility = () => this.#tell('visibility', { visible: !document.hidden });
    document.addEventListener('visibilitychange', onVisibility, { signal });
    // A page that is kept for the way back keeps its game.
    addEventListener('pagehide', ({ persisted }) => persisted || this.#end('navigated'), { signal });
    for (const name of RoundgateElement.observedAttributes)
      if (this.hasAttribute(name)) this.attributeChangedCallback(name);
  }

  /** Waits for the next idle time from now on, while there is play. */
  #touch(playing: boolean): void {
    const touchedMs = performance.now();
    const stepMs = Number(this.getAttribute('idle-after') ?? IDLE_AFTER_S) * 1000;
    const tell = () => this.#tell('idle', { idle_ms: Math.round(performance.now() - touchedMs) });
    clearInterval(this.#idle);
    if (playing && stepMs > 0) this.#idle = setInterval(tell, stepMs);
  }

  #hear({ rg: _rg, seq: _seq, ...message }: LoaderMessage): void {
    const { type, ...detail } = message;
    if (type === 'done') return void this.#calls.get(message.of)?.resolve();
    if (type === 'refused') return void this.#calls.get(message.of)?.reject(new RoundgateError(message.code));
    if (type === 'exit') return void this.#end(message.reason);
    if (type === 'ready') this.#state = type;
    if (type === 'error') this.#state = 'failed';
    if (/^(ready|activity|error|round)/.test(type)) this.#touch(type !== 'error');
    if (type !== 'activity') this.#tell(type, detail);
  }

  #command(type: string, fields: object = {}, timeoutMs = ANSWER_WITHIN_MS): Promise<void> {
    const line = this.#line;
    if (!line) return Promise.reject(new RoundgateError('not_ready'));
    return within(timeoutMs, 'command_timeout', this.#stop.signal, () => {
      const seq = line.send(type, fields);
      return new Promise((resolve, reject) => this.#calls.set(seq, { resolve, reject }));
    });
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(`roundgate:${name}`, { detail, bubbles: true, composed: true }));
  }

  #fail({ code, problem }: RoundgateError): void {
    this.#close('failed');
    const message = failureText(this.#locale, code);
    const canRetry = !FINAL.includes(code) && !this.hasAttribute('launch-url');
    const retry = () => void this.launch().catch(ignore);
    this.#view.notice(message, retryText(this.#locale), canRetry ? retry : undefined);
    this.#tell('error', { code, message, problem });
  }

  /** Tells why play is over; what the loader still has to say about it stays on the screen. */
  #end(reason: ExitReason): void {
    if (!this.#live) return;
    this.#close('ended');
    if (reason !== 'rg' && reason !== 'session_ended') this.#view.show();
    this.#tell('exit', { reason });
  }

  #close(state: RoundgateState): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    clearInterval(this.#idle);
    this.#calls.clear();
    this.#line = undefined;
    this.#live = false;
    this.#state = state;
  }
}
