import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import file from '../../models/tide-pool.96.json?raw';
import rtpFile from '../../models/tide-pool.96.rtp.json?raw';
import { analyzeModel } from '../analysis/index.ts';
import { decimalOf } from '../maths/index.ts';
import { registry } from './model-registry.ts';

it("offers a second studio's model under the hash of the very file, and returns exactly what its file says", () => {
  const entry = registry.offered('g-tide-pool', '96');
  if (!entry) throw new Error('the model is missing');
  expect(entry.hash).toBe(`sha256:${createHash('sha256').update(file).digest('hex')}`);
  const { rtp, hitFrequency, cycle } = analyzeModel(entry.model);
  expect(cycle).toBe(20n ** 3n);
  if (rtp.total.method !== 'exact') throw new Error('there is no cap');
  expect({ rtp: decimalOf(rtp.total.value, 10, 4), hit_frequency: decimalOf(hitFrequency, 10, 4) }).toEqual(
    JSON.parse(rtpFile),
  );
  // Counted by hand: the one wave of each strip is in the window at 3 of 20 stops; three pay 2 bets and 8 spins at × 2.
  expect(rtp.scatter).toEqual({ num: 27n, den: 4000n });
  expect(decimalOf(rtp.free, 10, 4)).toBe('0.0491805');
});
