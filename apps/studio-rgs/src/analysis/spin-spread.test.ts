import { expect, it } from 'vitest';
import { seeded } from '../../test/fixtures.ts';
import { walkCycle } from '../../test/full-cycle.ts';
import { randomModel } from '../../test/random-model.ts';
import { compileModel } from '../maths/index.ts';
import { type SpinOutcome, spinSpread } from './index.ts';

const sorted = (outcomes: readonly SpinOutcome[]): string[] =>
  outcomes.map(({ pay, bonusHits, awarded, ways }) => [pay, bonusHits, awarded, ways].join()).sort();

it('spreads a spin of any model exactly as playing every combination of its stops does', () => {
  const seed = Date.now() % 1_000_000;
  const next = seeded(seed);
  let [bonuses, awards, several] = [0, 0, 0];
  for (let round = 0; round < 150; round += 1) {
    const model = randomModel(next);
    for (const set of [model.base, model.free]) {
      const { outcomes } = spinSpread(model, set);
      const played = walkCycle(model, set);
      const where = `seed ${seed}, round ${round}, ${JSON.stringify(model.source)}`;
      expect(sorted(outcomes), where).toEqual(sorted(played));
      bonuses += played.some(({ bonusHits }) => bonusHits > 0) ? 1 : 0;
      awards += played.some(({ awarded }) => awarded > 0) ? 1 : 0;
      several += model.lineCount > 1 ? 1 : 0;
    }
  }
  expect(Math.min(bonuses, awards, several), `seed ${seed}: models of every kind`).toBeGreaterThan(10);
});

it('looks at one line alone when asked', () => {
  const next = seeded(7);
  for (let round = 0; round < 40; round += 1) {
    const { source } = randomModel(next, { scatterPays: {}, freeSpins: undefined, bonus: undefined });
    const whole = compileModel(source);
    const alone = compileModel({ ...source, lines: source.lines.slice(0, 1), scatterPays: {} });
    expect(sorted(spinSpread(whole, whole.base, 'line').outcomes)).toEqual(
      sorted(walkCycle(alone, alone.base)),
    );
  }
});
