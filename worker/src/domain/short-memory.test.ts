import { describe, expect, it } from 'vitest';
import { ShortMemory } from './short-memory.ts';

/** A source that counts its readings; each is answered when it is told to. */
function source() {
  const waiting: ((value: number) => void)[] = [];
  const load = () => new Promise<number>((resolve) => void waiting.push(resolve));
  return { waiting, load };
}
const failing = () => Promise.reject(new Error('out of order'));
const never = () => Promise.reject(new Error('is not to be read'));

describe('what is kept for a short while', () => {
  it('serves everybody for three seconds', async () => {
    const memory = new ShortMemory<number>();
    expect(await memory.read(0, undefined, async () => 1)).toBe(1);
    expect(await memory.read(2_999, undefined, never)).toBe(1);
  });

  it('is renewed by one reader, while the others do not wait', async () => {
    const memory = new ShortMemory<number>();
    const { waiting, load } = source();
    await memory.read(0, undefined, async () => 1);
    const renewing = memory.read(3_000, undefined, load);
    expect(await memory.read(3_100, undefined, never)).toBe(1);
    waiting[0]?.(2);
    expect(await renewing).toBe(2);
    expect(await memory.read(3_200, undefined, never)).toBe(2);
  });

  it('is read by the next one when that reader was cut off', async () => {
    const memory = new ShortMemory<number>();
    await memory.read(0, undefined, async () => 1);
    void memory.read(3_000, undefined, source().load);
    expect(await memory.read(4_000, undefined, async () => 3)).toBe(3);
  });

  it('never serves for more than five seconds', async () => {
    const memory = new ShortMemory<number>();
    await memory.read(0, undefined, async () => 1);
    void memory.read(4_900, undefined, source().load);
    expect(await memory.read(5_000, undefined, async () => 2)).toBe(2);
  });

  it('is read now when it must be fresh, and fails then as the source does', async () => {
    const memory = new ShortMemory<number>();
    await memory.read(0, undefined, async () => 1);
    expect(await memory.read(1, 'fresh', async () => 2)).toBe(2);
    await expect(memory.read(2, 'fresh', failing)).rejects.toThrow('out of order');
  });

  it('outlives an outage for a minute, but not a failure that is news', async () => {
    const memory = new ShortMemory<number>();
    await memory.read(0, undefined, async () => 1);
    expect(await memory.read(59_999, undefined, failing)).toBe(1);
    await expect(memory.read(59_999, undefined, failing, () => true)).rejects.toThrow('out of order');
    await expect(memory.read(60_000, undefined, failing)).rejects.toThrow('out of order');
  });

  it('does not go back to what a slower reader saw', async () => {
    const memory = new ShortMemory<number>();
    const { waiting, load } = source();
    const slow = memory.read(0, undefined, load);
    await memory.read(10, undefined, async () => 2);
    waiting[0]?.(1);
    expect(await slow).toBe(1);
    expect(memory.peek()).toBe(2);
  });
});
