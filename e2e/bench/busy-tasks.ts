/** The part of a Chromium trace that is looked at. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** How long it took, and how long its thread worked for it; in microseconds. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Categories of the trace that {@link busyTasksMs} reads. */
export const TRACE_CATEGORIES = ['toplevel', '__metadata'];

/**
 * How long each task of the pages' main threads kept its thread at work, in milliseconds. Unlike what the browser reports
 * as long tasks, it holds no time in which another program of the machine had the core, or the page waited for the renderer.
 */
export function busyTasksMs(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  return traceEvents.flatMap(({ name, pid, tid, tdur }) =>
    name.endsWith('RunTask') && tdur !== undefined && main.has(`${pid}/${tid}`) ? [tdur / 1_000] : [],
  );
}
