import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { statSync } from 'node:fs';
import type { PinnedKey } from '@roundgate/contract';
import { StudioId } from '@roundgate/contract';
import type { DocumentSigner } from '@roundgate/contract/trust/sign';
import { parseJson, readBytes } from '../build/read-json.ts';
import { sha256Hex } from '../build/walk.ts';
import { reasonOf, refused } from '../cli/failure.ts';

const RAW_KEY_BYTES = 32;

/** The raw 32 bytes of an Ed25519 public key. */
function rawPublicKey(key: KeyObject): Uint8Array {
  const { x } = key.export({ format: 'jwk' });
  return new Uint8Array(Buffer.from(x ?? '', 'base64url'));
}

/** The name of a key: the first 16 hex digits of the SHA-256 of its raw public bytes. */
export const keyidOf = (raw: Uint8Array): string => sha256Hex(raw).slice(0, 16);

/** The public half as loader and gateway pin it. */
export function toPinnedKey(studioId: string, privateKey: KeyObject): PinnedKey {
  return { studioId, ...publicKeyOf(privateKey) };
}

/** A public key and its name, without an owner. */
export interface PublicKey {
  readonly keyid: string;
  /** Raw 32 bytes, base64. */
  readonly key: string;
}

/** The public half of a private key. */
export function publicKeyOf(privateKey: KeyObject): PublicKey {
  const raw = rawPublicKey(createPublicKey(privateKey));
  return { keyid: keyidOf(raw), key: Buffer.from(raw).toString('base64') };
}

/** A private key as documents are signed with it. */
export const documentSigner = (privateKey: KeyObject): DocumentSigner => ({
  keyid: publicKeyOf(privateKey).keyid,
  sign: (message) => new Uint8Array(sign(null, message, privateKey)),
});

/** A new private key; it leaves this process only as PKCS #8 PEM. */
export const generatePrivateKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey;

function refuseOpenMode(path: string): void {
  if (process.platform === 'win32') return;
  if ((statSync(path).mode & 0o077) !== 0)
    throw refused(
      path,
      'can be read by other users of this machine',
      `chmod 600 ${path}, and think of a new key`,
    );
}

/** Reads a private key from PKCS #8 PEM; refuses one that others can read, and other kinds of keys. */
export function readPrivateKey(path: string): KeyObject {
  const pem = Buffer.from(readBytes(path, 'give the private key of roundgate keygen with --key'));
  refuseOpenMode(path);
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch (cause) {
    throw refused(
      path,
      `is not a private key: ${reasonOf(cause)}`,
      'give the .private.pem of roundgate keygen',
    );
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw refused(
      path,
      `is a key of type ${key.asymmetricKeyType}`,
      'builds are signed with Ed25519: roundgate keygen',
    );
  return key;
}

function toKey(value: unknown, where: string): PinnedKey {
  const wrong = (what: string) => refused(where, what, 'give the .public.json of roundgate keygen');
  if (typeof value !== 'object' || value === null) throw wrong('is not a public key');
  const { studioId, keyid, key, ...others } = value as Record<string, unknown>;
  if (typeof studioId !== 'string' || typeof keyid !== 'string' || typeof key !== 'string')
    throw wrong('lacks studioId, keyid or key');
  if (Object.keys(others).length > 0) throw wrong(`holds unknown fields: ${Object.keys(others).join(', ')}`);
  if (!StudioId.safeParse(studioId).success) throw wrong(`"${studioId}" is not a studio id`);
  const raw = Buffer.from(key, 'base64');
  if (raw.length !== RAW_KEY_BYTES || raw.toString('base64') !== key)
    throw wrong('key is not 32 bytes in base64');
  if (keyidOf(raw) !== keyid) throw wrong(`the keyid of this key is ${keyidOf(raw)}, not ${keyid}`);
  return { studioId, keyid, key };
}

/** Reads one pinned public key, or a list of them. */
export function readPinnedKeys(path: string): readonly PinnedKey[] {
  const content = parseJson(readBytes(path, 'give the .public.json of roundgate keygen with --pinned'), path);
  return Array.isArray(content) ? content.map((entry) => toKey(entry, path)) : [toKey(content, path)];
}

/** The key object of a pinned key. */
export function toKeyObject({ key }: PinnedKey): KeyObject {
  const x = Buffer.from(key, 'base64').toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}
