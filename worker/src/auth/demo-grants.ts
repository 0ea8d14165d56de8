import type { Currency } from '@roundgate/contract';
import type { JWTPayload } from 'jose';
import type { Config } from '../config.ts';
import { grantKeys } from './grants.ts';
import type { IssuedToken, TokenFault, TokenSubject } from './tokens.ts';

/** How long a demo may be started again, offline too. */
const LIFETIME_MS = 7 * 24 * 3_600_000;

/** What a demo is granted for. It names no player, moves no money and opens nothing else (spec M5). */
export interface DemoSubject extends Omit<TokenSubject, 'playerId' | 'sessionId'> {
  readonly currency: Currency;
  readonly locale: string;
}

/** A grant that holds, and when it ends. */
export interface DemoGrant extends DemoSubject {
  readonly expiresAtMs: number;
}

/** Signs and checks the grants of demos, with the keys of the platform's tokens and an audience of their own. */
export interface DemoGrants {
  /** A grant that ends after a week, or with the terms that it is given under. */
  issue(subject: DemoSubject, termsUntilMs: number, nowMs: number): Promise<IssuedToken>;
  verify(grant: string, nowMs: number): Promise<DemoGrant | TokenFault>;
}

/** The grant of checked claims; undefined when they are not those of a demo. */
function grantOf(payload: JWTPayload): DemoGrant | undefined {
  const { op, game, build, rtp, geo, cur, loc, exp } = payload as Record<string, unknown>;
  const claims = [op, game, build, rtp, geo, cur, loc];
  if (typeof exp !== 'number' || !claims.every((claim): claim is string => typeof claim === 'string'))
    return undefined;
  const [operatorId = '', gameId = '', buildHash = '', rtpProfile = '', country = '', , locale = ''] = claims;
  // Our own signature stands over it: it is the currency that was checked when the grant was given.
  const currency = cur as Currency;
  return { operatorId, gameId, buildHash, rtpProfile, country, currency, locale, expiresAtMs: exp * 1000 };
}

/** Builds the grants of one configuration. */
export function createDemoGrants(config: Config): DemoGrants {
  const keys = grantKeys(config, 'roundgate:demo');
  return {
    issue({ operatorId, gameId, buildHash, rtpProfile, country, currency, locale }, untilMs, nowMs) {
      const claims = { op: operatorId, game: gameId, build: buildHash, rtp: rtpProfile };
      const place = { geo: country, cur: currency, loc: locale };
      return keys.sign({ ...claims, ...place }, Math.min(nowMs + LIFETIME_MS, untilMs));
    },
    async verify(grant, nowMs) {
      const opened = await keys.open(grant, nowMs);
      return typeof opened === 'string' ? opened : (grantOf(opened) ?? 'UNAUTHENTICATED');
    },
  };
}
