import type { Score } from '../engine/ambience.ts';
import type { Note } from '../engine/synth.ts';

/** What a game lets be heard. */
export type SoundName =
  | 'press'
  | 'spin'
  | 'reelRest'
  | 'lineWin'
  | 'scatter'
  | 'tense'
  | 'freeSpins'
  | 'open'
  | 'win'
  | 'big'
  | 'huge'
  | 'jackpot'
  | 'refused';

/** The notes of every sound. */
export type Sounds = Readonly<Record<SoundName, readonly Note[]>>;

/** The steps of the scale that a bar plays, by eighths; a dash is a rest. Four bars, again and again. */
const CALM = ['0---4---2-------', '3---5-------4---', '2---4---0-------', '5---3---2---0---'];
const FREE = ['0-2-4-2-5-4-2-4-', '3-5-7-5-4-2-3-5-', '2-4-5-4-7-5-4-2-', '5-7-5-4-2-4-0-2-'];

/** The music behind the game: soft plucks over a low tone, and a livelier one for free spins. */
export function scoresOn(scale: readonly number[]): Readonly<Record<'calm' | 'free', Score>> {
  const root = (scale[0] ?? 523.25) / 8;
  const bars = (patterns: readonly string[], seconds: number, gain: number): Score => ({
    barSeconds: seconds,
    bar(index) {
      const pattern = patterns[index % patterns.length] ?? '';
      const step = seconds / pattern.length;
      const melody = [...pattern].flatMap((sign, at) =>
        sign === '-'
          ? []
          : [{ hertz: (scale[Number(sign)] ?? root * 8) / 2, at: at * step, length: 1.6, gain }],
      );
      const low = {
        hertz: index % 2 === 0 ? root : root * 1.5,
        at: 0,
        length: seconds * 1.15,
        gain: gain * 1.8,
      };
      return [low, ...melody];
    },
  });
  return { calm: bars(CALM, 6.4, 0.022), free: bars(FREE, 3.6, 0.03) };
}

function pluck(scale: readonly number[], step: number, at: number, gain = 0.16): Note[] {
  const hertz = scale[step % scale.length] ?? 523.25;
  return [
    { hertz, at, length: 0.55, gain, wave: 'triangle' },
    { hertz: hertz * 2, at, length: 0.3, gain: gain * 0.35 },
  ];
}

/** All sounds of a game; its melodies run over the tones of its scale, in hertz. */
export function soundsOn(scale: readonly number[]): Sounds {
  const run = (steps: readonly number[], everySeconds: number, gain?: number): Note[] =>
    steps.flatMap((step, index) => pluck(scale, step, index * everySeconds, gain));
  return {
    press: [{ hertz: 420, toHertz: 300, at: 0, length: 0.07, gain: 0.12, wave: 'triangle' }],
    spin: [
      { hertz: 150, toHertz: 340, at: 0, length: 0.32, gain: 0.09, wave: 'triangle' },
      { hertz: 300, toHertz: 610, at: 0.03, length: 0.28, gain: 0.03 },
    ],
    reelRest: [
      { hertz: 170, toHertz: 62, at: 0, length: 0.13, gain: 0.3 },
      { hertz: 950, toHertz: 500, at: 0, length: 0.03, gain: 0.05, wave: 'square' },
    ],
    lineWin: run([0, 2, 4], 0.07),
    scatter: [
      { hertz: 98, at: 0, length: 2.2, gain: 0.22 },
      { hertz: 146.8, at: 0, length: 1.8, gain: 0.14 },
      { hertz: 233.1, toHertz: 226, at: 0, length: 1.4, gain: 0.09 },
      ...run([3, 5, 7], 0.12, 0.1),
    ],
    tense: [
      { hertz: 110, toHertz: 330, at: 0, length: 1.5, gain: 0.09, wave: 'triangle' },
      ...[0, 0.18, 0.36, 0.54, 0.72, 0.9, 1.08, 1.26].map((at, step) => ({
        ...{ hertz: 660 + step * 40, at, length: 0.09, gain: 0.035 + step * 0.006 },
      })),
    ],
    freeSpins: [
      { hertz: 98, at: 0, length: 2.6, gain: 0.22 },
      { hertz: 147, at: 0, length: 2.2, gain: 0.14 },
      ...run([0, 2, 4, 7, 4, 7], 0.13, 0.16),
    ],
    open: [
      { hertz: 900, toHertz: 2400, at: 0, length: 0.16, gain: 0.04, wave: 'sawtooth' },
      ...run([4, 5, 7], 0.09, 0.17),
    ],
    win: run([0, 2, 3, 5], 0.09),
    big: run([0, 2, 3, 5, 4, 5, 7, 5, 7], 0.11, 0.18),
    huge: run([0, 2, 3, 5, 4, 5, 7, 5, 7, 3, 5, 7, 5, 7, 7, 7], 0.11, 0.2),
    jackpot: [
      { hertz: 65.4, at: 0, length: 5, gain: 0.24 },
      { hertz: 130.8, at: 0, length: 4.6, gain: 0.16 },
      ...run([0, 3, 5, 7, 5, 7, 3, 5, 7, 0, 3, 5, 7, 5, 7, 7, 5, 7, 7, 7], 0.16, 0.2),
    ],
    refused: [
      { hertz: 240, toHertz: 170, at: 0, length: 0.18, gain: 0.12, wave: 'triangle' },
      { hertz: 180, toHertz: 120, at: 0.14, length: 0.24, gain: 0.12, wave: 'triangle' },
    ],
  };
}
