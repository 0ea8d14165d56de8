import type { GameEvent } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { type EventHandlers, playEvents, RoundMismatch, UnknownEvent } from './round-player.ts';

const note = async (event: GameEvent, seen: string[]) => {
  await Promise.resolve();
  seen.push(event.type);
};
const HANDLERS: EventHandlers<string[]> = {
  reels_stopped: note,
  line_win: note,
  scatter_win: note,
  free_spins_awarded: note,
  free_spin_started: note,
  free_spins_ended: note,
  bonus_prize: note,
  win_capped: note,
  round_ended: note,
};
const REELS = { type: 'reels_stopped', set: 'base', stops: [0], window: [['A']] } as const;
const ENDED = { type: 'round_ended', win_minor: 0 } as const;

describe('round player', () => {
  it('plays events one after another, in order', async () => {
    const seen: string[] = [];
    await playEvents([{ ...REELS, stops: [0], window: [['A']] }, ENDED], HANDLERS, seen);
    expect(seen).toEqual(['reels_stopped', 'round_ended']);
  });

  it.each(['jackpot_won', 'toString', '__proto__'])(
    'fails on the unknown event "%s" before it shows anything',
    async (type) => {
      const seen: string[] = [];
      const events = [{ ...REELS, stops: [0], window: [['A']] }, { type }, ENDED] as GameEvent[];
      await expect(playEvents(events, HANDLERS, seen)).rejects.toThrow(UnknownEvent);
      expect(seen).toEqual([]);
    },
  );

  it('fails when the round does not end', async () => {
    await expect(playEvents([], HANDLERS, [])).rejects.toThrow(RoundMismatch);
  });
});
