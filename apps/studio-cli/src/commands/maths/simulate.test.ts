import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../fixtures.ts';

const MODELS = resolve(import.meta.dirname, '../../../../studio-rgs/models');
const DEMO = join(MODELS, 'night-market.96.json');
const SPINS = 600_000;

interface Facts {
  readonly spins: number;
  readonly interrupted: boolean;
  readonly rtp: { readonly seen: number; readonly interval99: [number, number]; readonly agrees: boolean };
}

const simulate = async (model: string, ...more: string[]): Promise<Facts> => {
  const { code, out } = await run(['maths', 'simulate', model, '--json', ...more]);
  expect(code).toBe(0);
  return JSON.parse(out) as Facts;
};
/** What a simulation counted, without how long it took. */
const counted = (facts: object) =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => !/Second|^ms$|^threads$/.test(name)));

describe('roundgate maths simulate', () => {
  it('counts the same on one thread and on three, and something else for another seed', async () => {
    const options = ['--spins', String(SPINS), '--seed'];
    const one = await simulate(DEMO, ...options, 'a', '--threads', '1');
    const three = await simulate(DEMO, ...options, 'a', '--threads', '3');
    const other = await simulate(DEMO, ...options, 'b', '--threads', '2');
    expect(one.spins).toBe(SPINS);
    expect(counted(three)).toEqual(counted(one));
    expect(other.rtp.seen).not.toBe(one.rtp.seen);
  });

  it('holds what it sees against the exact figures, a cap and all', async () => {
    const capped = join(MODELS, 'examples/harbour-chest.95.json');
    const { rtp } = await simulate(capped, '--spins', String(SPINS), '--seed', 'agrees');
    const middle = (rtp.interval99[0] + rtp.interval99[1]) / 2;
    expect(rtp).toMatchObject({ agrees: true, seen: expect.closeTo(middle, 9) });
    expect(Math.abs(rtp.seen - 0.945198414)).toBeLessThan(middle - rtp.interval99[0]);
  });

  it('ends on an interrupt with what it has', async () => {
    const args = ['maths', 'simulate', DEMO, '--spins', '1000000000', '--seed', 'a', '--json'];
    const { code, out } = await run(args, {
      onInterrupt: (stop) => {
        stop();
        return () => undefined;
      },
    });
    // Stopped before its first batch there is nothing to tell.
    expect([code, out]).toEqual([1, expect.stringContaining('stopped before')]);
    let stopNow = () => {};
    const shown: string[] = [];
    const later = await run(args.slice(0, -1), {
      live: true,
      onInterrupt: (stop) => {
        stopNow = stop;
        return () => undefined;
      },
      err: (text) => {
        shown.push(text);
        stopNow();
      },
    });
    expect(later.code).toBe(0);
    expect(later.out).toMatch(/^stopped after [\d,]+ spins, seed a/);
    expect(shown[0]).toMatch(/[█░]{24} .*of 1000 M/);
  });

  it('exits with 2 for a number of spins that is none', async () => {
    for (const spins of ['0', '1.5', 'many', '1e6']) {
      const { code, err } = await run(['maths', 'simulate', DEMO, '--spins', spins]);
      expect([code, err], spins).toEqual([2, expect.stringContaining('no whole number')]);
    }
    expect((await run(['maths', 'simulate', DEMO])).code).toBe(2);
  });
});
