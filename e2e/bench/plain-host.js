// The same game without us: one frame, no verification, no policy. It opens the same session, hands the game what the
// loader would, and tells when the first screen is drawn.
const config = JSON.parse(document.querySelector('#config').textContent);
const assets = JSON.parse(document.querySelector('#assets').textContent);
const token = location.hash.slice(1);

const session = fetch('/launch', { method: 'POST', body: token }).then((answer) => answer.json());
const files = Object.fromEntries(
  await Promise.all(
    Object.entries(assets).map(async ([path, address]) => {
      const blob = await (await fetch(address)).blob();
      return [path, URL.createObjectURL(blob)];
    }),
  ),
);
const early = [];
let handler = (message) => early.push(message);
Object.defineProperty(globalThis, Symbol.for('roundgate.host'), {
  value: {
    assets: files,
    listen(next) {
      handler = next;
      for (const message of early.splice(0)) next(message);
    },
    send(type) {
      if (type === 'ready') parent.postMessage('ready', '*');
    },
  },
});
const { session: opened } = await session;
handler({ rg: 1, seq: 1, type: 'init', config: { ...config, balance: opened.balance } });
await import(document.querySelector('link[rel=modulepreload]').href);
