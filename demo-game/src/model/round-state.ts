/** Where the game stands. `waiting`: the reels turn and the answer is out; `showing`: its events are played. */
export type Phase = 'start' | 'idle' | 'waiting' | 'stopping' | 'showing' | 'broken';

/** All that decides what the spin button may do. Times are of one monotonic clock, in milliseconds. */
export interface RoundState {
  readonly phase: Phase;
  /** The loader has frozen the game (RG break, hidden page). */
  readonly paused: boolean;
  /** No round may start before this. */
  readonly earliestSpinMs: number;
  /** When the last wait began, to draw how much of it has passed. */
  readonly waitFromMs: number;
}

/** What can happen to a round. */
export type RoundInput =
  | { readonly type: 'begin' }
  | { readonly type: 'spin'; readonly nowMs: number; readonly minRoundMs: number }
  | { readonly type: 'replay' }
  | { readonly type: 'answered' }
  | { readonly type: 'landed' }
  | { readonly type: 'free-spin' }
  | { readonly type: 'refused'; readonly nowMs: number; readonly retryAfterMs: number }
  | { readonly type: 'shown' }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'broken' };

/** Thrown when an input does not belong to the phase: a defect, never a state to play on from. */
export class RoundStateError extends Error {
  readonly code = 'ROUND_STATE';
}

/** The state before the player has pressed anything. */
export const initialRound: RoundState = { phase: 'start', paused: false, earliestSpinMs: 0, waitFromMs: 0 };

const FROM: Partial<Record<RoundInput['type'], readonly Phase[]>> = {
  begin: ['start'],
  spin: ['idle'],
  replay: ['idle'],
  answered: ['waiting'],
  landed: ['stopping'],
  'free-spin': ['showing'],
  refused: ['waiting'],
  shown: ['stopping', 'showing'],
};

const TO: Partial<Record<RoundInput['type'], Phase>> = {
  begin: 'idle',
  spin: 'waiting',
  replay: 'stopping',
  answered: 'stopping',
  landed: 'showing',
  'free-spin': 'stopping',
  refused: 'idle',
  shown: 'idle',
  broken: 'broken',
};

function times(state: RoundState, input: RoundInput): Partial<RoundState> {
  if (input.type === 'spin')
    return { earliestSpinMs: input.nowMs + input.minRoundMs, waitFromMs: input.nowMs };
  if (input.type !== 'refused' || input.retryAfterMs <= 0) return {};
  const earliestSpinMs = Math.max(state.earliestSpinMs, input.nowMs + input.retryAfterMs);
  return { earliestSpinMs, waitFromMs: input.nowMs };
}

/** The state after an input. Throws {@link RoundStateError}. */
export function stepRound(state: RoundState, input: RoundInput): RoundState {
  if (input.type === 'pause' || input.type === 'resume') return { ...state, paused: input.type === 'pause' };
  if (state.phase === 'broken') return state;
  const allowed = FROM[input.type];
  if (allowed && !allowed.includes(state.phase))
    throw new RoundStateError(`"${input.type}" in the phase "${state.phase}"`);
  return { ...state, ...times(state, input), phase: TO[input.type] ?? state.phase };
}

/** What pressing the spin button does now. */
export type SpinPress = 'spin' | 'stop' | 'skip' | 'none';

/** `stop` lands the reels early, which only some markets allow; `skip` ends a presentation whose outcome is visible. */
export function spinPress(state: RoundState, turbo: boolean, nowMs: number): SpinPress {
  if (state.paused) return 'none';
  if (state.phase === 'idle') return nowMs >= state.earliestSpinMs ? 'spin' : 'none';
  if (state.phase === 'showing') return 'skip';
  return turbo && (state.phase === 'waiting' || state.phase === 'stopping') ? 'stop' : 'none';
}

/** The share of the wait for the next round that has passed, 0 to 1. */
export function waitProgress(state: RoundState, nowMs: number): number {
  const lengthMs = state.earliestSpinMs - state.waitFromMs;
  if (lengthMs <= 0 || nowMs >= state.earliestSpinMs) return 1;
  return Math.max(0, (nowMs - state.waitFromMs) / lengthMs);
}
