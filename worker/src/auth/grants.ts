import { errors, importJWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Config } from '../config.ts';
import type { IssuedToken, TokenFault } from './tokens.ts';

/** Signs and opens grants of one audience: what an address may hold that is opened more than once, and moves no money. */
export interface GrantKeys {
  sign(claims: JWTPayload, expiresAtMs: number): Promise<IssuedToken>;
  /** The claims of a grant that is ours, for this audience and alive. */
  open(grant: string, nowMs: number): Promise<JWTPayload | TokenFault>;
}

/** The keys of the platform's tokens, for an audience of their own: a grant is no token, and one kind is not the other. */
export function grantKeys(config: Config, audience: string): GrantKeys {
  const [active] = config.signingKeys;
  const signingKey = importJWK({ ...active }, 'EdDSA');
  const publicKeys = new Map(
    config.signingKeys.map(({ kid, x }) => [kid, importJWK({ kty: 'OKP', crv: 'Ed25519', x }, 'EdDSA')]),
  );
  return {
    async sign(claims, expiresAtMs) {
      const expiresAt = Math.floor(expiresAtMs / 1000);
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', kid: active.kid })
        .setIssuer(config.edgeOrigin)
        .setAudience(audience)
        .setExpirationTime(expiresAt)
        .sign(await signingKey);
      return { token, expiresAtMs: expiresAt * 1000 };
    },
    async open(grant, nowMs) {
      const keyOf = ({ kid }: { kid?: string }) =>
        publicKeys.get(kid ?? '') ?? Promise.reject(new errors.JWKSNoMatchingKey());
      const options = { issuer: config.edgeOrigin, audience, algorithms: ['EdDSA'] };
      try {
        return (await jwtVerify(grant, keyOf, { ...options, currentDate: new Date(nowMs) })).payload;
      } catch (error) {
        return error instanceof errors.JWTExpired ? 'TOKEN_EXPIRED' : 'UNAUTHENTICATED';
      }
    },
  };
}
