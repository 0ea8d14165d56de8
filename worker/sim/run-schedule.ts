import { checkHistory, type PlayerHistory, type Violation } from '@roundgate/contract/audit';
import type { Round } from '../src/domain/rounds/round.ts';
import { sha256 } from './player-host.ts';
import type { Schedule } from './schedule.ts';
import { START_MS, World } from './world.ts';

/** Long enough after healing for every backoff, in-flight window and held poll to pass. */
const HEAL_MS = 3 * 3_600_000;

/** What became of a schedule. */
export interface RunResult {
  readonly violations: readonly Violation[];
  /** Rounds that were still open after everything had healed. */
  readonly undrained: number;
  readonly steps: number;
  /** Names of all messages to partners, such as `debit/rnd-00000000#0`, in the order in which they left. */
  readonly sent: readonly string[];
  readonly faults: number;
  readonly crashes: number;
  /** The rows, oldest first. */
  readonly rounds: readonly Round[];
  readonly history: PlayerHistory;
}

/** Plays a schedule: first with all its faults (safety), then healed, when everything must drain (liveness). */
export async function runSchedule(schedule: Schedule): Promise<RunResult> {
  const world = new World(schedule);
  const { clock, network, host } = world;
  for (const act of schedule.acts) clock.after(act.atMs, () => world.perform(act));
  const lastMs = START_MS + (schedule.acts.at(-1)?.atMs ?? 0);
  await clock.run(lastMs + 30_000);
  const unsafe = checkHistory(world.history(false), sha256);
  network.heal();
  world.wallet.refusing = undefined;
  world.rgs.refusing = false;
  host.crash(true);
  // Any request of the player starts the object; it asks about no round.
  host.instance();
  await clock.run(clock.now() + HEAL_MS);
  const drained = world.history(true);
  const undrained = drained.rounds.filter(({ closedAtMs }) => closedAtMs === null).length;
  // Whoever asks now must be told what was told before.
  for (const { roundId } of drained.rounds)
    world.perform({ do: 'poll', atMs: 0, round: Number(roundId.slice(4)) });
  await clock.run(clock.now() + 60_000);
  const history = world.history(true);
  const violations = [...unsafe, ...checkHistory(drained, sha256), ...checkHistory(history, sha256)];
  return {
    violations,
    undrained,
    steps: clock.steps,
    sent: network.sent,
    faults: network.faults,
    crashes: host.crashes,
    rounds: [...host.stored.rounds.values()],
    history,
  };
}
