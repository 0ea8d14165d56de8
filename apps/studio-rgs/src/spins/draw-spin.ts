import { MAX_AMOUNT_MINOR } from '@roundgate/contract';
import { drawJackpots, type JackpotHit, type JackpotPlay } from '../jackpots/jackpot-draw.ts';
import {
  largestBaseWin,
  lineBetMinor,
  MAX_OUTCOME_CHARS,
  MECHANICS_VERSION,
  type PlayedRound,
  playRound,
  RoundTooLong,
  StakeNotDivisible,
} from '../maths/index.ts';
import type { ModelRegistry, RegisteredModel } from '../registry/model-registry.ts';
import { createRoundRng, type LoggedDraw } from '../rng/round-rng.ts';
import type { Seed, SeedRing } from '../rng/seeds.ts';
import type { SpinOrder, StoredSpin } from './spin-types.ts';

/** The outcome of a spin in the stored form. */
export type Outcome = Pick<PlayedRound, 'winMinor' | 'features' | 'events'> & {
  /** The meter that was hit; absent when none was. */
  readonly jackpot?: JackpotHit;
};

/** Why a stake is refused by this model, or undefined. */
export function stakeFault({ model }: RegisteredModel, stakeMinor: number): string | undefined {
  try {
    lineBetMinor(model, stakeMinor);
  } catch (fault) {
    if (fault instanceof StakeNotDivisible) return fault.message;
    throw fault;
  }
  const mostTotalBets = model.source.maxWin ?? largestBaseWin(model) / model.lineCount;
  return mostTotalBets * stakeMinor > MAX_AMOUNT_MINOR
    ? `a stake of ${stakeMinor} could win more than one amount can hold`
    : undefined;
}

/**
 * Draws one outcome; a function of seed, nonce, model, stake and the meters alone. Throws {@link RoundTooLong} for an outcome that
 * no answer can carry: nothing is stored then, so the gateway voids the round and no money moves.
 */
export function drawOutcome(
  seed: Seed,
  nonce: string,
  { model }: RegisteredModel,
  stakeMinor: number,
  plays: readonly JackpotPlay[] = [],
): { outcomeJson: string; draws: readonly LoggedDraw[] } {
  const rng = createRoundRng(seed, nonce);
  const { winMinor, features, events } = playRound(model, stakeMinor, rng.draw);
  // After the game's own draws: a round is the same with meters as without them.
  const jackpot = drawJackpots(plays, stakeMinor, rng.draw);
  const outcome: Outcome = { winMinor, features, events, ...(jackpot && { jackpot }) };
  const outcomeJson = JSON.stringify(outcome);
  if (outcomeJson.length > MAX_OUTCOME_CHARS) throw new RoundTooLong(`over ${MAX_OUTCOME_CHARS} characters`);
  return { outcomeJson, draws: rng.log };
}

/** A draw log as it is stored. */
export const drawsText = (draws: readonly LoggedDraw[]): string =>
  JSON.stringify(draws.map(({ label, bound, value }) => [label, bound, value]));

/** The meters that a stored spin was drawn with. */
export const playsOf = ({ jackpotsJson }: Pick<StoredSpin, 'jackpotsJson'>): readonly JackpotPlay[] =>
  jackpotsJson === '' ? [] : (JSON.parse(jackpotsJson) as JackpotPlay[]);

/** Draws a new spin with the current seed. The idempotency key is the nonce. */
export function drawSpin(
  { jackpots: _offers, ...order }: SpinOrder,
  offered: RegisteredModel,
  seeds: SeedRing,
  nowMs: number,
  plays: readonly JackpotPlay[] = [],
): StoredSpin {
  const { outcomeJson, draws } = drawOutcome(seeds.current, order.key, offered, order.stakeMinor, plays);
  return {
    ...order,
    nonce: order.key,
    seedId: seeds.current.id,
    mechanicsVersion: MECHANICS_VERSION,
    modelHash: offered.hash,
    outcomeJson,
    drawsJson: drawsText(draws),
    jackpotsJson: plays.length === 0 ? '' : JSON.stringify(plays),
    drawnMs: nowMs,
  };
}

/** A stored spin drawn again, or why that is not possible here. A stored stake that no model takes is `undefined`. */
export type Redraw =
  | { readonly drawn: ReturnType<typeof drawOutcome> | undefined }
  | { readonly missing: string };

/** Draws a stored spin again with the seed, model and mechanics that its row names. */
export function redrawSpin(spin: StoredSpin, models: ModelRegistry, seeds: SeedRing): Redraw {
  const seed = seeds.find(spin.seedId);
  const model = models.byHash(spin.modelHash);
  if (spin.mechanicsVersion !== MECHANICS_VERSION) return { missing: `mechanics ${spin.mechanicsVersion}` };
  if (!seed) return { missing: `seed ${spin.seedId}` };
  if (!model) return { missing: `model ${spin.modelHash}` };
  if (stakeFault(model, spin.stakeMinor)) return { drawn: undefined };
  return { drawn: drawOutcome(seed, spin.nonce, model, spin.stakeMinor, playsOf(spin)) };
}
