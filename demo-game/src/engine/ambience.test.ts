import { describe, expect, it } from 'vitest';
import { Ambience, type Score } from './ambience.ts';
import type { Note, Synth } from './synth.ts';

const score = (hertz: number): Score => ({
  barSeconds: 1,
  bar: (index) => [{ hertz: hertz + index, at: 0, length: 1, gain: 0.1 }],
});

function listen(): { synth: Synth; heard: number[]; hush: (silent: boolean) => void } {
  const heard: number[] = [];
  const ear = {
    audible: true,
    play: (notes: readonly Note[]) => heard.push(...notes.map(({ hertz }) => hertz)),
  };
  const hush = (silent: boolean) => {
    ear.audible = !silent;
  };
  return { synth: ear as unknown as Synth, heard, hush };
}

describe('ambience', () => {
  it('plays one bar after another', () => {
    const { synth, heard } = listen();
    const ambience = new Ambience(synth, score(100));
    for (let frame = 0; frame < 25; frame += 1) ambience.advance(100);
    expect(heard).toEqual([100, 101, 102]);
  });

  it('begins another score with its first bar, when the bar is over', () => {
    const { synth, heard } = listen();
    const ambience = new Ambience(synth, score(100));
    for (let frame = 0; frame < 12; frame += 1) ambience.advance(100);
    ambience.score = score(500);
    for (let frame = 0; frame < 12; frame += 1) ambience.advance(100);
    expect(heard).toEqual([100, 101, 500]);
  });

  it('is silent while nothing can be heard', () => {
    const { synth, heard, hush } = listen();
    const ambience = new Ambience(synth, score(100));
    hush(true);
    for (let frame = 0; frame < 30; frame += 1) ambience.advance(100);
    expect(heard).toEqual([]);
    hush(false);
    ambience.advance(16);
    expect(heard).toEqual([100]);
  });
});
