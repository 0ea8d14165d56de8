import { Worker } from 'node:worker_threads';
import type { SlotModel } from '@roundgate/studio-rgs/maths';
import { addTally, emptyTally, STRETCH, type Tally } from '@roundgate/studio-rgs/simulation';
import type { ThreadData } from './simulation-thread.ts';

/** Stretches that a thread plays before it reports. */
export type Batch = readonly { readonly stretch: number; readonly spins: number }[];

/** Tells a thread that there is no more to do. */
export const END = 'end';

/** A simulation that is wanted. */
export interface SimulationPlan {
  readonly source: SlotModel;
  readonly seed: string;
  readonly spins: number;
  readonly threads: number;
}

/** Some hundredths of a second: often enough for a bar, seldom enough to cost nothing. */
const BATCH = 2;

function* batchesOf(spins: number): Generator<Batch> {
  for (let first = 0; first * STRETCH < spins; first += BATCH) {
    const last = Math.min(first + BATCH, Math.ceil(spins / STRETCH));
    yield Array.from({ length: last - first }, (_, index) => ({
      stretch: first + index,
      spins: Math.min(STRETCH, spins - (first + index) * STRETCH),
    }));
  }
}

/** Feeds one thread until there are no more batches. */
function work(thread: Worker, next: () => Batch | undefined, onTally: (tally: Tally) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const feed = () => {
      const batch = next();
      if (batch) thread.postMessage(batch);
      else resolve();
    };
    thread.on('message', (tally: Tally) => {
      onTally(tally);
      feed();
    });
    thread.on('error', reject);
    thread.on('online', feed);
  });
}

/**
 * Plays a model out on several threads. The stretches are the same however many threads share them, and their tallies are
 * whole numbers, so the result depends on model, seed and number of spins alone. `stopped` is asked before each batch; `ms` is the time of play, without that in which the threads start.
 */
export async function simulate(
  plan: SimulationPlan,
  onProgress: (spins: number) => void,
  stopped: () => boolean,
): Promise<{ readonly tally: Tally; readonly ms: number }> {
  const tally = emptyTally();
  let startedMs: number | undefined;
  const batches = batchesOf(plan.spins);
  const next = (): Batch | undefined => {
    startedMs ??= performance.now();
    return stopped() ? undefined : (batches.next().value ?? undefined);
  };
  const workerData: ThreadData = { source: plan.source, seed: plan.seed };
  const threads = Array.from(
    { length: plan.threads },
    () => new Worker(new URL('./simulation-thread.ts', import.meta.url), { workerData }),
  );
  const onTally = (more: Tally) => {
    addTally(tally, more);
    onProgress(tally.spins);
  };
  const ended = threads.map((thread) => new Promise((resolve) => thread.on('exit', resolve)));
  let ms = 0;
  try {
    await Promise.all(threads.map((thread) => work(thread, next, onTally)));
    ms = performance.now() - (startedMs ?? 0);
  } finally {
    // Each thread ends by itself: one that is killed while it still loads its modules can take the process along.
    for (const thread of threads) thread.postMessage(END);
    await Promise.all(ended);
  }
  return { tally, ms };
}
