import { parentPort, workerData } from 'node:worker_threads';
import { compileModel, type SlotModel } from '@roundgate/studio-rgs/maths';
import { addTally, emptyTally, Simulator } from '@roundgate/studio-rgs/simulation';
import type { Batch, END } from './simulation.ts';

/** What a thread is started with; the model was checked before. */
export interface ThreadData {
  readonly source: SlotModel;
  readonly seed: string;
}

const { source, seed } = workerData as ThreadData;
const simulator = new Simulator(compileModel(source));

parentPort?.on('message', (batch: Batch | typeof END) => {
  if (batch === 'end') return parentPort?.close();
  const tally = emptyTally();
  for (const { stretch, spins } of batch) addTally(tally, simulator.play(seed, stretch, spins));
  parentPort?.postMessage(tally);
});
