import { env, exports } from 'cloudflare:workers';
import { canonicalJson, type Problem } from '@roundgate/contract';
import { signatureHeaders } from '@roundgate/contract/http-signature';
import { payloadTypeOf } from '@roundgate/contract/trust';
import { signPayload } from '@roundgate/contract/trust/sign';
import { sha256Hex } from '../src/sha256.ts';
import { signed } from './client.ts';
import { signerOf } from './trust-kit.ts';

/** The files of the smallest game, and the model of another one. */
export const CODE = 'export {};\n';
export const MODEL = '{}';
export const OTHER_MODEL = '{"rows":3}';

const fileOf = (content: string, type: string, role: string) => ({
  sha256: sha256Hex(content),
  size: content.length,
  type,
  role,
});

/** What differs from the smallest game. */
export interface Change {
  readonly seq?: number;
  readonly model?: string;
  readonly mechanics?: string;
  readonly profile?: string;
  readonly [field: string]: unknown;
}

export function manifest({
  model = MODEL,
  mechanics = 'slot-engine/1',
  profile = '96',
  ...change
}: Change = {}) {
  return {
    format: 'roundgate.build/1',
    studio_id: 'st-harbour',
    game_id: 'g-night-market',
    title: 'Night Market',
    version: '1.0.0',
    seq: 1,
    entry: 'game.js',
    files: {
      'game.js': fileOf(CODE, 'text/javascript', 'entry'),
      'model.json': fileOf(model, 'application/json', 'model'),
    },
    maths: {
      model_path: 'model.json',
      model_hash: `sha256:${sha256Hex(model)}`,
      rtp_profile: profile,
      rtp: '0.9600',
      mechanics_version: mechanics,
    },
    stakes: { levels_minor: [100], default_minor: 100 },
    ...change,
  };
}

/** Signs a manifest as the studio does; a key of one's own signs under the studio's name. */
export async function envelope(content: unknown, key?: CryptoKey) {
  const payload = new TextEncoder().encode(canonicalJson(content)) as Uint8Array<ArrayBuffer>;
  const own = await signerOf('studio');
  const signer = key
    ? {
        ...own,
        sign: async (message: Uint8Array<ArrayBuffer>) =>
          new Uint8Array(await crypto.subtle.sign('Ed25519', key, message)),
      }
    : own;
  const body = await signPayload(payloadTypeOf('build'), payload, [signer]);
  return { body, digest: sha256Hex(canonicalJson(content)) };
}

export async function upload(digest: string, bytes: string) {
  const path = `/v1/builds/files/${digest}`;
  const parts = {
    method: 'PUT',
    path,
    timestampMs: Date.now(),
    nonce: crypto.randomUUID().replaceAll('-', ''),
    body: bytes,
  };
  const headers = signatureHeaders(
    'key-st-harbour',
    JSON.parse(env.PARTNER_SECRETS)['key-st-harbour'],
    parts,
  );
  const response = await exports.default.fetch(
    new Request(`https://edge.example${path}`, { method: 'PUT', headers, body: bytes }),
  );
  return (await response.json()) as Problem & { already_there?: boolean };
}

type Published = Problem & { already_there?: boolean };

export const publish = async (content: unknown, key?: CryptoKey) => {
  const { body, digest } = await envelope(content, key);
  const keyId = 'key-st-harbour';
  return { digest, ...(await signed<Published>(keyId, 'PUT', `/v1/builds/${digest}`, body)) };
};

/** Publishes a build of the smallest game with all its files; returns its digest. */
export async function newBuild(change: Change = {}): Promise<string> {
  for (const content of [CODE, change.model ?? MODEL]) await upload(sha256Hex(content), content);
  const { digest, status, text } = await publish(manifest(change));
  if (status !== 200) throw new Error(`publish: ${text}`);
  return digest;
}
