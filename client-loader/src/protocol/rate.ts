/** How many messages a frame may send: a burst, then so many a second. More is a violation, not a delay. */
export function createRateGuard(burst: number, perSecond: number, now: () => number): () => boolean {
  let tokens = burst;
  let atMs = now();
  return () => {
    const nowMs = now();
    tokens = Math.min(burst, tokens + ((nowMs - atMs) / 1000) * perSecond);
    atMs = nowMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
