import { describe, expect, it } from 'vitest';
import { ReelTape } from './reel-tape.ts';

const STRIP = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const landing = (stop: number, column = [0, 1, 2].map((row) => STRIP[(stop + row) % 7] ?? '')) => ({
  strip: STRIP,
  stop,
  column,
});
const windowAt = (tape: ReelTape, position: number) => [0, 1, 2].map((row) => tape.symbolAt(row - position));

describe('reel tape', () => {
  it('shows its first column at rest', () => {
    expect(windowAt(new ReelTape(landing(2)), 0)).toEqual(['c', 'd', 'e']);
  });

  it('runs the strip downwards, cyclic', () => {
    const tape = new ReelTape(landing(1));
    expect(windowAt(tape, 1)).toEqual(['a', 'b', 'c']);
    expect(windowAt(tape, 2)).toEqual(['g', 'a', 'b']);
  });

  it('rests on the column it was told, with the strip around it', () => {
    const tape = new ReelTape(landing(0));
    const target = tape.land(landing(4), 10.4, 2);
    expect(Number.isInteger(target)).toBe(true);
    expect(windowAt(tape, target)).toEqual(['e', 'f', 'g']);
    expect(tape.symbolAt(-1 - target)).toBe('d');
    expect(tape.symbolAt(3 - target)).toBe('a');
  });

  it('lets the told column outrank the strip', () => {
    const tape = new ReelTape(landing(0));
    const target = tape.land(landing(4, ['x', 'y', 'z']), 3, 1);
    expect(windowAt(tape, target)).toEqual(['x', 'y', 'z']);
  });

  it('changes no symbol that can be seen when a landing is spliced in', () => {
    const tape = new ReelTape(landing(0));
    let position = 0;
    for (let spin = 0; spin < 20; spin += 1) {
      position += 3.37 + spin;
      const rows = [-1, 0, 1, 2, 3];
      const seen = () => rows.map((row) => tape.symbolAt(Math.floor(-position) + row));
      const before = seen();
      const target = tape.land(landing((spin * 3) % 7, ['x', 'y', 'z']), position, 1);
      expect(seen()).toEqual(before);
      expect(windowAt(tape, target)).toEqual(['x', 'y', 'z']);
      position = target;
    }
  });

  it('shows a column at once', () => {
    const tape = new ReelTape(landing(0));
    const position = tape.show(landing(5), 12.3);
    expect(windowAt(tape, position)).toEqual(['f', 'g', 'a']);
  });
});
