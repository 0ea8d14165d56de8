import type { Currency } from '@roundgate/contract';
import { errors, importJWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Config } from '../config.ts';
import type { IssuedToken, TokenFault, TokenSubject } from './tokens.ts';

const AUDIENCE = 'roundgate:demo';
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
  const [active] = config.signingKeys;
  const signingKey = importJWK({ ...active }, 'EdDSA');
  const publicKeys = new Map(
    config.signingKeys.map(({ kid, x }) => [kid, importJWK({ kty: 'OKP', crv: 'Ed25519', x }, 'EdDSA')]),
  );
  return {
    async issue({ operatorId, gameId, buildHash, rtpProfile, country, currency, locale }, untilMs, nowMs) {
      const expiresAt = Math.floor(Math.min(nowMs + LIFETIME_MS, untilMs) / 1000);
      const claims = { op: operatorId, game: gameId, build: buildHash, rtp: rtpProfile };
      const token = await new SignJWT({ ...claims, geo: country, cur: currency, loc: locale })
        .setProtectedHeader({ alg: 'EdDSA', kid: active.kid })
        .setIssuer(config.edgeOrigin)
        .setAudience(AUDIENCE)
        .setExpirationTime(expiresAt)
        .sign(await signingKey);
      return { token, expiresAtMs: expiresAt * 1000 };
    },
    async verify(grant, nowMs) {
      const keyOf = ({ kid }: { kid?: string }) =>
        publicKeys.get(kid ?? '') ?? Promise.reject(new errors.JWKSNoMatchingKey());
      const options = { issuer: config.edgeOrigin, audience: AUDIENCE, algorithms: ['EdDSA'] };
      try {
        const { payload } = await jwtVerify(grant, keyOf, { ...options, currentDate: new Date(nowMs) });
        return grantOf(payload) ?? 'UNAUTHENTICATED';
      } catch (error) {
        return error instanceof errors.JWTExpired ? 'TOKEN_EXPIRED' : 'UNAUTHENTICATED';
      }
    },
  };
}
