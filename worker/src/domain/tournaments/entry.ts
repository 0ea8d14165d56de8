import type { TournamentRules } from '@roundgate/contract';
import type { Bet, Session } from '../sessions/session.ts';
import { NO_STANDING, type SpinEvent, type Standing, scored } from './standing.ts';
import { packetIdOf } from './tournament.ts';

/** A player's place in one tournament as the player's own object keeps it. */
export interface Entry {
  readonly tournamentId: string;
  readonly rules: TournamentRules;
  readonly joinedAtMs: number;
  /** The browser said that a program drives it. */
  readonly isAutomated: boolean;
  readonly standing: Standing;
  /** True once the table has it for good: later spins count no more. */
  readonly isClosed: boolean;
}

export const newEntry = (
  tournamentId: string,
  rules: TournamentRules,
  isAutomated: boolean,
  nowMs: number,
): Entry => ({
  ...{ tournamentId, rules, isAutomated, joinedAtMs: nowMs },
  ...{ standing: NO_STANDING, isClosed: false },
});

/** The packet whose spins count; null where cash spins do. */
export const packetOf = ({ tournamentId, rules }: Entry): string | null =>
  rules.entry.kind === 'packet' ? packetIdOf(tournamentId) : null;

/** True when a bet that is accepted now counts. Decided once: what a player saw when it was placed holds. */
export function countsFor(
  entry: Entry,
  bet: Pick<Bet, 'spinType' | 'grantId' | 'stakeMinor' | 'currency'>,
  { gameId }: Pick<Session, 'gameId'>,
  nowMs: number,
): boolean {
  const { rules, isClosed } = entry;
  const isOpen = !isClosed && nowMs >= Date.parse(rules.starts_at) && nowMs < Date.parse(rules.ends_at);
  if (!isOpen || !rules.game_ids.includes(gameId) || bet.currency !== rules.currency) return false;
  if (rules.entry.kind === 'packet') return bet.grantId === packetOf(entry);
  return bet.spinType === 'cash' && bet.stakeMinor >= rules.entry.min_stake_minor;
}

/** An entry after a spin that names it; unchanged once it is closed. */
export const withSpin = (entry: Entry, spin: SpinEvent): Entry =>
  entry.isClosed ? entry : { ...entry, standing: scored(entry.standing, entry.rules.metric, spin) };
