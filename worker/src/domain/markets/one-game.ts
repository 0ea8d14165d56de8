import type { Session } from '../sessions/session.ts';

/**
 * The running sessions that end because another one was launched: where a market allows one game at a time, the newest
 * launch wins (spec M2). The player sees what was just opened and nothing is played unseen behind it; a round that runs
 * in an older session is settled all the same. A session that goes on from one that was left (`goesOn`) takes its place. Refusing the new launch instead would lock out a player whose tab died.
 */
export const endedByLaunch = (launched: Session, running: readonly Session[], goesOn = false): Session[] =>
  running.filter(
    (other) =>
      other.sessionId !== launched.sessionId &&
      (goesOn || launched.market.rules.one_game_at_a_time || other.market.rules.one_game_at_a_time),
  );
