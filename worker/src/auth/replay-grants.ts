import type { JWTPayload } from 'jose';
import type { Config } from '../config.ts';
import { grantKeys } from './grants.ts';
import type { IssuedToken, TokenFault } from './tokens.ts';

/** How long an address of a replay may be opened; whoever may have the receipt gets another with it. */
const LIFETIME_MS = 7 * 24 * 3_600_000;

/** The one recorded round that a replay shows. It opens nothing else, and nothing can be played with it. */
export interface ReplaySubject {
  readonly operatorId: string;
  readonly playerId: string;
  readonly roundId: string;
  readonly gameId: string;
  readonly buildHash: string;
}

/** Signs and checks the grants of replays, with the keys of the platform's tokens and an audience of their own. */
export interface ReplayGrants {
  issue(subject: ReplaySubject, nowMs: number): Promise<IssuedToken>;
  verify(grant: string, nowMs: number): Promise<ReplaySubject | TokenFault>;
}

/** The subject of checked claims; undefined when they are not those of a replay. */
function subjectOf({ op, sub, rnd, game, build }: JWTPayload): ReplaySubject | undefined {
  const claims = [op, sub, rnd, game, build];
  if (!claims.every((claim): claim is string => typeof claim === 'string')) return undefined;
  const [operatorId = '', playerId = '', roundId = '', gameId = '', buildHash = ''] = claims;
  return { operatorId, playerId, roundId, gameId, buildHash };
}

/** Builds the grants of one configuration. */
export function createReplayGrants(config: Config): ReplayGrants {
  const keys = grantKeys(config, 'roundgate:replay');
  return {
    issue: ({ operatorId, playerId, roundId, gameId, buildHash }, nowMs) =>
      keys.sign(
        { op: operatorId, sub: playerId, rnd: roundId, game: gameId, build: buildHash },
        nowMs + LIFETIME_MS,
      ),
    async verify(grant, nowMs) {
      const opened = await keys.open(grant, nowMs);
      return typeof opened === 'string' ? opened : (subjectOf(opened) ?? 'UNAUTHENTICATED');
    },
  };
}
