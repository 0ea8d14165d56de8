import type { BotSignal } from '@roundgate/contract';

/** What is kept of the times at which an entry's spins ended: sums, so that it does not grow with them. */
export interface Pace {
  /** Intervals between spins that a person started, one after another. */
  readonly intervals: number;
  readonly sumMs: number;
  readonly sumSquaresMs: number;
  /** Intervals that no hand could keep. */
  readonly impossible: number;
  /** Times that play went from one session to another and was not put down in between. */
  readonly switches: number;
  readonly lastAtMs: number | null;
  readonly lastSessionId: string | null;
}

export const NO_PACE: Pace = {
  ...{ intervals: 0, sumMs: 0, sumSquaresMs: 0, impossible: 0, switches: 0 },
  ...{ lastAtMs: null, lastSessionId: null },
};

/** One spin as its event tells it. */
export interface PacedSpin {
  readonly atMs: number;
  readonly sessionId: string;
  /** Started by the game itself: what is regular then says nothing about its player. */
  readonly isAutoplay: boolean;
}

/** A longer pause is no interval: the player was away. */
const PAUSE_MS = 30_000;
/** Between the end of a round and the end of the next one the reels turn, and a hand must have moved. */
const IMPOSSIBLE_MS = 250;
/** Sessions between which a person could not have gone to and fro. */
const SWITCH_MS = 5_000;
/** Fewer intervals say nothing of how regular they are. */
const ENOUGH = 30;

/** What is known of an entry's pace after one more spin. */
export function observed(pace: Pace, { atMs, sessionId, isAutoplay }: PacedSpin): Pace {
  const last = { lastAtMs: atMs, lastSessionId: sessionId };
  const sinceMs = pace.lastAtMs === null ? Number.POSITIVE_INFINITY : Math.max(0, atMs - pace.lastAtMs);
  const isSwitch = pace.lastSessionId !== sessionId && sinceMs < SWITCH_MS;
  const switches = pace.switches + Number(isSwitch);
  if (isAutoplay || sinceMs > PAUSE_MS || pace.lastSessionId !== sessionId)
    return { ...pace, ...last, switches };
  return {
    intervals: pace.intervals + 1,
    sumMs: pace.sumMs + sinceMs,
    sumSquaresMs: pace.sumSquaresMs + sinceMs * sinceMs,
    impossible: pace.impossible + Number(sinceMs < IMPOSSIBLE_MS),
    switches,
    ...last,
  };
}

/** How far intervals lie from their mean, in milliseconds: the standard deviation. */
function spreadMs({ intervals, sumMs, sumSquaresMs }: Pace): number {
  const mean = sumMs / intervals;
  return Math.sqrt(Math.max(0, sumSquaresMs / intervals - mean * mean));
}

/** The first step whose limit is not passed, by the points that it gives; 0 when every one is. */
const pointsBelow = (value: number, steps: readonly (readonly [limit: number, points: number])[]): number =>
  steps.find(([limit]) => value < limit)?.[1] ?? 0;
const pointsFrom = (value: number, steps: readonly (readonly [limit: number, points: number])[]): number =>
  steps.find(([limit]) => value >= limit)?.[1] ?? 0;

type Judge = (pace: Pace, isAutomated: boolean) => readonly [points: number, detail: string];

const JUDGES: readonly (readonly [BotSignal['signal'], Judge])[] = [
  [
    'interval_regularity',
    (pace) => {
      if (pace.intervals < ENOUGH) return [0, ''];
      const spread = spreadMs(pace);
      // A hand that waits for the reels varies by more than 30 ms, and the network adds to it.
      const points = pointsBelow(spread, [
        [10, 60],
        [20, 40],
        [30, 20],
      ]);
      return [points, `${pace.intervals} intervals vary by ${spread.toFixed(1)} ms`];
    },
  ],
  [
    'impossible_speed',
    ({ impossible, intervals }) => [
      pointsFrom(impossible, [
        [20, 60],
        [5, 40],
        [3, 20],
      ]),
      `${impossible} of ${intervals} intervals were under ${IMPOSSIBLE_MS} ms`,
    ],
  ],
  [
    'parallel_sessions',
    ({ switches }) => [
      pointsFrom(switches, [
        [10, 40],
        [3, 20],
      ]),
      `went ${switches} times between sessions within ${SWITCH_MS / 1_000} s`,
    ],
  ],
  [
    'automation_hint',
    (_, isAutomated) => [isAutomated ? 40 : 0, 'the browser says that it is driven by a program'],
  ],
];

/**
 * What about an entry looks automatic, and how much: 0 to 100 (spec F2). Signs, not proof: what follows is by rule, with
 * the reasons beside it.
 */
export function judgePace(pace: Pace, isAutomated: boolean): { suspicion: number; signals: BotSignal[] } {
  const signals = JUDGES.flatMap(([signal, judge]) => {
    const [points, detail] = judge(pace, isAutomated);
    return points > 0 ? [{ signal, points, detail }] : [];
  });
  return {
    suspicion: Math.min(
      100,
      signals.reduce((sum, { points }) => sum + points, 0),
    ),
    signals,
  };
}
