/** How often one player may ask for a round: a bucket of `burst` that refills at `perSecond`. */
export interface RateLimit {
  readonly perSecond: number;
  readonly burst: number;
}

/** What is left of a bucket, and when it was looked at. */
export interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

/** Takes one token. `retryAfterMs` is 0 when the request may go on. */
export function takeToken(
  bucket: Bucket | undefined,
  limit: RateLimit,
  nowMs: number,
): { bucket: Bucket; retryAfterMs: number } {
  const elapsedMs = Math.max(0, nowMs - (bucket?.atMs ?? nowMs));
  const tokens = Math.min(
    limit.burst,
    (bucket?.tokens ?? limit.burst) + (elapsedMs * limit.perSecond) / 1000,
  );
  if (tokens >= 1) return { bucket: { tokens: tokens - 1, atMs: nowMs }, retryAfterMs: 0 };
  return {
    bucket: { tokens, atMs: nowMs },
    retryAfterMs: Math.ceil(((1 - tokens) * 1000) / limit.perSecond),
  };
}
