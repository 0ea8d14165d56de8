import { describe, expect, it } from 'vitest';
import { canStep, chosenMinor, stakeLadder, step } from './stakes.ts';

describe('stake ladder', () => {
  it('starts at the default stake', () => {
    expect(chosenMinor(stakeLadder([100, 10, 50], 50))).toBe(50);
  });

  it('starts below a default that the market took away, and at the least when all are above it', () => {
    expect(chosenMinor(stakeLadder([10, 20, 200], 100))).toBe(20);
    expect(chosenMinor(stakeLadder([50, 100], 10))).toBe(50);
  });

  it('steps up and down and stays at its ends', () => {
    const ladder = stakeLadder([10, 20], 10);
    expect(canStep(ladder, -1)).toBe(false);
    expect(step(ladder, -1)).toBe(ladder);
    const up = step(ladder, 1);
    expect(chosenMinor(up)).toBe(20);
    expect(canStep(up, 1)).toBe(false);
    expect(chosenMinor(step(up, -1))).toBe(10);
  });
});
