import { pictureDice } from './dice.ts';

/** One note of a sound. */
export interface Note {
  readonly hertz: number;
  /** Seconds after the sound began. */
  readonly at: number;
  /** Seconds until it has died away. */
  readonly length: number;
  readonly gain: number;
  readonly wave?: OscillatorType;
  /** Pitch to slide to. */
  readonly toHertz?: number;
}

const ROOM_SECONDS = 1.4;
const ROOM_GAIN = 0.16;

/** The echo of a street between houses: noise that dies away, softly mixed in. */
function room(context: AudioContext): AudioNode {
  const length = Math.floor(context.sampleRate * ROOM_SECONDS);
  const buffer = context.createBuffer(2, length, context.sampleRate);
  const dice = pictureDice(3);
  for (const channel of [0, 1]) {
    const samples = buffer.getChannelData(channel);
    for (let at = 0; at < length; at += 1)
      samples[at] = (dice() * 2 - 1) * (1 - at / length) ** 3 * ROOM_GAIN;
  }
  return new ConvolverNode(context, { buffer, disableNormalization: true });
}

/** Plays notes made in code. Silent until {@link Synth.unlock} was called from a press, and while muted or paused. */
export class Synth {
  #context: AudioContext | null = null;
  #out: GainNode | null = null;
  #muted = false;
  #paused = false;

  get muted(): boolean {
    return this.#muted;
  }

  set muted(muted: boolean) {
    this.#muted = muted;
    if (this.#out) this.#out.gain.value = muted ? 0 : 1;
  }

  /** False where playing would be in vain: before a press, muted or paused. */
  get audible(): boolean {
    return this.#context !== null && !this.#muted && !this.#paused;
  }

  set paused(paused: boolean) {
    this.#paused = paused;
    // A device that refuses to wake stays silent; the game goes on.
    if (paused) this.#context?.suspend().catch(() => undefined);
    else this.#context?.resume().catch(() => undefined);
  }

  /** Browsers let sound begin only after a press. */
  unlock(): void {
    if (this.#context || typeof AudioContext === 'undefined') return;
    this.#context = new AudioContext();
    this.#out = this.#context.createGain();
    this.#out.gain.value = this.#muted ? 0 : 1;
    const limiter = this.#context.createDynamicsCompressor();
    this.#out.connect(limiter).connect(this.#context.destination);
    this.#out.connect(room(this.#context)).connect(limiter);
  }

  play(notes: readonly Note[]): void {
    if (!this.#context || !this.#out || this.#muted || this.#paused) return;
    for (const note of notes) this.#strike(this.#context, this.#out, note);
  }

  #strike(context: AudioContext, out: GainNode, note: Note): void {
    const start = context.currentTime + note.at;
    const end = start + note.length;
    const voice = new OscillatorNode(context, { type: note.wave ?? 'sine', frequency: note.hertz });
    if (note.toHertz !== undefined) voice.frequency.exponentialRampToValueAtTime(note.toHertz, end);
    const envelope = new GainNode(context, { gain: 0 });
    envelope.gain.setValueAtTime(0.0001, start);
    envelope.gain.exponentialRampToValueAtTime(note.gain, start + 0.008);
    envelope.gain.exponentialRampToValueAtTime(0.0001, end);
    voice.connect(envelope).connect(out);
    voice.start(start);
    voice.stop(end + 0.02);
  }
}
