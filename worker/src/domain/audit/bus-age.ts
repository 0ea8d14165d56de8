/** Ages of events when they came, counted by buckets: how many, and the oldest of each. */
export interface AgeBucket {
  readonly bucket: number;
  readonly count: number;
  readonly max_ms: number;
}

/** How old events were when the ledger took them; null without any. */
export interface Ages {
  readonly events: number;
  readonly p50_ms: number | null;
  readonly p999_ms: number | null;
  readonly max_ms: number | null;
}

/** Reads quantiles off buckets. What is told is the oldest of the bucket that holds it: never too young. */
export function agesOf(buckets: readonly AgeBucket[]): Ages {
  const merged = [...Map.groupBy(buckets, ({ bucket }) => bucket)]
    .map(([bucket, parts]) => ({
      bucket,
      count: parts.reduce((sum, { count }) => sum + count, 0),
      max: Math.max(...parts.map(({ max_ms }) => max_ms)),
    }))
    .sort((left, right) => left.bucket - right.bucket);
  const events = merged.reduce((sum, { count }) => sum + count, 0);
  const within = (perMille: number): number | null => {
    let seen = 0;
    for (const { count, max } of merged) {
      seen += count;
      if (seen * 1000 >= events * perMille) return max;
    }
    return null;
  };
  return { events, p50_ms: within(500), p999_ms: within(999), max_ms: within(1000) };
}
