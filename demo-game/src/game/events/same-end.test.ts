import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { GameEvent, RoundResult } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { compileModel, parseSlotModelText, playRound } from '../../../../apps/studio-rgs/src/maths/index.ts';
import { Clock } from '../../engine/clock.ts';
import { pictureDice } from '../../engine/dice.ts';
import type { Landing } from '../../engine/reel-tape.ts';
import { winMood } from '../../model/celebration.ts';
import { parseSlotModel } from '../../model/slot-model.ts';
import { playEvents } from '../../session/round-player.ts';
import type { GameView } from '../scene/game-view.ts';
import { EVENT_HANDLERS } from './handlers.ts';
import type { RoundShow } from './round-show.ts';

const FILE = new URL('../../../../apps/studio-rgs/models/night-market.96.json', import.meta.url);
const TEXT = readFileSync(FILE, 'utf8');
const ENGINE = compileModel(parseSlotModelText(TEXT));
const MODEL = parseSlotModel(JSON.parse(TEXT));
const STAKE_MINOR = 100;

/** The first round of the very engine, in a fixed order of draws, that fits. */
function roundWith(fits: (types: string[]) => boolean): { events: GameEvent[]; winMinor: number } {
  const dice = pictureDice(5);
  for (let turn = 0; turn < 200_000; turn += 1) {
    const round = playRound(ENGINE, STAKE_MINOR, (_, bound) => Math.floor(dice() * bound));
    if (fits(round.events.map(({ type }) => type))) return round;
  }
  throw new Error('no such round was drawn');
}

const count = (types: string[], type: string): number => types.filter((other) => other === type).length;
const ROUNDS = {
  'without a win': roundWith((types) => types.length === 2),
  'with lines': roundWith((types) => count(types, 'line_win') > 2 && !types.includes('scatter_win')),
  'with a bonus': roundWith((types) => types.includes('bonus_prize')),
  'with free spins won again': roundWith((types) => count(types, 'free_spins_awarded') > 1),
};

/** What is left on the screen when a round has been shown. */
interface Screen {
  said: string;
  winMinor: number;
  window: unknown;
  marks: unknown;
  lit: unknown;
  plaque: boolean;
  picker: boolean;
  free: boolean;
}

/** Plays a round on a picture that only remembers; `onFrame` is the player's finger. */
async function play(
  { events, winMinor }: { events: GameEvent[]; winMinor: number },
  onFrame: (clock: Clock, frame: number) => void,
  choice: number | null,
): Promise<{ screen: Screen; frames: number }> {
  const clock = new Clock();
  const screen: Screen = {
    ...{ said: '', winMinor: 0, window: null, marks: [], lit: null },
    ...{ plaque: false, picker: false, free: false },
  };
  const sprite = { scale: { set: () => undefined } };
  const view = {
    reels: {
      spin: () => undefined,
      land: (_: readonly Landing[], tense: readonly boolean[]) =>
        clock.wait(tense.includes(true) ? 2_000 : 600),
      light: (cells: unknown) => {
        screen.lit = cells;
      },
      sprites: (cells: readonly unknown[]) => cells.map(() => sprite),
    },
    lines: {
      show: (marks: unknown) => {
        screen.marks = structuredClone(marks);
      },
    },
    lights: { celebrate: () => undefined },
    plaque: {
      open: () => {
        screen.plaque = true;
        return clock.wait(300);
      },
      write: () => undefined,
      close: async () => {
        await clock.wait(160);
        screen.plaque = false;
      },
    },
    showFree: (on: boolean) => {
      screen.free = on;
    },
    clearWins: () => {
      screen.marks = [];
      screen.lit = null;
    },
  };
  const result = { win: { amount_minor: winMinor }, stake: { amount_minor: STAKE_MINOR } } as RoundResult;
  const show: RoundShow = {
    view: view as unknown as GameView,
    clock,
    motion: { reduced: false, onChange: () => undefined } as unknown as RoundShow['motion'],
    model: MODEL,
    result,
    mood: winMood(winMinor, STAKE_MINOR, false),
    picker: {
      open: () => {
        screen.picker = true;
        return choice === null ? new Promise(() => undefined) : Promise.resolve(choice);
      },
      reveal: () => undefined,
      close: () => {
        screen.picker = false;
      },
    },
    pickWithinMs: 5_000,
    wonMinor: 0,
    marks: [],
    money: String,
    text: (key, values) => `${key} ${JSON.stringify(values ?? {})}`,
    say: (write) => {
      screen.said = write();
    },
    showWin: (minor) => {
      screen.winMinor = minor;
    },
    sound: () => undefined,
    landed: (window) => {
      clock.hurry = false;
      screen.window = window;
    },
    freeSpin: () => {
      clock.hurry = false;
    },
  };
  let over = false;
  const played = playEvents(events, EVENT_HANDLERS, show).then(() => {
    over = true;
  });
  let frames = 0;
  for (; !over && frames < 20_000; frames += 1) {
    onFrame(clock, frames);
    clock.advance(50);
    await setImmediate();
  }
  await played;
  return { screen, frames };
}

describe.each(Object.entries(ROUNDS))('a round %s', (_, round) => {
  it('ends alike when it is watched, hurried through, and skipped here and there', async () => {
    const watched = await play(round, () => undefined, null);
    expect(watched.screen).toMatchObject({
      ...{ winMinor: round.winMinor, plaque: false, picker: false, free: false },
    });
    const hurry = (clock: Clock) => {
      clock.hurry = true;
    };
    const hurried = await play(round, hurry, null);
    expect(hurried.screen).toEqual(watched.screen);
    expect(hurried.frames).toBeLessThan(watched.frames / 2);
    const seed = Date.now() % 1_000_000;
    const dice = pictureDice(seed);
    for (let turn = 0; turn < 8; turn += 1) {
      const nowAndThen = (clock: Clock) => dice() < 0.05 && hurry(clock);
      const { screen } = await play(round, nowAndThen, Math.floor(dice() * 6));
      expect(screen, `seed ${seed}`).toEqual(watched.screen);
    }
  });
});
