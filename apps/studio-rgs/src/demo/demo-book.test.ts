import { DemoRounds } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import file from '../../models/night-market.96.json?raw';
import figuresFile from '../../models/night-market.96.rtp.json?raw';
import { createRegistry } from '../registry/model-registry.ts';
import { BookOffModel, drawBook, drawRounds, figuresOf, playsLike } from './demo-book.ts';

const [model] = createRegistry([file], []).active;
if (!model) throw new Error('the model is missing');
const exactFile = JSON.parse(figuresFile) as Record<string, string>;
const exact = {
  rtp: Number(exactFile.rtp),
  hitFrequency: Number(exactFile.hit_frequency),
  meanSquare: Number(exactFile.mean_square),
};
const seed = exactFile.demo_seed ?? '';

describe('the demo book of Night Market', () => {
  const book = drawBook(model, 1_000, seed, exact);

  it('is of the contract and names the model that drew it', () => {
    expect(DemoRounds.parse(book).model_hash).toBe(model.hash);
    expect(book.unit_stake_minor).toBe(model.model.lineCount);
  });

  it('returns and hits as the exact model does, far inside what chance alone would allow', () => {
    const figures = figuresOf(book.rounds, book.unit_stake_minor);
    const halfWidth = (variance: number) => 1.96 * Math.sqrt(variance / book.rounds.length);
    const { rtp, hitFrequency: share, meanSquare } = exact;
    expect(rtp - figures.rtp).toBeGreaterThanOrEqual(0);
    expect(rtp - figures.rtp).toBeLessThan(halfWidth(meanSquare - rtp ** 2) / 50);
    expect(Math.abs(figures.hitFrequency - share)).toBeLessThan(halfWidth(share * (1 - share)));
  });

  it('is drawn the same again from its seed, and another seed draws others', () => {
    expect(drawRounds(model, 1_000, seed)).toEqual(book.rounds);
    expect(drawRounds(model, 1_000, `${seed}0`)).not.toEqual(book.rounds);
  });

  it('is refused under a seed whose rounds play otherwise', () => {
    expect(() => drawBook(model, 1_000, `${seed}0`, exact)).toThrow(BookOffModel);
  });
});

it.each([
  ['returns more than it, however little', { rtp: 0.9601 }],
  ['returns much less', { rtp: 0.957 }],
  ['wins too often', { hitFrequency: 0.33 }],
  ['is tamer', { meanSquare: 20 }],
])('a book plays unlike its model when it %s', (_, over) => {
  expect(playsLike(exact, exact)).toBe(true);
  expect(playsLike({ ...exact, ...over }, exact)).toBe(false);
});
