import type { TrustEnvelope } from '@roundgate/contract/trust';
import type { StoredDocument } from '../domain/trust/register.ts';

/** Where signed documents lie. */
export interface TrustStore {
  /** Every root, and the newest version of everything else. */
  current(): Promise<readonly StoredDocument[]>;
  /** Adds a version; false when that version of the name is taken. */
  add(document: StoredDocument, by: string, nowMs: number): Promise<boolean>;
  newestStatus(): Promise<TrustEnvelope | undefined>;
  /** When a status was issued, in UTC milliseconds; undefined when there is none of this version. */
  statusIssuedAt(version: number): Promise<number | undefined>;
  /** Adds a status; false when another isolate was faster with this version. */
  addStatus(version: number, envelope: TrustEnvelope, nowMs: number): Promise<boolean>;
}

interface Row {
  readonly name: string;
  readonly version: number;
  readonly digest: string;
  readonly envelope: string;
}

const parse = (text: string) => JSON.parse(text) as TrustEnvelope;

/** The documents in D1. What is read is not believed before it was verified. */
export function createTrustStore(database: D1Database): TrustStore {
  return {
    async current() {
      const query = `SELECT name, version, digest, envelope FROM trust_documents AS doc WHERE name = 'root'
        OR version = (SELECT max(version) FROM trust_documents WHERE name = doc.name) ORDER BY name, version`;
      const { results } = await database.prepare(query).all<Row & Record<string, unknown>>();
      return results.map(({ envelope, ...row }) => ({ ...row, envelope: parse(envelope) }));
    },
    async add({ name, version, digest, envelope }, by, nowMs) {
      const { meta } = await database
        .prepare('INSERT INTO trust_documents VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
        .bind(name, version, digest, JSON.stringify(envelope), nowMs, by)
        .run();
      return meta.changes > 0;
    },
    async newestStatus() {
      const query = 'SELECT envelope FROM trust_status ORDER BY version DESC LIMIT 1';
      const row = await database.prepare(query).first<{ envelope: string }>();
      return row ? parse(row.envelope) : undefined;
    },
    async statusIssuedAt(version) {
      const query = 'SELECT issued_at_ms FROM trust_status WHERE version = ?';
      const row = await database.prepare(query).bind(version).first<{ issued_at_ms: number }>();
      return row?.issued_at_ms;
    },
    async addStatus(version, envelope, nowMs) {
      const { meta } = await database
        .prepare('INSERT INTO trust_status VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
        .bind(version, nowMs, JSON.stringify(envelope))
        .run();
      return meta.changes > 0;
    },
  };
}
