import type { GameEvent, RoundResult } from '@roundgate/contract';
import { pictureDice } from '../../src/engine/dice.ts';
import { cellsOf, lineSymbols, windowAt } from '../../src/model/grid.ts';
import { linePay } from '../../src/model/line-pay.ts';
import { lineBetMinor } from '../../src/model/paytable.ts';
import { type SlotModel, stripsOf } from '../../src/model/slot-model.ts';

const BUILD = `sha256:${'ab'.repeat(32)}`;
const eur = (amountMinor: number) => ({ amount_minor: amountMinor, currency: 'EUR', exponent: 2 }) as const;

/** A round result around events; `n` makes its ids. */
export function roundOf(events: readonly GameEvent[], stakeMinor: number, n = 1): RoundResult {
  const last = events.at(-1);
  const winMinor = last?.type === 'round_ended' ? last.win_minor : 0;
  return {
    round_id: `rnd-harness-${String(n).padStart(4, '0')}`,
    spin_id: `spin-${n}`,
    session_id: 's-harness',
    game_id: 'g-night-market',
    build_hash: BUILD,
    spin_type: 'cash',
    stake: eur(stakeMinor),
    win: eur(winMinor),
    features: [],
    events: [...events],
    drawn_at: '2026-11-20T20:00:00.000Z',
  };
}

/** The events of one spin at given stops, paid as the model pays. */
export function spinEvents(model: SlotModel, stops: readonly number[], stakeMinor: number): GameEvent[] {
  const window = windowAt(stripsOf(model, 'base'), stops, model.rows);
  const lineBet = lineBetMinor(model, stakeMinor);
  const events: GameEvent[] = [{ type: 'reels_stopped', set: 'base', stops: [...stops], window }];
  model.lines.forEach((line, index) => {
    const { symbol, count, pay } = linePay(model, lineSymbols(window, line));
    if (pay === 0) return;
    const cells = line.slice(0, count).map((row, reel) => ({ reel, row }));
    const pay_minor = pay * lineBet;
    events.push({ type: 'line_win', line: index, symbol, count, cells, multiplier: 1, pay_minor });
  });
  for (const [symbol, pays] of Object.entries(model.scatterPays)) {
    const cells = cellsOf(window, symbol);
    const pay = pays[String(cells.length)] ?? 0;
    const count = cells.length;
    if (pay > 0)
      events.push({ type: 'scatter_win', symbol, count, cells, multiplier: 1, pay_minor: pay * stakeMinor });
  }
  return events;
}

/** Closes events with the sum that they pay. */
export function closed(events: readonly GameEvent[]): GameEvent[] {
  const win_minor = events.reduce((sum, event) => sum + ('pay_minor' in event ? event.pay_minor : 0), 0);
  return [...events, { type: 'round_ended', win_minor }];
}

/** The first spin, in a fixed order of drawn stops, whose win in stakes lies in a range and which fits. */
export function findSpin(
  model: SlotModel,
  stakeMinor: number,
  [least, most]: readonly [number, number],
  fits: (events: readonly GameEvent[]) => boolean = () => true,
): GameEvent[] {
  const lengths = stripsOf(model, 'base').map((strip) => strip.length);
  const dice = pictureDice(11);
  for (let turn = 0; turn < 400_000; turn += 1) {
    const stops = lengths.map((length) => Math.floor(dice() * length));
    const events = closed(spinEvents(model, stops, stakeMinor));
    const last = events.at(-1);
    const stakes = last?.type === 'round_ended' ? last.win_minor / stakeMinor : -1;
    if (stakes >= least && stakes <= most && fits(events)) return events;
  }
  throw new Error(`no spin wins between ${least} and ${most} stakes`);
}
