import { EXIT, Failure } from '../cli/failure.ts';
import type { Progress } from '../cli/progress.ts';
import type { Check, Severity } from './check.ts';
import { CheckError, type Exchange, type Probe, UnreachableError } from './probe.ts';

/** What became of one check; the raw exchanges are kept where it failed. */
export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly passed: boolean;
  readonly detail: string | null;
  readonly exchanges: readonly Exchange[];
}

const KEPT = 40;

/** Runs the checks one after another. Throws a `Failure` when nothing answers at all. */
export async function runChecks<T>(
  checks: readonly Check<T>[],
  subject: T,
  probe: Probe,
  progress: Progress,
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const { id, title, severity, run } of checks) {
    probe.exchanges = [];
    const base = { id, title, severity };
    try {
      const detail = (await run(subject)) ?? null;
      results.push({ ...base, passed: true, detail, exchanges: [] });
      progress.step(`✓ ${id}${detail ? `: ${detail}` : ''}`);
    } catch (cause) {
      if (!(cause instanceof CheckError || cause instanceof UnreachableError)) throw cause;
      if (cause instanceof UnreachableError && results.every(({ passed }) => !passed))
        throw new Failure(EXIT.network, [
          { where: id, what: `no answer: ${cause.message}`, mend: 'check --url, and that the server runs' },
        ]);
      results.push({
        ...base,
        passed: false,
        detail: cause.message,
        exchanges: probe.exchanges.slice(-KEPT),
      });
      progress.step(`✗ ${id}: ${cause.message}`);
    }
  }
  progress.end();
  return results;
}
