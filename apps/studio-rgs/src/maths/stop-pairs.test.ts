import { expect, it } from 'vitest';
import { seeded } from '../../test/fixtures.ts';
import { randomModel } from '../../test/random-model.ts';
import { createScratch, evaluateStops } from './evaluate.ts';
import { pairStops } from './stop-pairs.ts';

it('pays a spin the same with the pairs of its first stops and, where strips are too long for them, without', () => {
  const seed = Date.now() % 1_000_000;
  const next = seeded(seed);
  for (let round = 0; round < 60; round += 1) {
    const model = randomModel(next);
    const scratch = createScratch(model);
    const bare = { ...createScratch(model), basePairs: undefined, freePairs: undefined };
    for (const set of [model.base, model.free])
      for (let spin = 0; spin < 50; spin += 1) {
        const stops = set.lengths.map((length) => next(length));
        const where = `seed ${seed}, stops ${stops}, ${JSON.stringify(model.source)}`;
        expect(evaluateStops(model, set, stops, scratch), where).toEqual(
          evaluateStops(model, set, stops, bare),
        );
      }
  }
});

it('leaves the pairs of very long strips out', () => {
  const model = randomModel(seeded(1));
  expect(pairStops(model, model.base)).toBeDefined();
  const lengths = model.base.lengths.map(() => 2_500);
  expect(pairStops(model, { ...model.base, lengths })).toBeUndefined();
});
