import type { BuildManifest, GameMessage } from '@roundgate/contract';
import { hexToBase64 } from '@roundgate/contract/trust';
import { asGameMessage } from '../protocol/guards.ts';
import { createRateGuard } from '../protocol/rate.ts';
import type { VerifiedFile } from '../verifier/files.ts';

declare const __BOOT_SCRIPT__: string;
declare const __BOOT_HASH__: string;

/** What the frame's owner hears of it. */
export interface GameFrameEvents {
  onMessage(message: GameMessage): void;
  /** The frame went elsewhere, or spoke out of turn; it is already gone. */
  onViolation(kind: 'frame_escaped' | 'bridge_violation', what: string): void;
}

interface TrustedPolicy {
  createHTML(html: string): string;
}
const factory = (
  globalThis as { trustedTypes?: { createPolicy(name: string, rules: TrustedPolicy): TrustedPolicy } }
).trustedTypes;
const policy = factory?.createPolicy('l1', { createHTML: (html) => html });

/** The game frame's document: the boot and the entry by hash, and no way out. Only verified values enter it. */
function documentFor(entryHash: string, nonce: string, parent: string): string {
  const rules = [
    "default-src 'none'",
    `script-src '${__BOOT_HASH__}' '${entryHash}'`,
    'img-src blob: data:',
    'connect-src blob: data:',
    'media-src blob:',
    'font-src blob:',
    "worker-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${rules}"><meta name="viewport" content="width=device-width, initial-scale=1">`;
  const facts = `<meta name="roundgate:nonce" content="${nonce}"><meta name="roundgate:parent" content="${parent}">`;
  return `<!doctype html><html><head>${head}${facts}<title>Game</title></head><body><script>${__BOOT_SCRIPT__}</script></body></html>`;
}

const integrityOf = (file: { readonly sha256: string } | undefined): string =>
  `sha256-${hexToBase64(file?.sha256 ?? '')}`;

/** The frame that holds the game: opaque origin, one port, a closed list of messages. */
export class GameFrame {
  readonly #frame = document.createElement('iframe');
  readonly #events: GameFrameEvents;
  readonly #nonce = crypto.randomUUID();
  readonly #mayReceive = createRateGuard(60, 30, () => performance.now());
  #port: MessagePort | undefined;
  #load: object | undefined;
  #loads = 0;
  #sent = 0;
  #received = 0;

  constructor(events: GameFrameEvents) {
    this.#events = events;
  }

  /** Makes ready for a build whose manifest is verified: the browser starts a process for it, in which only the boot runs. */
  open(stage: HTMLElement, { entry, files, title }: BuildManifest): void {
    this.#frame.title = title;
    this.#frame.setAttribute('sandbox', 'allow-scripts');
    this.#frame.allow = 'autoplay';
    this.#frame.onload = () => this.#onLoad();
    addEventListener('message', (event) => this.#onBoot(event), { signal: this.#closed.signal });
    const html = documentFor(integrityOf(files[entry]), this.#nonce, origin);
    this.#frame.srcdoc = policy ? policy.createHTML(html) : html;
    stage.replaceChildren(this.#frame);
  }

  /** Lets the game run: its verified files are all that it ever gets. */
  run({ entry }: BuildManifest, files: readonly VerifiedFile[]): void {
    const code = files.find(({ path }) => path === entry);
    this.#load = {
      nonce: this.#nonce,
      entry_integrity: integrityOf(code),
      entry: code?.blob,
      assets: files.filter((file) => file !== code).map(({ path, blob }) => ({ path, blob })),
    };
    this.#hand();
  }

  send(type: string, fields: object = {}): void {
    if (!this.#port) return;
    this.#sent += 1;
    this.#port.postMessage({ rg: 1, seq: this.#sent, type, ...fields });
  }

  /** Takes the frame away; nothing of the game runs any more. */
  close(): void {
    this.#closed.abort();
    this.#port?.close();
    this.#port = undefined;
    this.#frame.remove();
  }

  focus(): void {
    this.#frame.focus();
  }

  readonly #closed = new AbortController();

  #violate(kind: 'frame_escaped' | 'bridge_violation', what: string): void {
    this.close();
    this.#events.onViolation(kind, what);
  }

  #onLoad(): void {
    this.#loads += 1;
    // The document that we wrote loads once; a second load is another document.
    if (this.#loads > 1) this.#violate('frame_escaped', 'second load');
  }

  #onBoot({ source, data }: MessageEvent): void {
    if (source !== this.#frame.contentWindow) return;
    const { type, nonce } = (data ?? {}) as Record<string, unknown>;
    if (this.#port) this.#violate('bridge_violation', 'after boot');
    else if (type !== 'boot' || nonce !== this.#nonce) this.#violate('bridge_violation', 'first message');
    else this.#handOverPort();
  }

  /** Whichever comes last, the boot or the files. */
  #hand(): void {
    if (this.#load) this.send('load', this.#load);
  }

  #handOverPort(): void {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }) => this.#receive(data);
    // An opaque origin has no name to address; the port goes to the one window that just proved its nonce.
    this.#frame.contentWindow?.postMessage(this.#nonce, '*', [port2]);
    this.#hand();
  }

  #receive(data: unknown): void {
    const message = asGameMessage(data);
    const wrong = message ? this.#faultOf(message) : 'unknown';
    if (!message || wrong) return void this.#violate('bridge_violation', String(wrong));
    this.#received = message.seq;
    this.#events.onMessage(message);
  }

  #faultOf(message: GameMessage): string | undefined {
    if (message.seq !== this.#received + 1) return 'sequence';
    if (!this.#mayReceive()) return 'rate';
    return message.type === 'booted' && message.nonce !== this.#nonce ? 'nonce' : undefined;
  }
}
