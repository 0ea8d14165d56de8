import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import file from '../../models/night-market.96.json?raw';
import rtpFile from '../../models/night-market.96.rtp.json?raw';
import retired from '../../models/retired/night-market.96-v1.0.0.json?raw';
import { analyzeModel } from '../analysis/index.ts';
import { addFractions, decimalOf, multiplyFractions, numberOf, ratio } from '../maths/index.ts';
import { registry } from './model-registry.ts';

const entry = registry.offered('g-night-market', '96');

it('offers Night Market under the hash of the very file', () => {
  expect(entry?.hash).toBe(`sha256:${createHash('sha256').update(file).digest('hex')}`);
  expect(registry.byHash(entry?.hash ?? '')).toBe(entry);
  expect(registry.offered('g-night-market', '94')).toBeUndefined();
});

it('still draws the rounds of the first Night Market again, which it no longer offers', () => {
  const hash = `sha256:${createHash('sha256').update(retired).digest('hex')}`;
  expect(registry.byHash(hash)?.model.source.version).toBe('1.0.0');
  expect(registry.active.map((offered) => offered.hash)).not.toContain(hash);
});

it('returns over its full cycle exactly what its file says, and hits on 25 to 33 % of spins', () => {
  if (!entry) throw new Error('the model is missing');
  const file = JSON.parse(rtpFile) as {
    rtp: string;
    hit_frequency: string;
    mean_square: string;
    top_win_odds: number;
  };
  const { rtp, hit_frequency, mean_square, top_win_odds } = file;
  expect(rtp).toMatch(/^0\.\d{4,10}$/);
  const { rtp: exact, hitFrequency, roundVariance, freeSpins, cycle, topAward } = analyzeModel(entry.model);
  expect(cycle).toBe(30n ** 5n);
  if (exact.total.method !== 'exact' || roundVariance.method !== 'exact') throw new Error('there is no cap');
  const total = exact.total.value;
  expect(decimalOf(total, rtp.length - 2, rtp.length - 2)).toBe(rtp);
  // Counted by hand from the strips. A reel shows its one lantern at 3 of 30 stops: three, four or five of them pay
  // 0.0081 × 5 + 0.00045 × 20 + 0.00001 × 100 bets. Envelopes stand together at 1/5 × 1/10 × 1/5 of stops, and a
  // prize is worth 12.75 bets on average. In free spins three lanterns come at 1/10 × 1/5 × 1/5 and bring ten more.
  expect(exact.scatter).toEqual(ratio(505, 10_000));
  expect(exact.bonus).toEqual(ratio(51, 1_000));
  expect(freeSpins?.again).toEqual(ratio(1, 25));
  expect(decimalOf(hitFrequency, 10, 4)).toBe(hit_frequency);
  // Two windows of five wilds on a line, and ten lines that no window has two of.
  expect(topAward?.perSpin).toEqual(ratio(1, top_win_odds));
  const meanSquare = addFractions(roundVariance.value, multiplyFractions(total, total));
  expect(decimalOf(meanSquare, 10, 4)).toBe(mean_square);
  expect(numberOf(hitFrequency)).toBeGreaterThan(0.25);
  expect(numberOf(hitFrequency)).toBeLessThan(0.33);
});
