import { z } from 'zod';

const prefixed = (prefix: string, description: string) =>
  z
    .string()
    .regex(
      new RegExp(`^${prefix}-[A-Za-z0-9_-]{1,64}$`),
      `must look like ${prefix}-… (letters, digits, _ and -)`,
    )
    .meta({ description });

/** A game, in every build and market (spec P2). */
export const GameId = prefixed('g', 'A game, in every build and market');
/** The studio that signs builds and runs the RGS. */
export const StudioId = prefixed('st', 'The studio that signs builds and runs the RGS');
/** The operator whose wallet holds the money. */
export const OperatorId = prefixed('op', 'The operator whose wallet holds the money');
/** A player, unique within one operator. */
export const PlayerId = prefixed('p', 'A player, unique within one operator');
/** One launch of one game by one player. */
export const SessionId = prefixed('s', 'One launch of one game by one player');
/** Chosen by the client once per bet and repeated on every retry of it: the idempotency key of a round. */
export const RoundId = z
  .string()
  .regex(/^rnd-[A-Za-z0-9_-]{8,64}$/, 'must look like rnd-… with 8 to 64 letters, digits, _ or -')
  .meta({ description: 'Chosen by the client once per bet, repeated on every retry: the idempotency key' });
/** One spin at the RGS; derived by the gateway from operator, player and round. */
export const SpinId = prefixed('spin', 'One spin at the RGS, derived by the gateway');

/** A packet of free spins, named by the operator: the idempotency key of the grant, unique within a player. */
export const GrantId = prefixed('fs', 'A packet of free spins, named by the operator: the idempotency key');

/** A tournament or mission, named by its operator and unique within it. */
export const TournamentId = prefixed('tn', 'A tournament or mission, named by its operator');

/** A lowercase SHA-256 in hex, without prefix. */
export const Sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lowercase hex digits');
/** SHA-256 of a build's signed payload: the build's only name (spec P2). */
export const BuildHash = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, 'must be sha256: and 64 lowercase hex digits')
  .meta({ description: "SHA-256 of the build manifest's signed bytes" });

/** ISO 3166-1 alpha-2, with a subdivision where the market is one (US-NJ, CA-ON). */
export const Country = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'must be an ISO 3166 code such as DE or CA-ON');
/** BCP 47, language with an optional region. */
export const Locale = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'must be a language tag such as en or pt-BR');
/** A pre-certified return-to-player profile of a game; never changed in a running session (spec M2). */
export const RtpProfile = z.string().regex(/^[0-9]{2,3}(\.[0-9]{1,2})?$/, 'must be a profile such as 96');
/** UTC, ISO 8601 with milliseconds (spec P3). */
export const Timestamp = z
  .string()
  .regex(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    'must be UTC with milliseconds, such as 2026-01-31T12:00:00.000Z',
  )
  .refine((text) => !Number.isNaN(Date.parse(text)), 'must be a real date');
const isRealDay = (text: string): boolean => {
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
};
/** A UTC day. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/, 'must be a day such as 2026-01-31')
  .refine(isRealDay, 'must be a real day');
/** Correlates one request across gateway, RGS, wallet and logs (W3C trace id). */
export const TraceId = z.string().regex(/^[0-9a-f]{32}$/, 'must be 32 lowercase hex digits');

/** Formats UTC milliseconds for the wire (spec P3). */
export const toTimestamp = (utcMs: number): string => new Date(utcMs).toISOString();
