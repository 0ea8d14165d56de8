import type { KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RootDocument, type RootPins, type TrustEnvelope, verifyRoots } from '@roundgate/contract/trust';
import type { DocumentSigner } from '@roundgate/contract/trust/sign';
import { parseJson, readBytes } from '../build/read-json.ts';
import { reasonOf, refused } from '../cli/failure.ts';
import {
  documentSigner,
  generatePrivateKey,
  type PublicKey,
  publicKeyOf,
  readPrivateKey,
} from '../signing/keys.ts';

/** Writes a file that is not there yet; a key or a signed document is never overwritten. */
export function writeNew(path: string, content: string, mode = 0o644): void {
  if (existsSync(path))
    throw refused(path, 'is there already; it is never overwritten', 'give another folder or name');
  try {
    writeFileSync(path, content, { mode, flag: 'wx' });
  } catch (cause) {
    throw refused(path, `cannot be written: ${reasonOf(cause)}`, 'give another folder');
  }
}

const toText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
export const writeEnvelope = (path: string, envelope: TrustEnvelope): void =>
  writeFileSync(path, toText(envelope));

const keysFolder = (dir: string): string => join(dir, 'keys');
const privatePath = (dir: string, name: string): string => join(keysFolder(dir), `${name}.private.pem`);
export const publicPath = (dir: string, name: string): string => join(keysFolder(dir), `${name}.public.json`);

/** Makes a key: its private half for its holder alone, its public half for everyone. */
export function makeKey(dir: string, name: string): PublicKey {
  mkdirSync(keysFolder(dir), { recursive: true, mode: 0o700 });
  const key = generatePrivateKey();
  const pair = publicKeyOf(key);
  writeNew(privatePath(dir, name), key.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600);
  writeNew(publicPath(dir, name), toText(pair));
  return pair;
}

/** Reads a public key file of `trust key` or of `keygen`. */
export function readPublicKey(path: string): PublicKey {
  const { keyid, key } = parseJson(readBytes(path, 'give a .public.json'), path) as Partial<PublicKey>;
  const isKey = typeof key === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(key);
  if (!isKey || typeof keyid !== 'string' || !/^[0-9a-f]{16}$/.test(keyid))
    throw refused(path, 'is not a public key', 'give the .public.json of roundgate trust key or keygen');
  return { keyid, key };
}

/** Every private key that lies in the folder, by key id: those of this machine, not those of other holders. */
export function heldSigners(dir: string): Map<string, DocumentSigner> {
  const folder = keysFolder(dir);
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.private.pem')) : [];
  const signers = files.map((name) => documentSigner(readPrivateKey(join(folder, name)))) as DocumentSigner[];
  return new Map(signers.map((signer) => [signer.keyid, signer]));
}

/** The signers of a role that are at hand here. */
export const signersOfRole = (dir: string, { keyids }: RootDocument['roles']['root']): DocumentSigner[] => {
  const held = heldSigners(dir);
  return keyids.map((id) => held.get(id)).filter((signer) => signer !== undefined);
};

/** Reads an envelope as it lies on disk. */
export const readEnvelopeFile = (path: string): TrustEnvelope =>
  parseJson(readBytes(path, 'give a signed document'), path) as TrustEnvelope;

/** The content of an envelope, without any check: to show it, or to sign it once more. */
export function contentOf<T>({ payload }: TrustEnvelope, where: string): T {
  return parseJson(new Uint8Array(Buffer.from(payload, 'base64')), where) as T;
}

export const readPins = (path: string): RootPins =>
  parseJson(readBytes(path, 'give the pins.json of roundgate trust init'), path) as RootPins;

/** The chain of roots in a folder, version 1 first. */
export function readRoots(dir: string): TrustEnvelope[] {
  const envelopes: TrustEnvelope[] = [];
  for (let version = 1; existsSync(rootPath(dir, version)); version += 1)
    envelopes.push(readEnvelopeFile(rootPath(dir, version)));
  if (envelopes.length === 0) throw refused(dir, 'holds no root.1.json', 'begin with roundgate trust init');
  return envelopes;
}
export const rootPath = (dir: string, version: number): string => join(dir, `root.${version}.json`);
export const pinsPath = (dir: string): string => join(dir, 'pins.json');

/** The newest root of a folder, once the pins vouch for its chain. Throws a `Failure` with the rule that is broken. */
export async function currentRoot(dir: string): Promise<RootDocument> {
  const roots = readRoots(dir);
  try {
    return (await verifyRoots(roots, readPins(pinsPath(dir)))).document;
  } catch (cause) {
    throw refused(dir, `the chain of roots does not hold: ${reasonOf(cause)}`, 'see roundgate trust verify');
  }
}

export const permitPath = (dir: string, country: string, version: number): string =>
  join(dir, `permit.${country}.${version}.json`);

/** The newest version of a permit that was signed here; a device that has seen it takes nothing older. 0 without one. */
export function newestPermit(dir: string, country: string): number {
  const versions = readdirSync(dir).map((name) => {
    const [kind, of, version] = name.split('.');
    return kind === 'permit' && of === country ? Number(version) : 0;
  });
  return Math.max(0, ...versions.filter(Number.isInteger));
}

/** A private key given by a path. */
export const signerFrom = (path: string): DocumentSigner => documentSigner(readPrivateKey(path) as KeyObject);
