import { RoundgateError } from './errors.ts';
import type { RoundgateErrorCode } from './types.ts';

/**
 * Work with an end: rejects with `late` when its time is up and with `ended` when `signal` is aborted. The work's own
 * signal is aborted as soon as nobody waits for it any more.
 */
export function within<T>(
  timeoutMs: number,
  late: RoundgateErrorCode,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const settled = new Promise<T>((resolve, reject) => {
    if (signal.aborted) return reject(new RoundgateError('ended'));
    const timer = setTimeout(() => reject(new RoundgateError(late)), timeoutMs);
    over.signal.addEventListener('abort', () => clearTimeout(timer));
    signal.addEventListener('abort', () => reject(new RoundgateError('ended')), { signal: over.signal });
    work(over.signal).then(resolve, reject);
  });
  return settled.finally(() => over.abort());
}
