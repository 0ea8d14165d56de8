import { describe, expect, it } from 'vitest';
import { document, seeded } from '../../test/fixtures.ts';
import { walkCycle } from '../../test/full-cycle.ts';
import { randomModel } from '../../test/random-model.ts';
import {
  type CompiledModel,
  type CompiledSet,
  compileModel,
  numberOf,
  parseSlotModel,
} from '../maths/index.ts';
import { analyzeModel, type Figure } from './index.ts';

interface SpinChance {
  readonly won: number;
  readonly awarded: number;
  readonly chance: number;
}

/** Every way that one spin can end, each prize drawn, by playing the full cycle. */
function spinChances(
  model: CompiledModel,
  set: CompiledSet,
  multiplier: number,
  awards: boolean,
): SpinChance[] {
  const cycle = set.lengths.reduce((all, length) => all * length, 1);
  return walkCycle(model, set).flatMap(({ pay, bonusHits, awarded, ways }) => {
    let drawn = [{ won: pay * multiplier, awarded: awards ? awarded : 0, chance: ways / cycle }];
    for (let hit = 0; hit < bonusHits; hit += 1)
      drawn = drawn.flatMap((spin) =>
        (model.bonus?.pays ?? []).map((prize, index) => ({
          ...spin,
          won: spin.won + prize,
          chance: (spin.chance * (model.bonus?.weights[index] ?? 0)) / (model.bonus?.totalWeight ?? 1),
        })),
      );
    return drawn;
  });
}

/** Mean and variance of a round in total bets, by following every round spin by spin until hardly any is left. */
function playedOut(model: CompiledModel): { mean: number; variance: number } {
  const cap = (model.source.maxWin ?? Number.POSITIVE_INFINITY) * model.lineCount;
  const free = spinChances(model, model.free, model.freeMultiplier, model.retrigger);
  let open = new Map<string, SpinChance>();
  let [mean, square] = [0, 0];
  const add = (spin: SpinChance) => {
    const won = Math.min(spin.won, cap);
    if (spin.awarded === 0 || won === cap) {
      mean += won * spin.chance;
      square += won * won * spin.chance;
      return;
    }
    const key = `${spin.awarded}/${won}`;
    open.set(key, { ...spin, won, chance: spin.chance + (open.get(key)?.chance ?? 0) });
  };
  spinChances(model, model.base, 1, true).forEach(add);
  while (open.size > 0) {
    const before = [...open.values()].filter(({ chance }) => chance > 1e-17);
    open = new Map();
    for (const { won, awarded, chance } of before)
      for (const spin of free)
        add({ won: won + spin.won, awarded: awarded - 1 + spin.awarded, chance: chance * spin.chance });
  }
  const bets = model.lineCount;
  return { mean: mean / bets, variance: (square - mean * mean) / bets / bets };
}

const figureValue = (figure: Figure): number =>
  figure.method === 'exact' ? numberOf(figure.value) : figure.value;

/** Small enough to be played out: few stops, retriggers that end soon. */
function playable(model: CompiledModel): boolean {
  const { freeSpins } = model.source;
  const figures = analyzeModel(model).freeSpins;
  return freeSpins !== undefined && figures !== undefined && numberOf(figures.again) < 0.4 && model.reels < 4;
}

function someModels(seed: number, count: number, changes: object = {}): CompiledModel[] {
  const next = seeded(seed);
  const models: CompiledModel[] = [];
  while (models.length < count) {
    const model = randomModel(next, changes);
    if (playable(model)) models.push(model);
  }
  return models;
}

describe('the return and the variance of a round', () => {
  it('are those of every round followed to its end', () => {
    const seed = Date.now() % 1_000_000;
    for (const model of someModels(seed, 12)) {
      const { rtp, roundVariance } = analyzeModel(model);
      const { mean, variance } = playedOut(model);
      const where = `seed ${seed}, ${JSON.stringify(model.source)}`;
      expect([rtp.total.method, roundVariance.method]).toEqual(['exact', 'exact']);
      expect(Math.abs(figureValue(rtp.total) - mean), where).toBeLessThan(1e-9 * (1 + mean));
      expect(Math.abs(figureValue(roundVariance) - variance), where).toBeLessThan(1e-8 * (1 + variance));
    }
  });

  it('keep to a cap, and say that they are computed in doubles where free spins meet it', () => {
    const seed = Date.now() % 1_000_000;
    const methods = new Set<string>();
    for (const model of someModels(seed, 12, { maxWin: 3 })) {
      const { rtp, roundVariance } = analyzeModel(model);
      const { mean, variance } = playedOut(model);
      const where = `seed ${seed}, ${JSON.stringify(model.source)}`;
      methods.add(rtp.total.method);
      expect(Math.abs(figureValue(rtp.total) - mean), where).toBeLessThan(1e-9 * (1 + mean));
      expect(Math.abs(figureValue(roundVariance) - variance), where).toBeLessThan(1e-7 * (1 + variance));
    }
    expect(methods, `seed ${seed}`).toContain('numeric');
  });

  it('are exact with a cap that free spins cannot help to reach', () => {
    const { rtp, capReached } = analyzeModel(compileModel(parseSlotModel(document({ maxWin: 50 }))));
    expect(rtp.total.method).toBe('exact');
    // Lines of five pay up to 1,000 bets: they are cut, and the parts, which know no cap, are not.
    expect(figureValue(rtp.total)).toBeLessThan(numberOf(rtp.line) + numberOf(rtp.scatter));
    expect(capReached).toBeGreaterThan(0);
  });
});

describe('a model worked out by hand', () => {
  // One reel of four stops and one row: A pays 2, S awards 2 free spins on a reel of three stops that pays A at x3.
  const source = parseSlotModel({
    ...document({
      reels: { base: [['A', 'S', 'X', 'X']], free: [['A', 'X', 'X']] },
      symbols: { S: { scatter: true } },
      lines: [[0]],
      linePays: { A: { 1: 2 } },
      scatterPays: { S: { 1: 1 } },
      freeSpins: { symbol: 'S', awards: { 1: 2 }, multiplier: 3, reels: 'free', retrigger: true },
    }),
  });
  const analysis = analyzeModel(compileModel(source));

  it('has its parts as fractions', () => {
    const { rtp } = analysis;
    // Line 2/4, scatter 1/4, free: 1/4 of the spins bring two free spins of 6/3 each.
    expect([rtp.line, rtp.scatter, rtp.free]).toEqual([
      { num: 1n, den: 2n },
      { num: 1n, den: 4n },
      { num: 1n, den: 1n },
    ]);
    expect(rtp.total).toEqual({ method: 'exact', value: { num: 7n, den: 4n } });
  });

  it('has its frequencies, variances and largest win', () => {
    expect(analysis.hitFrequency).toEqual({ num: 1n, den: 2n });
    expect(analysis.lineHitFrequency).toEqual({ num: 1n, den: 4n });
    expect(analysis.freeSpinTrigger).toEqual({ num: 1n, den: 4n });
    // Base pays 2, 1, 0, 0: mean 3/4, mean square 5/4.
    expect(analysis.variance).toEqual({ num: 11n, den: 16n });
    // Round: 2, 0, 0 and 1 + two of {6, 0, 0}: squares 4, and 4/9·1 + 4/9·49 + 1/9·169 = 41; (4 + 41)/4 - 49/16.
    expect(analysis.roundVariance).toEqual({ method: 'exact', value: { num: 131n, den: 16n } });
    expect(analysis.largestWin).toEqual({ pay: { num: 13n, den: 1n }, of: 'round' });
    expect(analysis.topAward).toMatchObject({
      row: { symbol: 'A', count: 1 },
      perSpin: { num: 1n, den: 4n },
    });
  });

  it('lists what each row of its tables brings', () => {
    expect(analysis.lineRows).toMatchObject([{ symbol: 'A', count: 1, pay: 2, hits: 1n }]);
    expect(analysis.scatterRows).toMatchObject([{ symbol: 'S', count: 1, awarded: 2, hits: 1n }]);
    expect(analysis.freeSpins?.perTrigger).toEqual({ num: 2n, den: 1n });
  });
});
