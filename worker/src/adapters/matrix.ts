import {
  type Certificate,
  type CertificateRecord,
  type RegisterEvent,
  toTimestamp,
} from '@roundgate/contract';
import {
  CERTIFICATE_COLUMNS,
  certificateOf,
  certificateValues,
  eventOf,
  eventStatement,
  newCertificateId,
} from './register/rows.ts';
import { ShortCache } from './register/short-cache.ts';

/** Who does something to a certificate, by the id of the key, when (UTC) and why. */
export interface Deed {
  readonly keyId: string;
  readonly at: string;
  readonly reason: string;
}

/** Which rows of the matrix are wanted; `gameIds` holds a studio to its own games. */
export interface CertificateFilter {
  readonly gameIds: readonly string[] | undefined;
  readonly gameId: string | undefined;
  readonly country: string | undefined;
  readonly buildHash: string | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

/** What became of a deed, and the row as it stands afterwards. */
export interface Outcome {
  readonly done: boolean;
  readonly row: CertificateRecord | undefined;
}

/** The market matrix (spec M1). Its rows are never edited but for their standing, and each change leaves an event. */
export interface Matrix {
  /** Approved certificates of a game in a country. With `fresh` the database is asked, else a read may be 5 s old. */
  certificates(
    gameId: string,
    country: string,
    nowMs: number,
    fresh?: 'fresh',
  ): Promise<readonly CertificateRecord[]>;
  /** Every approved certificate of a country, read now. */
  certificatesOf(country: string): Promise<readonly CertificateRecord[]>;
  /** The countries in which some build has a certificate that counts, or will. */
  countries(nowMs: number): Promise<readonly string[]>;
  propose(row: Certificate, deed: Deed): Promise<Outcome>;
  /** Done only for a proposed row, and only by another key than its proposer's. */
  approve(certificateId: string, deed: Deed): Promise<Outcome>;
  /** Withdraws the row and those inherited from it. */
  withdraw(certificateId: string, deed: Deed): Promise<Outcome>;
  find(certificateId: string): Promise<CertificateRecord | undefined>;
  list(filter: CertificateFilter): Promise<readonly CertificateRecord[]>;
  history(certificateId: string): Promise<readonly RegisterEvent[]>;
}

const OF_CERTIFICATE =
  'INSERT INTO register_events (at, by_key, act, game_id, rtp_profile, build_hash, country, certificate_id, keyid, reason, detail) ' +
  'SELECT ?, ?, ?, game_id, rtp_profile, build_hash, country, certificate_id, NULL, ?, number FROM certificates WHERE ';
const STANDING =
  "game_id = ? AND country = ? AND rtp_profile = ? AND build_hash = ? AND number = ? AND status <> 'withdrawn'";
const APPROVABLE = "certificate_id = ? AND status = 'proposed' AND proposed_by <> ?";
const WITHDRAWABLE = "(certificate_id = ? OR inherited_from = ?) AND status <> 'withdrawn'";

const newRow = (row: Certificate, { keyId, at }: Deed): CertificateRecord => ({
  ...row,
  certificate_id: newCertificateId(),
  status: 'proposed',
  ...{ proposed_by: keyId, proposed_at: at, approved_by: null, approved_at: null, inherited_from: null },
});

/** What is set on the rows that `where` names. */
interface Change {
  readonly act: RegisterEvent['act'];
  readonly set: string;
  readonly setValues: readonly string[];
  readonly where: string;
  readonly values: readonly string[];
}

/** The matrix in D1, read through a short-lived cache of this isolate. */
class D1Matrix implements Matrix {
  readonly #database: D1Database;
  readonly #cache = new ShortCache<readonly CertificateRecord[]>('the market matrix cannot be read');

  constructor(database: D1Database) {
    this.#database = database;
  }

  certificates(
    gameId: string,
    country: string,
    nowMs: number,
    fresh?: 'fresh',
  ): Promise<readonly CertificateRecord[]> {
    return this.#cache.read(`${gameId}/${country}`, nowMs, fresh, () =>
      this.#rows("game_id = ? AND country = ? AND status = 'approved'", gameId, country),
    );
  }

  certificatesOf(country: string): Promise<readonly CertificateRecord[]> {
    return this.#rows("country = ? AND status = 'approved' ORDER BY game_id, build_hash", country);
  }

  async countries(nowMs: number): Promise<readonly string[]> {
    const query =
      "SELECT DISTINCT country FROM certificates WHERE status = 'approved' AND valid_to > ? ORDER BY country";
    const { results } = await this.#database.prepare(query).bind(toTimestamp(nowMs)).all();
    return results.map(({ country }) => String(country));
  }

  async propose(certificate: Certificate, deed: Deed): Promise<Outcome> {
    const row = newRow(certificate, deed);
    const { certificate_id, game_id, country, rtp_profile, build_hash, number } = row;
    const key = [game_id, country, rtp_profile, build_hash, number];
    const subject = { certificate_id, game_id, country, rtp_profile, build_hash };
    const { at, keyId: by, reason } = deed;
    const event = { at, by, act: 'propose', ...subject, reason, detail: '' } as const;
    const places = certificateValues(row).map(() => '?');
    const insert = `INSERT INTO certificates (${CERTIFICATE_COLUMNS}) VALUES (${places.join(', ')}) ON CONFLICT DO NOTHING`;
    const isNew = { sql: `NOT EXISTS (SELECT 1 FROM certificates WHERE ${STANDING})`, values: key };
    await this.#database.batch([
      eventStatement(this.#database, event, isNew),
      this.#database.prepare(insert).bind(...certificateValues(row)),
    ]);
    const [standing] = await this.#rows(STANDING, ...key);
    return { done: standing?.certificate_id === certificate_id, row: standing };
  }

  approve(certificateId: string, deed: Deed): Promise<Outcome> {
    const set = "status = 'approved', approved_by = ?, approved_at = ?";
    const setValues = [deed.keyId, deed.at];
    const values = [certificateId, deed.keyId];
    return this.#change(certificateId, { act: 'approve', set, setValues, where: APPROVABLE, values }, deed);
  }

  withdraw(certificateId: string, deed: Deed): Promise<Outcome> {
    const set = "status = 'withdrawn'";
    const values = [certificateId, certificateId];
    const change = { act: 'withdraw', set, setValues: [], where: WITHDRAWABLE, values } as const;
    return this.#change(certificateId, change, deed);
  }

  async find(certificateId: string): Promise<CertificateRecord | undefined> {
    return (await this.#rows('certificate_id = ?', certificateId))[0];
  }

  list({
    gameIds,
    gameId,
    country,
    buildHash,
    after,
    limit,
  }: CertificateFilter): Promise<CertificateRecord[]> {
    const wanted: [string, string | undefined][] = [
      ['game_id = ?', gameId],
      ['country = ?', country],
      ['build_hash = ?', buildHash],
      ['certificate_id > ?', after],
      ['game_id IN (SELECT value FROM json_each(?))', gameIds && JSON.stringify(gameIds)],
    ];
    const given = wanted.filter((entry): entry is [string, string] => entry[1] !== undefined);
    const where = ['TRUE', ...given.map(([sql]) => sql)].join(' AND ');
    return this.#rows(`${where} ORDER BY certificate_id LIMIT ?`, ...given.map(([, value]) => value), limit);
  }

  async history(certificateId: string): Promise<readonly RegisterEvent[]> {
    const query = 'SELECT * FROM register_events WHERE certificate_id = ? ORDER BY seq';
    const { results } = await this.#database.prepare(query).bind(certificateId).all();
    return results.map(eventOf);
  }

  /** Changes the rows of a change, with an event for each, in one transaction. */
  async #change(
    certificateId: string,
    { act, set, setValues, where, values }: Change,
    { keyId, at, reason }: Deed,
  ): Promise<Outcome> {
    const [, updated] = await this.#database.batch([
      this.#database.prepare(OF_CERTIFICATE + where).bind(at, keyId, act, reason, ...values),
      this.#database.prepare(`UPDATE certificates SET ${set} WHERE ${where}`).bind(...setValues, ...values),
    ]);
    this.#cache.clear();
    return { done: (updated?.meta.changes ?? 0) > 0, row: await this.find(certificateId) };
  }

  async #rows(where: string, ...values: (string | number)[]): Promise<CertificateRecord[]> {
    const query = `SELECT ${CERTIFICATE_COLUMNS} FROM certificates WHERE ${where}`;
    const { results } = await this.#database
      .prepare(query)
      .bind(...values)
      .all();
    return results.map(certificateOf);
  }
}

/** The market matrix in D1. */
export const createMatrix = (database: D1Database): Matrix => new D1Matrix(database);
