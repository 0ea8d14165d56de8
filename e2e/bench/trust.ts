import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { OPERATIONS, toTimestamp } from '@roundgate/contract';
import type { PermitDocument, RootDocument, TrustEnvelope } from '@roundgate/contract/trust';
import { type DocumentSigner, signDocument } from '@roundgate/contract/trust/sign';
import type { BenchGateway } from './boot.ts';

/** The one game, country and build that is played without a browser. */
export const BENCH_BUILD = `sha256:${'ab'.repeat(32)}`;
const VALID = { valid_from: '2020-01-01T00:00:00.000Z', valid_to: '2099-01-01T00:00:00.000Z' };
const ROW = { rtp_profile: '96', lab: 'Bench', number: 'B-1', ...VALID };
const YEAR_MS = 365 * 86_400_000;

const signerOf = (key: KeyObject): DocumentSigner & { key: string } => {
  const raw = Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
  return {
    key: raw.toString('base64'),
    keyid: createHash('sha256').update(raw).digest('hex').slice(0, 16),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
};

/** A root with one key for everything but the status, made anew for each run. */
export interface BenchTrust {
  readonly vars: {
    readonly ROOT_PINS: string;
    readonly STATUS_SIGNING_JWK: string;
    readonly AUDIT_SIGNING_JWK: string;
  };
  /** The documents that every session needs, by name. */
  documents(): Promise<Readonly<Record<string, TrustEnvelope>>>;
}

export function benchTrust(): BenchTrust {
  const desk = signerOf(generateKeyPairSync('ed25519').privateKey);
  const online = generateKeyPairSync('ed25519').privateKey;
  const status = signerOf(online);
  const role = (keyid: string) => ({ keyids: [keyid], threshold: 1 });
  const expires_at = toTimestamp(Date.now() + YEAR_MS);
  const root: RootDocument = {
    format: 'roundgate.root/1',
    version: 1,
    expires_at,
    keys: { [desk.keyid]: desk.key, [status.keyid]: status.key },
    roles: {
      root: role(desk.keyid),
      registrar: role(desk.keyid),
      compliance: role(desk.keyid),
      status: role(status.keyid),
    },
    min_loader: '0.0.1',
  };
  const permit: PermitDocument = {
    format: 'roundgate.permit/1',
    version: 1,
    country: 'MT',
    not_before: VALID.valid_from,
    expires_at,
    market: OPERATIONS.draftPermit.examples.response.market as PermitDocument['market'],
    games: { 'g-bench': { [BENCH_BUILD]: ROW } },
  };
  return {
    vars: {
      ROOT_PINS: JSON.stringify({ keys: { [desk.keyid]: desk.key }, threshold: 1 }),
      STATUS_SIGNING_JWK: JSON.stringify(online.export({ format: 'jwk' })),
      // Nothing is sealed while a start is measured; the Worker only wants a key.
      AUDIT_SIGNING_JWK: JSON.stringify(online.export({ format: 'jwk' })),
    },
    documents: async () => ({
      root: await signDocument('root', root, [desk]),
      'permit/MT': await signDocument('permit', permit, [desk]),
    }),
  };
}

/** Enters the certificate, the release and the documents that every session needs. */
export async function certifyBench({
  database,
  trust,
}: Pick<BenchGateway, 'database' | 'trust'>): Promise<void> {
  const { valid_from, valid_to, rtp_profile, lab, number } = ROW;
  const certificate = `INSERT INTO certificates
    VALUES ('cert-bench', 'g-bench', 'MT', ?, ?, ?, ?, ?, ?, 'approved', 'desk-1', ?, 'desk-2', ?, NULL, NULL)`;
  const release = "INSERT INTO releases VALUES ('g-bench', ?, 1, ?, NULL, NULL, NULL, ?)";
  await database.batch([
    database
      .prepare(certificate)
      .bind(rtp_profile, BENCH_BUILD, lab, number, valid_from, valid_to, valid_from, valid_from),
    database.prepare(release).bind(rtp_profile, BENCH_BUILD, valid_from),
  ]);
  for (const [name, envelope] of Object.entries(await trust.documents())) {
    const digest = createHash('sha256').update(Buffer.from(envelope.payload, 'base64')).digest('hex');
    await database
      .prepare('INSERT INTO trust_documents VALUES (?, 1, ?, ?, 0, ?)')
      .bind(name, digest, JSON.stringify(envelope), 'bench')
      .run();
  }
}
