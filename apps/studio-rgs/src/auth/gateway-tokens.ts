import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Config } from '../config.ts';

/** Why a session token is refused; `unavailable` says nothing about the token. */
export type TokenFault = 'invalid' | 'unavailable';

/** Checks the tokens that the gateway makes for this studio (spec A2). */
export interface GatewayTokens {
  verify(jwt: string, nowMs: number): Promise<JWTPayload | TokenFault>;
}

/** A token that is wrong in itself, as against a key set that could not be read. */
const isTokenFault = (fault: unknown): boolean =>
  fault instanceof errors.JOSEError &&
  !(fault instanceof errors.JWKSTimeout) &&
  !(fault instanceof errors.JWKSInvalid) &&
  // The code of a key set that was answered with an error or without JSON.
  fault.code !== 'ERR_JOSE_GENERIC';

/** Verifies EdDSA tokens against the gateway's published keys; `aud` must be this studio. */
export function createGatewayTokens(config: Config): GatewayTokens {
  const keys = createRemoteJWKSet(config.gatewayJwksUrl, { timeoutDuration: 3_000 });
  const expected = {
    issuer: config.gatewayIssuer,
    audience: config.studioId,
    algorithms: ['EdDSA', 'Ed25519'],
    requiredClaims: ['exp', 'sub'],
    clockTolerance: 5,
  };
  return {
    async verify(jwt, nowMs) {
      try {
        const { payload } = await jwtVerify(jwt, keys, { ...expected, currentDate: new Date(nowMs) });
        return payload;
      } catch (fault) {
        return isTokenFault(fault) ? 'invalid' : 'unavailable';
      }
    },
  };
}
