import type { ArmCount, CertificateRecord, RegisterEvent, Release } from '@roundgate/contract';
import {
  type Build,
  type CanaryRun,
  type CanaryStore,
  type CertifiedMaths,
  type NewEvent,
  noRelease,
  type ReleaseStore,
} from '../domain/releases/release.ts';
import type { ReleaseFacts } from '../domain/trust/register.ts';
import { inheritStatements } from './register/inherit.ts';
import { readReleaseFacts } from './register/release-facts.ts';
import {
  BUILDS,
  buildOf,
  certificateOf,
  eventOf,
  eventStatement,
  NEWEST_RELEASES,
  releaseOf,
} from './register/rows.ts';
import { ShortCache } from './register/short-cache.ts';

/** A revocation as it stands. */
export interface Revocation {
  readonly reason: string;
  readonly at: string;
  readonly by: string;
  /** False when this very request made it. */
  readonly already: boolean;
}

/** The register of builds, releases and revocations (spec M4). */
export interface Releases extends ReleaseStore, CanaryStore {
  /** The newest release of every profile of a game, read now. */
  releasesOf(gameId: string): Promise<readonly Release[]>;
  /** Revoked builds of a game, be it by themselves or by their key. With `fresh` as they are now, else up to 5 s old. */
  revokedOf(gameId: string, nowMs: number, fresh?: 'fresh'): Promise<ReadonlySet<string>>;
  revoke(kind: 'build' | 'key', id: string, event: NewEvent): Promise<Revocation>;
  isKeyRevoked(keyid: string): Promise<boolean>;
  /** The studios whose published builds a key signed. */
  signersOf(keyid: string): Promise<readonly string[]>;
  /** The newest builds of a game, and every build that was stable in it. */
  buildsOf(gameId: string): Promise<{ builds: readonly Build[]; wasStable: ReadonlySet<string> }>;
  /** A game's events before `before`, newest first. */
  events(gameId: string, before: number | undefined, limit: number): Promise<readonly RegisterEvent[]>;
  /** Counts a new session on one side of a canary. */
  countSession(sessionId: string, release: Release, arm: 'canary' | 'stable'): Promise<void>;
  /** What the signed status says of builds and keys. */
  releaseFacts(nowMs: number): Promise<ReleaseFacts>;
}

const MAX_BUILDS = 100;

const isTaken = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('UNIQUE constraint failed: releases');

type Row = Record<string, unknown>;

/** The register in D1. */
class D1Releases implements Releases {
  readonly #database: D1Database;
  readonly #revoked = new ShortCache<ReadonlySet<string>>('the register of builds cannot be read');

  constructor(database: D1Database) {
    this.#database = database;
  }

  async build(buildHash: string): Promise<Build | undefined> {
    const [row] = await this.#all(`${BUILDS} WHERE b.build_hash = ?`, buildHash);
    return row && buildOf(row);
  }

  async release(gameId: string, rtpProfile: string): Promise<Release> {
    const query =
      'SELECT * FROM releases WHERE game_id = ? AND rtp_profile = ? ORDER BY version DESC LIMIT 1';
    const [row] = await this.#all(query, gameId, rtpProfile);
    return row ? releaseOf(row) : noRelease(gameId, rtpProfile);
  }

  async releasesOf(gameId: string): Promise<readonly Release[]> {
    const rows = await this.#all(`${NEWEST_RELEASES} AND r.game_id = ? ORDER BY r.rtp_profile`, gameId);
    return rows.map(releaseOf);
  }

  async wasStable(gameId: string, rtpProfile: string, buildHash: string): Promise<boolean> {
    const query = 'SELECT 1 FROM releases WHERE game_id = ? AND rtp_profile = ? AND stable = ? LIMIT 1';
    return (await this.#all(query, gameId, rtpProfile, buildHash)).length > 0;
  }

  async certificatesWithMaths(gameId: string, rtpProfile: string): Promise<readonly CertifiedMaths[]> {
    const query = `SELECT c.*, b.model_hash, b.mechanics_version FROM certificates c
      JOIN builds b ON b.build_hash = c.build_hash WHERE c.game_id = ? AND c.rtp_profile = ?`;
    const rows = await this.#all(query, gameId, rtpProfile);
    return rows.map(({ model_hash, mechanics_version, ...row }) => ({
      certificate: certificateOf(row),
      modelHash: String(model_hash),
      mechanicsVersion: String(mechanics_version),
    }));
  }

  async append(next: Release, event: NewEvent, inherited: readonly CertificateRecord[]): Promise<boolean> {
    const { canary } = next;
    const release = this.#database
      .prepare('INSERT INTO releases VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .bind(
        ...[next.game_id, next.rtp_profile, next.version, next.stable, canary?.build_hash ?? null],
        ...[canary?.share_bp ?? null, canary?.since ?? null, event.at],
      );
    const inherit = inherited.flatMap((row) => inheritStatements(this.#database, row, event));
    try {
      await this.#database.batch([release, ...inherit, eventStatement(this.#database, event)]);
      return true;
    } catch (error) {
      if (isTaken(error)) return false;
      throw error;
    }
  }

  async enter(build: Omit<Build, 'revoked'>, by: string): Promise<void> {
    const { build_hash, studio_id, game_id, rtp_profile, version, seq, keyid, published_at: at } = build;
    const detail = `version ${version}, seq ${seq}`;
    const event = {
      at,
      by,
      act: 'published',
      game_id,
      rtp_profile,
      build_hash,
      keyid,
      reason: '',
      detail,
    } as const;
    const isNew = { sql: 'NOT EXISTS (SELECT 1 FROM builds WHERE build_hash = ?)', values: [build_hash] };
    const insert = this.#database
      .prepare('INSERT INTO builds VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
      .bind(
        ...[build_hash, studio_id, game_id, rtp_profile, version, seq],
        ...[build.model_hash, build.mechanics_version, keyid, at],
      );
    await this.#database.batch([eventStatement(this.#database, event, isNew), insert]);
  }

  async inherit(rows: readonly CertificateRecord[], event: NewEvent): Promise<void> {
    await this.#database.batch(rows.flatMap((row) => inheritStatements(this.#database, row, event)));
  }

  revokedOf(gameId: string, nowMs: number, fresh?: 'fresh'): Promise<ReadonlySet<string>> {
    const query = `SELECT b.build_hash FROM builds b WHERE b.game_id = ? AND (
      EXISTS (SELECT 1 FROM revocations WHERE kind = 'build' AND id = b.build_hash)
      OR EXISTS (SELECT 1 FROM revocations WHERE kind = 'key' AND id = b.keyid))`;
    return this.#revoked.read(gameId, nowMs, fresh, async () => {
      const rows = await this.#all(query, gameId);
      return new Set(rows.map(({ build_hash }) => String(build_hash)));
    });
  }

  async revoke(kind: 'build' | 'key', id: string, event: NewEvent): Promise<Revocation> {
    const isNew = {
      sql: 'NOT EXISTS (SELECT 1 FROM revocations WHERE kind = ? AND id = ?)',
      values: [kind, id],
    };
    const insert = this.#database
      .prepare('INSERT INTO revocations VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
      .bind(kind, id, event.reason, event.at, event.by);
    const [, inserted] = await this.#database.batch([eventStatement(this.#database, event, isNew), insert]);
    this.#revoked.clear();
    const [row] = await this.#all('SELECT * FROM revocations WHERE kind = ? AND id = ?', kind, id);
    const already = inserted?.meta.changes === 0;
    return { reason: String(row?.reason), at: String(row?.at), by: String(row?.by_key), already };
  }

  async isKeyRevoked(keyid: string): Promise<boolean> {
    return (await this.#all("SELECT 1 FROM revocations WHERE kind = 'key' AND id = ?", keyid)).length > 0;
  }

  async signersOf(keyid: string): Promise<readonly string[]> {
    const rows = await this.#all('SELECT DISTINCT studio_id FROM builds WHERE keyid = ?', keyid);
    return rows.map(({ studio_id }) => String(studio_id));
  }

  async buildsOf(gameId: string): Promise<{ builds: readonly Build[]; wasStable: ReadonlySet<string> }> {
    const [builds, stable] = await Promise.all([
      this.#all(`${BUILDS} WHERE b.game_id = ? ORDER BY b.published_at DESC LIMIT ?`, gameId, MAX_BUILDS),
      this.#all('SELECT DISTINCT stable FROM releases WHERE game_id = ? AND stable IS NOT NULL', gameId),
    ]);
    return { builds: builds.map(buildOf), wasStable: new Set(stable.map((row) => String(row.stable))) };
  }

  async events(gameId: string, before: number | undefined, limit: number): Promise<readonly RegisterEvent[]> {
    const query = `SELECT * FROM register_events WHERE seq < ? AND (game_id = ?
      OR (act = 'revoke_key' AND keyid IN (SELECT keyid FROM builds WHERE game_id = ?))) ORDER BY seq DESC LIMIT ?`;
    const rows = await this.#all(query, before ?? Number.MAX_SAFE_INTEGER, gameId, gameId, limit);
    return rows.map(eventOf);
  }

  async countSession(sessionId: string, release: Release, arm: 'canary' | 'stable'): Promise<void> {
    if (!release.canary) return;
    await this.#database
      .prepare('INSERT INTO canary_sessions VALUES (?, ?, ?, ?, ?, NULL) ON CONFLICT DO NOTHING')
      .bind(sessionId, release.game_id, release.rtp_profile, release.canary.since, arm)
      .run();
  }

  async markFailed(sessionId: string, code: string): Promise<CanaryRun | undefined> {
    const update = `UPDATE canary_sessions SET failed = ? WHERE session_id = ? AND failed IS NULL
      RETURNING game_id, rtp_profile, canary_since`;
    const [row] = await this.#all(update, code, sessionId);
    if (!row) return undefined;
    const { game_id, rtp_profile, canary_since } = row;
    return { gameId: String(game_id), rtpProfile: String(rtp_profile), since: String(canary_since) };
  }

  async arms({ gameId, rtpProfile, since }: CanaryRun): Promise<{ canary: ArmCount; stable: ArmCount }> {
    const query = `SELECT arm, COUNT(*) AS sessions, COUNT(failed) AS failed FROM canary_sessions
      WHERE game_id = ? AND rtp_profile = ? AND canary_since = ? GROUP BY arm`;
    const rows = await this.#all(query, gameId, rtpProfile, since);
    const countOf = (arm: string): ArmCount => {
      const row = rows.find((candidate) => candidate.arm === arm);
      return { sessions: Number(row?.sessions ?? 0), failed: Number(row?.failed ?? 0) };
    };
    return { canary: countOf('canary'), stable: countOf('stable') };
  }

  releaseFacts(nowMs: number): Promise<ReleaseFacts> {
    return readReleaseFacts(this.#database, nowMs);
  }

  async #all(query: string, ...values: (string | number)[]): Promise<Row[]> {
    const { results } = await this.#database
      .prepare(query)
      .bind(...values)
      .all();
    return results;
  }
}

/** The register of builds and releases in D1. */
export const createReleases = (database: D1Database): Releases => new D1Releases(database);
