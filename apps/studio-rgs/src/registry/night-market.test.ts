import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import file from '../../models/night-market.96.json?raw';
import rtpFile from '../../models/night-market.96.rtp.json?raw';
import { analyzeModel } from '../analysis/index.ts';
import { addFractions, decimalOf, multiplyFractions, numberOf, ratio } from '../maths/index.ts';
import { registry } from './model-registry.ts';

const entry = registry.offered('g-night-market', '96');

it('offers Night Market under the hash of the very file', () => {
  expect(entry?.hash).toBe(`sha256:${createHash('sha256').update(file).digest('hex')}`);
  expect(registry.byHash(entry?.hash ?? '')).toBe(entry);
  expect(registry.offered('g-night-market', '94')).toBeUndefined();
});

it('returns over its full cycle exactly what its file says, and hits on 25 to 33 % of spins', () => {
  if (!entry) throw new Error('the model is missing');
  const file = JSON.parse(rtpFile) as { rtp: string; hit_frequency: string; mean_square: string };
  const { rtp, hit_frequency, mean_square } = file;
  expect(rtp).toMatch(/^0\.\d{4,10}$/);
  const { rtp: exact, hitFrequency, variance, cycle } = analyzeModel(entry.model);
  expect(cycle).toBe(30n ** 5n);
  if (exact.total.method !== 'exact') throw new Error('there is no cap');
  const total = exact.total.value;
  expect(decimalOf(total, rtp.length - 2, rtp.length - 2)).toBe(rtp);
  // Counted by hand from the strips: P(three or more lanterns) and its pays give 1/8 of the bet.
  expect(exact.scatter).toEqual(ratio(1, 8));
  expect(decimalOf(hitFrequency, 10, 4)).toBe(hit_frequency);
  const meanSquare = addFractions(variance, multiplyFractions(total, total));
  expect(decimalOf(meanSquare, 10, 4)).toBe(mean_square);
  expect(numberOf(hitFrequency)).toBeGreaterThan(0.25);
  expect(numberOf(hitFrequency)).toBeLessThan(0.33);
});
