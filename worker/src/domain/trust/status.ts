import { toTimestamp } from '@roundgate/contract';
import type { StatusDocument } from '@roundgate/contract/trust';

/** How long a status is good for (shared design: integrity). */
export const STATUS_LIFETIME_MS = 600_000;
/** A status is renewed this long after it was issued, so that nobody is handed one that is about to end. */
export const STATUS_RENEW_MS = 300_000;
/** How far behind the current one a loader's status may be at its launch: a download takes its time. */
export const STATUS_GRACE_MS = STATUS_LIFETIME_MS + 300_000;

/** What is true now, apart from when it is said. */
export type StatusFacts = Pick<StatusDocument, 'documents' | 'live' | 'revoked_builds' | 'revoked_keys'>;

const sorted = (facts: StatusFacts): string =>
  JSON.stringify([
    Object.entries(facts.documents).sort(([a], [b]) => (a < b ? -1 : 1)),
    Object.entries(facts.live)
      .map(([game, builds]) => [game, [...builds].sort()])
      .sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    [...facts.revoked_builds].sort(),
    [...facts.revoked_keys].sort(),
  ]);

/** True while this status says what is true and is young enough to be handed out. */
export const isStatusCurrent = (status: StatusDocument, facts: StatusFacts, nowMs: number): boolean =>
  nowMs - Date.parse(status.issued_at) < STATUS_RENEW_MS && sorted(status) === sorted(facts);

/**
 * The version after `newest`, counted in seconds of UTC: it grows even when the store behind it was lost, so that no
 * device that has seen a status takes the next one for an older one.
 */
export const nextStatusVersion = (newest: number, nowMs: number): number =>
  Math.max(newest + 1, Math.floor(nowMs / 1000));

/** The next status. */
export const statusDocument = (version: number, facts: StatusFacts, nowMs: number): StatusDocument => ({
  format: 'roundgate.status/1',
  version,
  issued_at: toTimestamp(nowMs),
  expires_at: toTimestamp(nowMs + STATUS_LIFETIME_MS),
  documents: facts.documents,
  live: facts.live,
  revoked_builds: facts.revoked_builds,
  revoked_keys: facts.revoked_keys,
});
