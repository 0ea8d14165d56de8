import type { DemoRound, DemoRounds } from '@roundgate/contract';
import { MECHANICS_VERSION, playRound } from '../maths/index.ts';
import type { RegisteredModel } from '../registry/model-registry.ts';
import { createRoundRng } from '../rng/round-rng.ts';
import { nameSeed } from '../rng/seeds.ts';

/** Public on purpose: anyone may draw the same book again. It draws nothing that is played for money. */
const DEMO_SECRET = 'roundgate demo rounds/1';

/** How far a book may lie from its model: in stakes, as a share of the rounds, as a share of the mean square. */
const RTP_WITHIN = 0.002;
const HITS_WITHIN = 0.005;
const MEAN_SQUARE_WITHIN = 0.1;

/** What rounds come to on average: their return in stakes, the share that wins, the square of the return. */
export interface Figures {
  readonly rtp: number;
  readonly hitFrequency: number;
  readonly meanSquare: number;
}

/** The book of this seed does not play like the model: another seed is needed. */
export class BookOffModel extends Error {
  constructor(seed: string, { rtp, hitFrequency, meanSquare }: Figures) {
    super(
      `the book of ${seed} returns ${rtp}, hits on ${hitFrequency} and has the mean square ${meanSquare}`,
    );
  }
}

/** The figures of a book, recounted from its rounds. */
export function figuresOf(rounds: readonly DemoRound[], unitStakeMinor: number): Figures {
  const returns = rounds.map(({ win_minor }) => win_minor / unitStakeMinor);
  const mean = (of: (value: number) => number): number =>
    returns.reduce((sum, value) => sum + of(value), 0) / returns.length;
  return {
    rtp: mean((value) => value),
    hitFrequency: mean((value) => Number(value > 0)),
    meanSquare: mean((value) => value ** 2),
  };
}

/** True when a book plays like its model on average, never above it, in how often it wins, and in how widely it varies. */
export const playsLike = (book: Figures, exact: Figures): boolean =>
  book.rtp <= exact.rtp &&
  exact.rtp - book.rtp <= RTP_WITHIN &&
  Math.abs(book.hitFrequency - exact.hitFrequency) <= HITS_WITHIN &&
  Math.abs(book.meanSquare / exact.meanSquare - 1) <= MEAN_SQUARE_WITHIN;

/** Draws `count` rounds at the unit stake, the smallest that every line divides. The same seed gives the same rounds. */
export function drawRounds({ model }: RegisteredModel, count: number, seed: string): DemoRound[] {
  const { draw } = createRoundRng(nameSeed(DEMO_SECRET, 'sandbox'), seed);
  return Array.from({ length: count }, () => {
    const { winMinor, features, events } = playRound(model, model.lineCount, draw);
    return { win_minor: winMinor, features, events };
  });
}

/**
 * The sample book of one seed. A thousand rounds drawn at random may return 75 % or 120 %; a player of the demo is to
 * meet what is certified, so a seed whose book does not play like the model is refused: throws {@link BookOffModel}.
 * What no book of this size holds are the rarest wins.
 */
export function drawBook(entry: RegisteredModel, count: number, seed: string, exact: Figures): DemoRounds {
  const { source, lineCount } = entry.model;
  const rounds = drawRounds(entry, count, seed);
  const figures = figuresOf(rounds, lineCount);
  if (!playsLike(figures, exact)) throw new BookOffModel(seed, figures);
  return {
    format: 'roundgate.demo-rounds/1',
    game_id: source.game_id,
    rtp_profile: source.rtp_profile,
    model_hash: entry.hash,
    mechanics_version: MECHANICS_VERSION,
    seed,
    unit_stake_minor: lineCount,
    rounds,
  };
}
