import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkHistory, type Violation } from '@roundgate/contract/audit';
import { prepareGateway } from '../bench/boot.ts';
import { certifyBench } from '../bench/trust.ts';
import { variantOf } from '../bench/variants.ts';
import { repo } from '../fixtures/paths.ts';
import type { CounterpartBooks } from './books.ts';
import { ChaosPlayer } from './player.ts';

/** What is played, and how badly. */
export interface ChaosOptions {
  readonly rounds: number;
  readonly kills: number;
  readonly players: number;
  readonly order: string;
  readonly lean: boolean;
  readonly say: (text: string) => void;
}

/** What came of it. `aborts` = requests that were cut off by a kill. */
export interface ChaosReport {
  readonly rounds: number;
  readonly calls: number;
  readonly faults: number;
  readonly aborts: number;
  readonly kills: number;
  readonly duplicates: number;
  readonly conflicts: number;
  readonly violations: number;
  readonly open: number;
  readonly answersDiffer: number;
  readonly found: readonly Violation[];
}

/** Everything must have ended this long after the last fault. */
const DRAIN_MS = 240_000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

async function startCounterpart(): Promise<{ url: string; process: ChildProcess }> {
  const child = spawn(process.execPath, [repo('e2e/chaos/counterpart.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [first] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: `http://127.0.0.1:${Number(String(first))}`, process: child };
}

/** Kills the gateway in mid-spin, evenly over the run, and starts it again on what it left on disk. */
class Killer {
  #running: Awaited<ReturnType<Awaited<ReturnType<typeof prepareGateway>>['start']>>;
  readonly #start: () => Promise<Killer['running']>;
  kills = 0;

  constructor(running: Killer['running'], start: () => Promise<Killer['running']>) {
    this.#running = running;
    this.#start = start;
  }

  get running() {
    return this.#running;
  }

  async strike(): Promise<void> {
    process.kill(this.#running.pid, 'SIGKILL');
    this.kills += 1;
    await this.#running.kill();
    this.#running = await this.#start();
  }

  /** Strikes whenever another share of the rounds is done, at a moment within the next spins. */
  async haunt(kills: number, doneShare: () => number): Promise<void> {
    for (let strike = 1; strike <= kills; strike += 1) {
      while (doneShare() < (strike - 0.5) / kills) await sleep(20);
      await sleep(Math.random() * 300);
      await this.strike();
    }
  }
}

async function drain(players: readonly ChaosPlayer[], say: (text: string) => void): Promise<number> {
  const endMs = Date.now() + DRAIN_MS;
  for (;;) {
    const open = (await Promise.all(players.map((player) => player.openRounds()))).reduce(
      (sum, one) => sum + one,
      0,
    );
    if (open === 0 || Date.now() > endMs) return open;
    say(`  ${open} rounds still open`);
    await sleep(2_000);
  }
}

async function judge(
  players: readonly ChaosPlayer[],
  counterpart: string,
): Promise<{ found: Violation[]; books: CounterpartBooks }> {
  const books = (await (await fetch(`${counterpart}/books`)).json()) as CounterpartBooks;
  const histories = await Promise.all(players.map((player) => player.history(books)));
  return { found: histories.flatMap((history) => checkHistory(history, sha256)), books };
}

/** Plays rounds through a gateway that is killed again and again, beside partners that spoil their answers. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { say } = options;
  const directory = mkdtempSync(join(tmpdir(), 'roundgate-chaos-'));
  const counterpart = await startCounterpart();
  const variant = variantOf('seamless', options.order, options.lean);
  const gateway = await prepareGateway(counterpart.url, directory, [variant]);
  const killer = new Killer(await gateway.start(), gateway.start);
  try {
    await certifyBench(killer.running);
    const share = Math.ceil(options.rounds / options.players);
    const players = Array.from({ length: options.players }, (_, index) => {
      const rounds = Math.min(share, Math.max(0, options.rounds - index * share));
      return new ChaosPlayer(gateway, variant, index, rounds);
    });
    const done = (): number => players.reduce((sum, player) => sum + player.done, 0);
    const progress = setInterval(
      () => say(`  ${done()} of ${options.rounds} rounds, ${killer.kills} kills`),
      2_000,
    );
    await Promise.all([
      ...players.map((player) => player.play()),
      killer.haunt(options.kills, () => done() / options.rounds),
    ]);
    clearInterval(progress);
    await fetch(`${counterpart.url}/heal`);
    const open = await drain(players, say);
    await Promise.all(players.map((player) => player.askAgain()));
    const { found, books } = await judge(players, counterpart.url);
    const sum = (of: 'aborts' | 'duplicates' | 'conflicts'): number =>
      players.reduce((all, player) => all + player[of], 0);
    return {
      rounds: done(),
      calls: books.calls,
      faults: books.faults,
      aborts: sum('aborts'),
      kills: killer.kills,
      duplicates: sum('duplicates'),
      conflicts: sum('conflicts'),
      violations: found.length,
      open,
      answersDiffer: found.filter(({ invariant }) => invariant === 'same_answer').length,
      found,
    };
  } finally {
    await killer.running.stop();
    counterpart.process.kill();
    rmSync(directory, { recursive: true, force: true });
  }
}
