import { describe, expect, it } from 'vitest';
import { Clock } from './clock.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('clock', () => {
  it('runs a tween to its exact end', async () => {
    const clock = new Clock();
    const seen: number[] = [];
    const done = clock.tween({ durationMs: 100, update: (value) => seen.push(value) });
    for (const ms of [40, 40, 40]) clock.advance(ms);
    await done;
    expect(seen).toEqual([0.4, 0.8, 1]);
  });

  it('stands still while paused', async () => {
    const clock = new Clock();
    let over = false;
    void clock.wait(50).then(() => {
      over = true;
    });
    clock.paused = true;
    clock.advance(80);
    await settle();
    expect(over).toBe(false);
    clock.paused = false;
    clock.advance(80);
    await settle();
    expect(over).toBe(true);
  });

  it('ends whatever waits at the next frame when it hurries', async () => {
    const clock = new Clock();
    const seen: number[] = [];
    const done = clock.tween({ durationMs: 9_000, update: (value) => seen.push(value) });
    clock.hurry = true;
    clock.advance(16);
    await done;
    expect(seen).toEqual([1]);
  });

  it('takes a frozen page for one frame, not for time that was seen', () => {
    const clock = new Clock();
    const seen: number[] = [];
    void clock.tween({ durationMs: 1_000, update: (value) => seen.push(value) });
    clock.advance(60_000);
    expect(seen).toEqual([0.1]);
  });

  it('rejects when an update throws', async () => {
    const clock = new Clock();
    const done = clock.tween({
      durationMs: 10,
      update: () => {
        throw new Error('broken picture');
      },
    });
    clock.advance(16);
    await expect(done).rejects.toThrow('broken picture');
  });
});
