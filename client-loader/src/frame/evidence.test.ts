import { describe, expect, it } from 'vitest';
import { type SightEntry, seenOf } from './evidence.ts';

const entry = (changes: Partial<SightEntry> = {}, width = 80, height = 30): SightEntry => ({
  isIntersecting: true,
  intersectionRatio: 1,
  boundingClientRect: { width, height } as DOMRectReadOnly,
  isVisible: true,
  ...changes,
});

describe('how an element was seen', () => {
  it('is visible only where the browser can tell and says so', () => {
    expect(seenOf(entry(), true, 1)).toBe('visible');
    expect(seenOf(entry({ isVisible: false }), true, 1)).toBe('hidden');
  });

  it('is unknown, never visible, where the browser cannot tell', () => {
    expect(seenOf(entry({ isVisible: true }), false, 1)).toBe('unknown');
    expect(seenOf(entry({ isVisible: false }), false, 1)).toBe('unknown');
  });

  it.each([
    ['clipped', entry({ intersectionRatio: 0.94 })],
    ['out of the viewport', entry({ isIntersecting: false, intersectionRatio: 0 })],
    ['shrunk to a line', entry({}, 200, 11)],
    ['shrunk to nothing', entry({}, 0, 0)],
  ])('is hidden when it is %s, whatever the browser can tell', (_what, seen) => {
    expect([seenOf(seen, true, 1), seenOf(seen, false, 1)]).toEqual(['hidden', 'hidden']);
  });

  it('is hidden when the page has zoomed it out, and no larger for a finer screen', () => {
    expect(seenOf(entry(), true, 0.2)).toBe('hidden');
    expect(seenOf(entry({}, 80, 11), true, 3)).toBe('hidden');
    expect(seenOf(entry(), true, 3)).toBe('visible');
  });
});
