import type { Refusal } from '../sessions/session.ts';
import { MINUTE_MS, type PlayerRg, type RgFacts } from './state.ts';

/** The player's record once the panic button was pressed (spec G2); refused where the market has none. */
export function pressPanic({ session, player }: RgFacts, nowMs: number): PlayerRg | Refusal {
  const { panic_h } = session.market.rules;
  if (panic_h === null) return { code: 'FORBIDDEN', facts: { detail: 'this market has no panic button' } };
  const untilMs = nowMs + panic_h * 60 * MINUTE_MS;
  return { ...player, panicUntilMs: Math.max(untilMs, player.panicUntilMs ?? 0) };
}
