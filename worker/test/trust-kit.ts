import { env } from 'cloudflare:workers';
import { toTimestamp } from '@roundgate/contract';
import {
  type DocumentKind,
  fromBase64,
  keyidOf,
  type PermitDocument,
  type RootDocument,
  type StudioDocument,
  type TrustDocuments,
  type TrustEnvelope,
  toBase64,
} from '@roundgate/contract/trust';
import { type DocumentSigner, signDocument } from '@roundgate/contract/trust/sign';
import { marketTerms } from '../src/domain/markets/terms.ts';
import { sha256Hex } from '../src/sha256.ts';

/** The keys of this run's trust documents, by what they sign. */
export type TrustKey = 'root' | 'registrar' | 'compliance' | 'status' | 'studio';

/** The day that the tests' gateway reads its rules by. */
const RULES_AT_MS = Date.parse('2026-11-25');
const DAY_MS = 86_400_000;
const jwks = () => JSON.parse(env.TEST_TRUST_KEYS) as Record<TrustKey, JsonWebKey>;
const standard = (x = '') => x.replaceAll('-', '+').replaceAll('_', '/').padEnd(44, '=');

/** One of the keys, as a document is signed with it. */
export async function signerOf(name: TrustKey): Promise<DocumentSigner & { readonly key: string }> {
  const jwk = jwks()[name];
  const secret = await crypto.subtle.importKey('jwk', { ...jwk, key_ops: ['sign'] }, 'Ed25519', false, [
    'sign',
  ]);
  const key = standard(jwk.x);
  return {
    key,
    keyid: await keyidOf(fromBase64(key)),
    sign: async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', secret, message)),
  };
}

const inDays = (days: number) => toTimestamp(Date.now() + days * DAY_MS);

/** The root of this run. */
export async function rootDocument(change: Partial<RootDocument> = {}): Promise<RootDocument> {
  const names = ['root', 'registrar', 'compliance', 'status'] as const;
  const signers = await Promise.all(names.map(signerOf));
  const role = (index: number) => ({ keyids: [signers[index]?.keyid ?? ''], threshold: 1 });
  return {
    format: 'roundgate.root/1',
    version: 1,
    expires_at: inDays(300),
    keys: Object.fromEntries(signers.map(({ keyid, key }) => [keyid, key])),
    roles: { root: role(0), registrar: role(1), compliance: role(2), status: role(3) },
    min_loader: '0.0.1',
    ...change,
  };
}

export async function studioDocument(change: Partial<StudioDocument> = {}): Promise<StudioDocument> {
  const { keyid, key } = await signerOf('studio');
  return {
    format: 'roundgate.studio/1',
    version: 1,
    expires_at: inDays(60),
    studio_id: 'st-harbour',
    keys: { [keyid]: key },
    game_prefix: 'g-night',
    file_types: ['text/javascript', 'application/json', 'image/png'],
    ...change,
  };
}

/** A permit over exactly these games. */
export const permitDocument = (
  country: string,
  games: PermitDocument['games'],
  change: Partial<PermitDocument> = {},
): PermitDocument => {
  const market = marketTerms(country, RULES_AT_MS) ?? marketTerms('MT', RULES_AT_MS);
  if (!market) throw new Error(`no terms of ${country}`);
  return {
    format: 'roundgate.permit/1',
    version: 1,
    country,
    not_before: inDays(-1),
    expires_at: inDays(20),
    market: { ...market, country },
    games,
    ...change,
  };
};

export const signedBy = async <K extends DocumentKind>(
  kind: K,
  document: TrustDocuments[K],
  ...names: readonly TrustKey[]
): Promise<TrustEnvelope> => signDocument(kind, document, await Promise.all(names.map(signerOf)));

/** Puts a document straight where the gateway reads it. */
async function store(name: string, envelope: TrustEnvelope, version: number): Promise<void> {
  const digest = sha256Hex(atob(envelope.payload));
  await env.MATRIX.prepare('INSERT OR REPLACE INTO trust_documents VALUES (?, ?, ?, ?, ?, ?)')
    .bind(name, version, digest, JSON.stringify(envelope), 0, 'test')
    .run();
}

/** Root and studio, if they are not there yet. */
export async function installRoot(): Promise<void> {
  const query = "SELECT count(*) AS count FROM trust_documents WHERE name = 'root'";
  const row = await env.MATRIX.prepare(query).first<{ count: number }>();
  if (row?.count) return;
  await store('root', await signedBy('root', await rootDocument(), 'root'), 1);
  await store('studio/st-harbour', await signedBy('studio', await studioDocument(), 'registrar'), 1);
}

/** Permits every certificate that the matrix holds for a country, with the next version. */
export async function permitAll(country: string): Promise<number> {
  await installRoot();
  const { results } = await env.MATRIX.prepare('SELECT * FROM certificates WHERE country = ?')
    .bind(country)
    .all<Record<string, string>>();
  const games: Record<string, Record<string, object>> = {};
  for (const { game_id = '', build_hash = '', rtp_profile, lab, number, valid_from, valid_to } of results) {
    games[game_id] ??= {};
    games[game_id][build_hash] = { rtp_profile, lab, number, valid_from, valid_to };
  }
  const name = `permit/${country}`;
  const newest = await env.MATRIX.prepare(
    'SELECT max(version) AS version FROM trust_documents WHERE name = ?',
  )
    .bind(name)
    .first<{ version: number | null }>();
  const version = (newest?.version ?? 0) + 1;
  const permit = permitDocument(country, games as PermitDocument['games'], { version });
  await store(name, await signedBy('permit', permit, 'compliance'), version);
  return version;
}

/** A base64 text of bytes, for envelopes that are made by hand. */
export const base64 = toBase64;
