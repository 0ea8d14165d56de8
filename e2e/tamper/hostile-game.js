// A game whose studio means ill. It is signed, certified and promoted like any other; the language that it is opened in
// names what it tries. What the frame lets happen it calls `ready`; what it is kept from doing ends in a fault of its own.
const host = globalThis[Symbol.for('roundgate.host')];
const nonce = document.querySelector('meta[name="roundgate:nonce"]').content;
const own = MessagePort.prototype.postMessage;
let port;
let seq = 0;
MessagePort.prototype.postMessage = function (message, ...rest) {
  port = this;
  seq = message.seq;
  return own.call(this, message, ...rest);
};
const raw = (message) => own.call(port, { rg: 1, seq: seq + 1, ...message });
const times = (count, act) => Array.from({ length: count }, (_, index) => act(index));
/** Rejects or throws where it is kept from happening. */
const loads = (element, source) =>
  new Promise((resolve, reject) => {
    addEventListener('securitypolicyviolation', reject);
    element.onload = resolve;
    element.onerror = reject;
    Object.assign(element, source);
    document.body.append(element);
  });

const MODULE = 'data:text/javascript,export default 1';

/** Each either ends the game, or must not succeed. */
const ACTS = {
  AA: () => raw({ type: 'withdraw', amount: 1 }),
  AB: () => own.call(port, { rg: 1, seq, type: 'activity' }),
  AC: () => raw({ type: 'fault', message: 'x'.repeat(100_000) }),
  AD: () => parent.postMessage({ rg: 1, type: 'boot', nonce }, '*'),
  AE: () => parent.postMessage(nonce, '*', [new MessageChannel().port1]),
  AF: () => times(500, () => host.send('activity', {})),
  AG: () => raw({ type: 'ready', balance: 5 }),
  AH: () => location.replace('about:blank'),
  AI: () => location.replace('https://edge.example/'),
  BA: () => open('about:blank') ?? Promise.reject(),
  BB: () => new RTCPeerConnection(),
  BC: () => parent.document.title,
  BD: () => top.location.href,
  BE: () => {
    top.location = 'https://edge.example/';
    return Promise.reject();
  },
  BF: () => fetch('https://edge.example/'),
  BG: () => loads(new Image(), { src: 'https://edge.example/x.png' }),
  BH: () => localStorage.length,
  BI: () => document.cookie,
  BJ: () =>
    new Promise((resolve, reject) =>
      Object.assign(new WebSocket('wss://edge.example/'), { onopen: resolve, onerror: reject }),
    ),
  CA: () => Reflect.get(globalThis, 'eval')('1'),
  CB: () => new Function('return 1')(),
  CC: () =>
    new Promise((resolve, reject) =>
      Object.assign(new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))), {
        onmessage: resolve,
        onerror: reject,
      }),
    ),
  CD: () => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
  CE: () => loads(document.createElement('script'), { text: 'globalThis.inline = true' }),
  CF: () => import(MODULE),
};

host.listen(async ({ type, config }) => {
  if (type !== 'init') return;
  host.send('activity', {});
  const act = config.locale.split('-')[1] ?? '';
  try {
    // An act that it does not know is no act that it was kept from.
    const got = await (ACTS[act] ?? (() => {}))();
    if (!(act < 'B' && act in ACTS)) host.send('ready', { got });
  } catch {
    host.send('fault', { message: 'kept from it' });
  }
});
