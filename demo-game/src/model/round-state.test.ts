import { describe, expect, it } from 'vitest';
import {
  initialRound,
  type RoundInput,
  RoundStateError,
  spinPress,
  stepRound,
  waitProgress,
} from './round-state.ts';

const after = (...inputs: RoundInput[]) => inputs.reduce(stepRound, initialRound);
const BEGIN = { type: 'begin' } as const;
const SPIN = { type: 'spin', nowMs: 1000, minRoundMs: 2500 } as const;

describe('round state', () => {
  it('goes from spin to shown and back to idle', () => {
    const landed = after(BEGIN, SPIN, { type: 'answered' }, { type: 'landed' });
    expect(landed.phase).toBe('showing');
    expect(stepRound(landed, { type: 'shown' }).phase).toBe('idle');
  });

  it('goes through each free spin of a round', () => {
    const free = after(BEGIN, SPIN, { type: 'answered' }, { type: 'landed' }, { type: 'free-spin' });
    expect(free.phase).toBe('stopping');
    expect(stepRound(free, { type: 'landed' }).phase).toBe('showing');
  });

  it('plays a resumed round without a spin', () => {
    expect(after(BEGIN, { type: 'replay' }, { type: 'landed' }, { type: 'shown' }).phase).toBe('idle');
  });

  it.each<[string, RoundInput[]]>([
    ['a spin before the start', [SPIN]],
    ['a second spin', [BEGIN, SPIN, SPIN]],
    ['an answer to nothing', [BEGIN, { type: 'answered' }]],
    [
      'a refusal after the answer',
      [BEGIN, SPIN, { type: 'answered' }, { type: 'refused', nowMs: 0, retryAfterMs: 0 }],
    ],
    ['a replay in a round', [BEGIN, SPIN, { type: 'replay' }]],
  ])('refuses %s', (_, inputs) => {
    expect(() => after(...inputs)).toThrow(RoundStateError);
  });

  it('stays broken', () => {
    const broken = after(BEGIN, { type: 'broken' });
    expect(stepRound(broken, SPIN).phase).toBe('broken');
    expect(spinPress(broken, true, 9e9)).toBe('none');
  });
});

describe('spin button', () => {
  const idleAgain = after(BEGIN, SPIN, { type: 'answered' }, { type: 'landed' }, { type: 'shown' });

  it("keeps the market's shortest round, from start to start", () => {
    expect(spinPress(idleAgain, false, 3499)).toBe('none');
    expect(spinPress(idleAgain, false, 3500)).toBe('spin');
    expect(waitProgress(idleAgain, 2250)).toBe(0.5);
    expect(waitProgress(idleAgain, 3500)).toBe(1);
  });

  it('stops reels only where turbo is allowed', () => {
    for (const turning of [after(BEGIN, SPIN), after(BEGIN, SPIN, { type: 'answered' })]) {
      expect(spinPress(turning, false, 1500)).toBe('none');
      expect(spinPress(turning, true, 1500)).toBe('stop');
    }
  });

  it('stops the reels of a free spin only where turbo is allowed', () => {
    const free = after(BEGIN, SPIN, { type: 'answered' }, { type: 'landed' }, { type: 'free-spin' });
    expect(spinPress(free, false, 9000)).toBe('none');
    expect(spinPress(free, true, 9000)).toBe('stop');
  });

  it('skips a presentation everywhere, once the outcome is visible', () => {
    expect(spinPress(after(BEGIN, SPIN, { type: 'answered' }, { type: 'landed' }), false, 1500)).toBe('skip');
  });

  it('does nothing while the game is paused', () => {
    const paused = stepRound(idleAgain, { type: 'pause' });
    expect(spinPress(paused, true, 9000)).toBe('none');
    expect(spinPress(stepRound(paused, { type: 'resume' }), true, 9000)).toBe('spin');
  });

  it('waits as long as a refusal asks for, if that is longer', () => {
    const refused = after(BEGIN, SPIN, { type: 'refused', nowMs: 2000, retryAfterMs: 5000 });
    expect(spinPress(refused, false, 6999)).toBe('none');
    expect(spinPress(refused, false, 7000)).toBe('spin');
    const short = after(BEGIN, SPIN, { type: 'refused', nowMs: 2000, retryAfterMs: 10 });
    expect(spinPress(short, false, 3000)).toBe('none');
  });
});
