import { expect, it } from 'vitest';
import { DemoRounds } from './demo.ts';

const round = (winMinor: number, endMinor = winMinor) => ({
  win_minor: winMinor,
  features: [],
  events: [{ type: 'round_ended', win_minor: endMinor }],
});
const book = (rounds: unknown[]) => ({
  format: 'roundgate.demo-rounds/1',
  game_id: 'g-night-market',
  rtp_profile: '96',
  model_hash: `sha256:${'aa'.repeat(32)}`,
  mechanics_version: 'slot-engine/1',
  seed: 'demo/1',
  unit_stake_minor: 10,
  rounds,
});
const hundred = (last: unknown) => [...Array.from({ length: 99 }, () => round(0)), last];

it('a demo book holds whole rounds, each ending with the win that it pays', () => {
  expect(DemoRounds.safeParse(book(hundred(round(50)))).success).toBe(true);
  expect(DemoRounds.safeParse(book(hundred(round(50, 40)))).success).toBe(false);
  expect(DemoRounds.safeParse(book(hundred({ ...round(0), events: [] }))).success).toBe(false);
});

it('a demo book of fewer than a hundred rounds is no sample', () => {
  expect(DemoRounds.safeParse(book([round(0)])).success).toBe(false);
});
