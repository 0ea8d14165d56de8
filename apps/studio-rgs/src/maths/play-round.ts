import { type GameEvent, MAX_GAME_EVENTS } from '@roundgate/contract';
import type { CompiledModel, CompiledSet } from './compiled-model.ts';
import { createSight, lookAt, seenAt } from './evaluate.ts';
import { payBonus, payLines, payScatters } from './pay-events.ts';
import { MAX_OPEN_EVENTS } from './round-size.ts';
import type { RoundState, SpinPlan } from './round-state.ts';

/** One uniform integer from 0 to `bound - 1`; `label` says what it decides, such as `base/0` for the first reel. */
export type Draw = (label: string, bound: number) => number;

/** A whole round: what it pays, in minor units, and its steps in order. */
export interface PlayedRound {
  readonly winMinor: number;
  readonly events: GameEvent[];
  readonly features: { type: string; name: string; count: number }[];
}

/** Thrown when the stake is no whole number of minor units on each line. */
export class StakeNotDivisible extends Error {
  readonly code = 'STAKE_NOT_DIVISIBLE';
  constructor(totalBetMinor: number, lines: number) {
    super(`a stake of ${totalBetMinor} is not a positive multiple of the ${lines} lines`);
  }
}

/** Thrown when a round has more steps than the contract carries. */
export class RoundTooLong extends Error {
  readonly code = 'ROUND_TOO_LONG';
}

/** The bet on one line, in minor units. Throws {@link StakeNotDivisible}. */
export function lineBetMinor(model: CompiledModel, totalBetMinor: number): number {
  const lineBet = totalBetMinor / model.lineCount;
  if (!Number.isSafeInteger(lineBet) || lineBet < 1)
    throw new StakeNotDivisible(totalBetMinor, model.lineCount);
  return lineBet;
}

function stopReels(state: RoundState, set: CompiledSet, label: string): void {
  const stops = set.lengths.map((length, reel) => state.draw(`${label}/${reel}`, length));
  const { model, sight } = state;
  lookAt(set, stops, sight);
  const columns = stops.map((_, reel) =>
    Array.from({ length: model.rows }, (_, row) => model.symbols[seenAt(sight, reel, row)] ?? ''),
  );
  state.events.push({ type: 'reels_stopped', set: set.name, stops, window: columns });
}

/** Plays one spin and pays it; answers how many free spins it awards and through which cells. */
function playSpin(state: RoundState, plan: SpinPlan) {
  stopReels(state, plan.set, plan.label);
  payLines(state, plan);
  const award = payScatters(state, plan);
  payBonus(state, plan);
  return award;
}

const capped = (state: RoundState): boolean => state.wonMinor >= state.capMinor;

function award(state: RoundState, { count, cells }: ReturnType<typeof playSpin>): void {
  // A round at its cap is over: spins that could pay nothing are not promised.
  if (count === 0 || capped(state)) return;
  state.freeSpins += count;
  const multiplier = state.model.freeMultiplier;
  state.events.push({ type: 'free_spins_awarded', count, total: state.freeSpins, multiplier, cells });
}

function playFreeSpins(state: RoundState): void {
  const { model, events } = state;
  const before = state.wonMinor;
  let index = 0;
  while (index < state.freeSpins && !capped(state)) {
    index += 1;
    events.push({ type: 'free_spin_started', index, total: state.freeSpins });
    const plan = { set: model.free, label: `free/${index}`, multiplier: model.freeMultiplier };
    const won = playSpin(state, plan);
    if (model.retrigger) award(state, won);
    if (events.length > MAX_OPEN_EVENTS) throw new RoundTooLong(`over ${MAX_GAME_EVENTS} events`);
  }
  state.cut = index < state.freeSpins;
  events.push({ type: 'free_spins_ended', win_minor: state.wonMinor - before });
}

function closeRound(state: RoundState): PlayedRound {
  const winMinor = Math.min(state.wonMinor, state.capMinor);
  if (state.cut || state.wonMinor > winMinor) state.events.push({ type: 'win_capped', cap_minor: winMinor });
  state.events.push({ type: 'round_ended', win_minor: winMinor });
  const { source } = state.model;
  const features = [
    { type: 'free_spins', name: source.freeSpins?.symbol ?? '', count: state.freeSpins },
    { type: 'bonus', name: source.bonus?.symbol ?? '', count: state.bonusPrizes },
  ];
  return { winMinor, events: state.events, features: features.filter((feature) => feature.count > 0) };
}

/**
 * Plays one round. Pure: the outcome is a function of the model, the stake and the draws. Throws
 * {@link StakeNotDivisible} before the first draw; all amounts are integers in minor units.
 */
export function playRound(model: CompiledModel, totalBetMinor: number, draw: Draw): PlayedRound {
  const maxWin = model.source.maxWin;
  const state: RoundState = {
    model,
    draw,
    lineBet: lineBetMinor(model, totalBetMinor),
    capMinor: maxWin === undefined ? Number.POSITIVE_INFINITY : maxWin * totalBetMinor,
    sight: createSight(model),
    events: [],
    wonMinor: 0,
    freeSpins: 0,
    bonusPrizes: 0,
    cut: false,
  };
  award(state, playSpin(state, { set: model.base, label: 'base', multiplier: 1 }));
  if (state.freeSpins > 0) playFreeSpins(state);
  return closeRound(state);
}
