import type { RgFlags } from '@roundgate/contract';
import { errors, importJWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Config, SigningKey } from '../config.ts';

/** What each token may be used for; a token is useless anywhere else (spec A2). */
const AUDIENCE = { launch: 'roundgate:launch', player: 'roundgate:player' } as const;
const LIFETIME_MS = { player: 300_000, studio: 300_000 } as const;

/** Whom a token speaks for. */
export interface TokenSubject {
  readonly operatorId: string;
  readonly playerId: string;
  readonly sessionId: string;
  readonly gameId: string;
  readonly country: string;
  readonly rtpProfile: string;
  readonly buildHash: string;
}

/** A signed token and when it ends. */
export interface IssuedToken {
  readonly token: string;
  readonly expiresAtMs: number;
}

/** Why a token is refused. */
export type TokenFault = 'UNAUTHENTICATED' | 'TOKEN_EXPIRED';

/** Issues and checks the platform's tokens: EdDSA, short-lived, one audience each. */
export interface Tokens {
  issue(
    kind: 'launch' | 'player',
    subject: TokenSubject,
    flags: RgFlags,
    nowMs: number,
  ): Promise<IssuedToken>;
  /** The token that goes to the RGS at session start; its audience is the studio. */
  issueForStudio(
    studioId: string,
    subject: TokenSubject,
    flags: RgFlags,
    nowMs: number,
  ): Promise<IssuedToken>;
  verify(kind: 'launch' | 'player', token: string, nowMs: number): Promise<TokenSubject | TokenFault>;
  /** The public keys, for `/.well-known/jwks.json`. */
  readonly jwks: { readonly keys: readonly Record<string, string>[] };
}

const toPublic = ({ kid, x }: SigningKey) => ({
  kty: 'OKP',
  crv: 'Ed25519',
  alg: 'EdDSA',
  use: 'sig',
  kid,
  x,
});
const seconds = (ms: number): number => Math.floor(ms / 1000);
const importKey = (key: SigningKey | ReturnType<typeof toPublic>) => importJWK({ ...key }, 'EdDSA');

const claimsOf = (subject: TokenSubject, flags: RgFlags): JWTPayload => ({
  op: subject.operatorId,
  sid: subject.sessionId,
  game: subject.gameId,
  geo: subject.country,
  rtp: subject.rtpProfile,
  build: subject.buildHash,
  rg_flags: flags,
});

function subjectOf(payload: JWTPayload): TokenSubject | undefined {
  const { sub, op, sid, game, geo, rtp, build } = payload as Record<string, unknown>;
  const fields = [sub, op, sid, game, geo, rtp, build];
  if (!fields.every((field): field is string => typeof field === 'string')) return undefined;
  const [
    playerId = '',
    operatorId = '',
    sessionId = '',
    gameId = '',
    country = '',
    rtpProfile = '',
    buildHash = '',
  ] = fields;
  return { playerId, operatorId, sessionId, gameId, country, rtpProfile, buildHash };
}

/** Verified player tokens, so that a spin does not pay for a signature check that its neighbour just made. */
class VerifiedCache {
  readonly #entries = new Map<string, { subject: TokenSubject; expiresAtMs: number }>();

  get(token: string, nowMs: number): TokenSubject | undefined {
    const entry = this.#entries.get(token);
    if (entry && entry.expiresAtMs > nowMs) return entry.subject;
    this.#entries.delete(token);
    return undefined;
  }

  add(token: string, subject: TokenSubject, expiresAtMs: number): void {
    if (this.#entries.size >= 5_000) this.#entries.clear();
    this.#entries.set(token, { subject, expiresAtMs });
  }
}

/** Builds the token service of one configuration. */
export function createTokens(config: Config): Tokens {
  const lifetimeMs = { ...LIFETIME_MS, launch: config.launchLifetimeMs };
  const [active] = config.signingKeys;
  const signingKey = importKey(active);
  const publicKeys = new Map(config.signingKeys.map((key) => [key.kid, importKey(toPublic(key))]));
  const cache = new VerifiedCache();

  const sign = async (
    audience: string,
    lifetimeMs: number,
    subject: TokenSubject,
    flags: RgFlags,
    nowMs: number,
  ) => {
    const expiresAtMs = nowMs + lifetimeMs;
    const token = await new SignJWT(claimsOf(subject, flags))
      .setProtectedHeader({ alg: 'EdDSA', kid: active.kid })
      .setIssuer(config.edgeOrigin)
      .setSubject(subject.playerId)
      .setAudience(audience)
      .setJti(crypto.randomUUID())
      .setIssuedAt(seconds(nowMs))
      .setExpirationTime(seconds(expiresAtMs))
      .sign(await signingKey);
    return { token, expiresAtMs: seconds(expiresAtMs) * 1000 };
  };

  return {
    issue: (kind, subject, flags, nowMs) => sign(AUDIENCE[kind], lifetimeMs[kind], subject, flags, nowMs),
    issueForStudio: (studioId, subject, flags, nowMs) =>
      sign(studioId, LIFETIME_MS.studio, subject, flags, nowMs),
    jwks: { keys: config.signingKeys.map(toPublic) },
    async verify(kind, token, nowMs) {
      const known = kind === 'player' ? cache.get(token, nowMs) : undefined;
      if (known) return known;
      const keyOf = ({ kid }: { kid?: string }) =>
        publicKeys.get(kid ?? '') ?? Promise.reject(new errors.JWKSNoMatchingKey());
      try {
        const options = {
          issuer: config.edgeOrigin,
          audience: AUDIENCE[kind],
          algorithms: ['EdDSA'],
          currentDate: new Date(nowMs),
        };
        const { payload } = await jwtVerify(token, keyOf, options);
        const subject = subjectOf(payload);
        if (!subject) return 'UNAUTHENTICATED';
        if (kind === 'player') cache.add(token, subject, (payload.exp ?? 0) * 1000);
        return subject;
      } catch (error) {
        return error instanceof errors.JWTExpired ? 'TOKEN_EXPIRED' : 'UNAUTHENTICATED';
      }
    },
  };
}
