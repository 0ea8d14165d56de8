/** How much it weighs when a check fails: `must` decides the exit code. */
export type Severity = 'must' | 'should';

/** One thing that a server does right; the title states it as a fact. */
export interface Check<T> {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly run: (subject: T) => Promise<string | undefined>;
}

/** Declares a check. `run` may answer a figure that is worth telling. */
export const check = <T>(
  id: string,
  title: string,
  run: (subject: T) => Promise<unknown>,
  severity: Severity = 'must',
): Check<T> => ({
  ...{ id, title, severity },
  run: async (subject) => {
    const told = await run(subject);
    return typeof told === 'string' ? told : undefined;
  },
});

/** Measures `count` calls, `width` at a time; fails by what `call` throws. Answers the rate and its quantiles. */
export async function measure(
  count: number,
  width: number,
  call: (index: number) => Promise<void>,
): Promise<string> {
  const timesMs: number[] = [];
  const startMs = performance.now();
  let next = 0;
  const line = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      const sentMs = performance.now();
      await call(index);
      timesMs.push(performance.now() - sentMs);
    }
  };
  await Promise.all(Array.from({ length: width }, line));
  timesMs.sort((left, right) => left - right);
  const at = (share: number): string => (timesMs[Math.floor(timesMs.length * share)] ?? 0).toFixed(1);
  const perSecond = Math.round((count * 1000) / (performance.now() - startMs));
  return `${perSecond} calls/s, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`;
}
