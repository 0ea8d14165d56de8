import { Certificate, toTimestamp } from '@roundgate/contract';

/** How long a read of the matrix may serve spins before it is read again: the longest that a removed row lives on. */
const FRESH_MS = 5_000;
/** How long it may serve when the database cannot be read; past it nothing is played. */
const OUTAGE_MS = 60_000;

/** The market matrix cannot be read, and what is known of it is too old to play on. */
export class MatrixUnavailableError extends Error {}

/** The market matrix (spec M1). */
export interface Matrix {
  /** Every certificate of a game in a country, valid or not. Throws {@link MatrixUnavailableError}. */
  certificates(gameId: string, country: string, nowMs: number): Promise<readonly Certificate[]>;
  /** Every certificate of a country, read through. */
  certificatesOf(country: string): Promise<readonly Certificate[]>;
  /** The countries in which some build has a certificate that is not over yet. */
  countries(nowMs: number): Promise<readonly string[]>;
  /** Adds a row; `conflict` when its number stands with other content. */
  add(row: Certificate): Promise<'added' | 'already_there' | 'conflict'>;
}

interface Entry {
  readonly rows: readonly Certificate[];
  readonly readAtMs: number;
}

const COLUMNS = 'game_id, country, rtp_profile, build_hash, lab, number, valid_from, valid_to';

/** The matrix in D1, read through a short-lived cache of this isolate. */
export function createMatrix(database: D1Database): Matrix {
  const cache = new Map<string, Entry>();

  const read = async (gameId: string, country: string, nowMs: number): Promise<Entry> => {
    const query = `SELECT ${COLUMNS} FROM certificates WHERE game_id = ? AND country = ?`;
    const { results } = await database.prepare(query).bind(gameId, country).all();
    return { rows: results.map((row) => Certificate.parse(row)), readAtMs: nowMs };
  };

  return {
    async certificates(gameId, country, nowMs) {
      const key = `${gameId}/${country}`;
      const known = cache.get(key);
      if (known && nowMs - known.readAtMs < FRESH_MS) return known.rows;
      try {
        const entry = await read(gameId, country, nowMs);
        cache.set(key, entry);
        return entry.rows;
      } catch (error) {
        if (known && nowMs - known.readAtMs < OUTAGE_MS) return known.rows;
        throw new MatrixUnavailableError('the market matrix cannot be read', { cause: error });
      }
    },

    async certificatesOf(country) {
      const query = `SELECT ${COLUMNS} FROM certificates WHERE country = ? ORDER BY game_id, build_hash`;
      const { results } = await database.prepare(query).bind(country).all();
      return results.map((row) => Certificate.parse(row));
    },

    async countries(nowMs) {
      const query = 'SELECT DISTINCT country FROM certificates WHERE valid_to > ? ORDER BY country';
      const { results } = await database.prepare(query).bind(toTimestamp(nowMs)).all<{ country: string }>();
      return results.map(({ country }) => country);
    },

    async add(row) {
      const insert = `INSERT INTO certificates (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
      const values = [
        row.game_id,
        row.country,
        row.rtp_profile,
        row.build_hash,
        row.lab,
        row.number,
        row.valid_from,
        row.valid_to,
      ];
      const { meta } = await database
        .prepare(insert)
        .bind(...values)
        .run();
      cache.delete(`${row.game_id}/${row.country}`);
      if (meta.changes > 0) return 'added';
      const stored = (await read(row.game_id, row.country, 0)).rows;
      return stored.some((other) => values.every((value, index) => Object.values(other)[index] === value))
        ? 'already_there'
        : 'conflict';
    },
  };
}
