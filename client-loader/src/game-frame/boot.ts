// The whole script of the game frame's document. It runs before the game, in an opaque origin, and its hash is in two
// policies; it stays small enough to be read in a minute.

/** What the boot leaves for the game's kit, and nothing else. */
export interface BootHost {
  readonly assets: Readonly<Record<string, string>>;
  send(type: string, fields: object): void;
  listen(handler: (message: unknown) => void): void;
}

interface LoadMessage {
  readonly type: string;
  readonly nonce: string;
  readonly entry_integrity: string;
  readonly entry: Blob;
  readonly assets: readonly { path: string; blob: Blob }[];
}

// WebRTC ignores the content security policy: it would be a way out.
for (const name of [
  'RTCPeerConnection',
  'webkitRTCPeerConnection',
  'RTCDataChannel',
  'RTCIceTransport',
  'WebTransport',
]) {
  Reflect.deleteProperty(globalThis, name);
}

const metaOf = (name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="roundgate:${name}"]`)?.content ?? '';
const nonce = metaOf('nonce');

const policies = (
  globalThis as {
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL: (url: string) => string },
      ): { createScriptURL(url: string): string };
    };
  }
).trustedTypes;
const policy = policies?.createPolicy('boot', { createScriptURL: (url) => url });

/** Input is told this often at most; the loader cannot see it, for it happens in this frame. */
const ACTIVITY_EVERY_MS = 2_000;

function tellActivity(send: (type: string, fields: object) => void): void {
  let toldMs = Number.NEGATIVE_INFINITY;
  const onInput = ({ isTrusted, timeStamp }: Event): void => {
    if (!isTrusted || timeStamp - toldMs < ACTIVITY_EVERY_MS) return;
    toldMs = timeStamp;
    send('activity', {});
  };
  for (const type of ['pointerdown', 'keydown'])
    addEventListener(type, onInput, { capture: true, passive: true });
}

function start({ entry, entry_integrity, assets }: LoadMessage, port: MessagePort): void {
  let seq = 0;
  let handler: ((message: unknown) => void) | undefined;
  const early: unknown[] = [];
  port.onmessage = ({ data }) => {
    if (handler) handler(data);
    else early.push(data);
  };
  const send = (type: string, fields: object): void => {
    seq += 1;
    port.postMessage({ rg: 1, seq, type, ...fields });
  };
  const listen = (next: (message: unknown) => void): void => {
    handler = next;
    for (const message of early.splice(0)) next(message);
  };
  const urls = Object.fromEntries(assets.map(({ path, blob }) => [path, URL.createObjectURL(blob)]));
  const host: BootHost = Object.freeze({ assets: Object.freeze(urls), send, listen });
  Object.defineProperty(globalThis, Symbol.for('roundgate.host'), { value: host });

  const script = document.createElement('script');
  const url = URL.createObjectURL(entry);
  script.type = 'module';
  script.integrity = entry_integrity;
  script.src = policy ? policy.createScriptURL(url) : url;
  script.onerror = () => send('fault', { message: 'the entry did not run' });
  addEventListener('error', (event) => send('fault', { message: `error: ${event.message}`.slice(0, 500) }));
  addEventListener('unhandledrejection', (event) =>
    send('fault', { message: `rejection: ${String(event.reason)}`.slice(0, 500) }),
  );
  document.body.append(script);
  send('booted', { nonce });
  tellActivity(send);
}

function receivePort(event: MessageEvent): void {
  const port = event.ports[0];
  if (event.source !== parent || event.data !== nonce || !port) return;
  removeEventListener('message', receivePort);
  port.onmessage = ({ data }: MessageEvent<LoadMessage>) => {
    if (data.type === 'load' && data.nonce === nonce) start(data, port);
  };
}
addEventListener('message', receivePort);
parent.postMessage({ rg: 1, type: 'boot', nonce }, metaOf('parent'));
