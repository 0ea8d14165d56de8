// The operator's page of the boot measurement: asks what to start, starts it, and tells how long that took.
const LONGEST_MS = 40_000;

/** Milliseconds until `begin` has called back. */
const timed = (begin) =>
  new Promise((resolve, reject) => {
    const startedMs = performance.now();
    setTimeout(() => reject(new Error('nothing came')), LONGEST_MS);
    begin(() => resolve(performance.now() - startedMs), reject);
  });

const JOBS = {
  /** From putting the element on the page to the game's first screen. */
  verified: ({ launch }) =>
    timed((done, fail) => {
      const element = document.createElement('roundgate-game');
      element.setAttribute('launch-url', launch);
      element.setAttribute('locale', 'de');
      element.addEventListener('roundgate:ready', done, { once: true });
      element.addEventListener('roundgate:error', ({ detail }) => fail(new Error(detail.code)), {
        once: true,
      });
      document.body.replaceChildren(element);
    }),
  /** The same for a frame that knows nothing of us. */
  plain: ({ launch, address }) =>
    timed((done) => {
      addEventListener('message', ({ data }) => data === 'ready' && done());
      const frame = document.createElement('iframe');
      Object.assign(frame.style, { width: '100%', height: '100vh', border: '0', display: 'block' });
      frame.src = `${address}#${encodeURIComponent(launch)}`;
      document.body.replaceChildren(frame);
    }),
  /** How fast this browser hashes: milliseconds for 64 MiB. */
  hash: async () => {
    const bytes = new Uint8Array(8 * 1024 * 1024);
    await crypto.subtle.digest('SHA-256', bytes);
    const startedMs = performance.now();
    for (let turn = 0; turn < 8; turn += 1) await crypto.subtle.digest('SHA-256', bytes);
    return performance.now() - startedMs;
  },
};

await customElements.whenDefined('roundgate-game');
for (;;) {
  const job = await (await fetch(`/bench/next${location.search}`)).json();
  const body = await JOBS[job.kind](job).then(
    (tookMs) => ({ tookMs }),
    ({ message }) => ({ message }),
  );
  await fetch('/bench/took', { method: 'POST', body: JSON.stringify(body) });
}
