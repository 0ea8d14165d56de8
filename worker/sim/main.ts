import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { addBatches, type BatchResult, runBatch } from './batch.ts';
import { runSchedule } from './run-schedule.ts';
import { randomSchedule } from './schedule.ts';
import { shrink } from './shrink.ts';

const USAGE = `npm run sim -- [--schedules 5000] [--seed text] [--only seed/number] [--json]
Plays random schedules of faults against the round machine in virtual time, and holds every history against the promises.`;

interface Part {
  readonly seed: string;
  readonly from: number;
  readonly to: number;
}
type Message = { readonly done: number } | { readonly result: BatchResult };

const say = (text: string): void => void process.stderr.write(`${text}\n`);

function runPart(part: Part, onProgress: (done: number) => void): Promise<BatchResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: part });
    worker.on('message', (message: Message) =>
      'result' in message ? resolve(message.result) : onProgress(message.done),
    );
    worker.on('error', reject);
  });
}

async function runAll(seed: string, schedules: number): Promise<BatchResult> {
  const parts = Math.max(1, Math.min(availableParallelism(), 8));
  const done = new Array<number>(parts).fill(0);
  let shownAtMs = Date.now();
  const show = (): void => {
    if (Date.now() - shownAtMs < 2_000) return;
    shownAtMs = Date.now();
    say(`  ${done.reduce((sum, one) => sum + one, 0)} of ${schedules} schedules`);
  };
  const edge = (part: number): number => Math.floor((schedules * part) / parts);
  const results = await Promise.all(
    done.map((_, part) =>
      runPart({ seed, from: edge(part), to: edge(part + 1) }, (count) => {
        done[part] = count;
        show();
      }),
    ),
  );
  return results.reduce(addBatches);
}

async function explain({ failed }: BatchResult): Promise<void> {
  for (const { schedule, violations } of failed) {
    const [first] = violations;
    if (!first) continue;
    say(`\nbroken: ${first.invariant} of ${first.roundId ?? 'the player'}: ${first.detail}`);
    say(`play it again: npm run sim -- --only ${schedule.seed}`);
    say(`shrunk to: ${JSON.stringify(await shrink(schedule, first))}`);
  }
}

/** One schedule, told in full. */
async function runOne(seed: string): Promise<number> {
  const result = await runSchedule(randomSchedule(seed));
  const { history, violations } = result;
  console.log(
    JSON.stringify(
      {
        rounds: history.rounds,
        ledger: history.ledger,
        draws: history.draws,
        answers: history.answers,
        violations,
      },
      null,
      2,
    ),
  );
  return violations.length > 0 ? 1 : 0;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      schedules: { type: 'string', default: '5000' },
      seed: { type: 'string', default: `s${Date.now()}` },
      only: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (values.only) return runOne(values.only);
  const schedules = Number(values.schedules);
  if (!Number.isSafeInteger(schedules) || schedules < 1) {
    say(`--schedules must be a whole number over 0, not ${values.schedules}\n${USAGE}`);
    return 2;
  }
  say(`${schedules} schedules, seed ${values.seed}`);
  const startedMs = Date.now();
  const result = await runAll(values.seed, schedules);
  const perMinute = Math.round((schedules * 60_000) / Math.max(1, Date.now() - startedMs));
  const { steps, calls, faults, crashes, violations, undrained } = result;
  const report = { schedules, steps, calls, faults, crashes, violations, undrained, perMinute };
  if (!values.json) say(`rounds ended: ${JSON.stringify(result.ends)}`);
  await explain(result);
  console.log(values.json ? JSON.stringify(report) : report);
  return violations + undrained > 0 ? 1 : 0;
}

if (isMainThread) {
  process.exitCode = await main();
} else {
  const { seed, from, to } = workerData as Part;
  const result = await runBatch(seed, from, to, (done) => parentPort?.postMessage({ done }));
  parentPort?.postMessage({ result });
}
