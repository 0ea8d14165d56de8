import { Ambience } from '../engine/ambience.ts';
import type { Clock } from '../engine/clock.ts';
import { Synth } from '../engine/synth.ts';
import { type Sounds, scoresOn, soundsOn } from '../game/sounds.ts';
import type { Theme } from '../game/theme.ts';

/** Everything of a game that is heard. */
export interface Sound {
  readonly synth: Synth;
  readonly sounds: Sounds;
  /** Lets the music run on this clock. */
  start(clock: Clock): void;
  /** Plays the music of free spins, or that of all other rounds. */
  showFree(on: boolean): void;
}

export function createSound(theme: Theme, muted: boolean): Sound {
  const synth = new Synth();
  synth.muted = muted;
  const scores = scoresOn(theme.scale);
  const ambience = new Ambience(synth, scores.calm);
  return {
    synth,
    sounds: soundsOn(theme.scale),
    start: (clock) => void clock.each((deltaMs) => ambience.advance(deltaMs)),
    showFree(on) {
      ambience.score = on ? scores.free : scores.calm;
    },
  };
}
