import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { BuildManifest } from '../../../src/builds.ts';
import { SAMPLE_TERMS } from '../../../src/operations/common.ts';
import type {
  DocumentKind,
  PermitDocument,
  RootDocument,
  StatusDocument,
  StudioDocument,
  TrustDocuments,
  TrustEnvelope,
} from '../../../src/trust/documents.ts';
import { type DocumentSigner, signDocument } from '../../../src/trust/sign.ts';

/** A key that every machine makes alike: only for vectors. */
export interface VectorKey extends DocumentSigner {
  readonly key: string;
}

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const sha256Hex = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** The key that belongs to a name. */
export function keyOf(name: string): VectorKey {
  const seed = createHash('sha256').update(`roundgate vector key ${name}`).digest();
  const der = Buffer.concat([PKCS8_ED25519, seed]);
  const secret: KeyObject = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const raw = Buffer.from(createPublicKey(secret).export({ format: 'jwk' }).x ?? '', 'base64url');
  return {
    keyid: sha256Hex(raw).slice(0, 16),
    key: raw.toString('base64'),
    sign: (message) => new Uint8Array(sign(null, message, secret)),
  };
}

export const KEYS = {
  root1: keyOf('root 1'),
  root2: keyOf('root 2'),
  root3: keyOf('root 3'),
  root4: keyOf('root 4'),
  registrar: keyOf('registrar'),
  compliance: keyOf('compliance'),
  compliance2: keyOf('compliance 2'),
  status: keyOf('status'),
  studioA: keyOf('studio a'),
  studioB: keyOf('studio b'),
  stranger: keyOf('stranger'),
} as const;

export const T = {
  past: '2026-01-01T00:00:00.000Z',
  now: '2026-11-25T12:00:00.000Z',
  soon: '2026-11-25T12:10:00.000Z',
  later: '2026-12-20T00:00:00.000Z',
  far: '2027-11-25T00:00:00.000Z',
} as const;

export const keysOf = (...keys: readonly VectorKey[]): Record<string, string> =>
  Object.fromEntries(keys.map(({ keyid, key }) => [keyid, key]));
const role = (threshold: number, ...keys: readonly VectorKey[]) => ({
  keyids: keys.map(({ keyid }) => keyid),
  threshold,
});

/** What a loader of these vectors is born with. */
export const PINS = { keys: keysOf(KEYS.root1, KEYS.root2, KEYS.root3), threshold: 2 };

export const ROOT: RootDocument = {
  format: 'roundgate.root/1',
  version: 1,
  expires_at: T.far,
  keys: keysOf(KEYS.root1, KEYS.root2, KEYS.root3, KEYS.registrar, KEYS.compliance, KEYS.status),
  roles: {
    root: role(2, KEYS.root1, KEYS.root2, KEYS.root3),
    registrar: role(1, KEYS.registrar),
    compliance: role(1, KEYS.compliance),
    status: role(1, KEYS.status),
  },
  min_loader: '0.1.0',
};

/** The next root: one key replaced, and compliance in two hands. */
export const ROOT_2: RootDocument = {
  ...ROOT,
  version: 2,
  keys: keysOf(
    ...[KEYS.root1, KEYS.root2, KEYS.root4, KEYS.registrar],
    ...[KEYS.compliance, KEYS.compliance2, KEYS.status],
  ),
  roles: {
    ...ROOT.roles,
    root: role(2, KEYS.root1, KEYS.root2, KEYS.root4),
    compliance: role(2, KEYS.compliance, KEYS.compliance2),
  },
};

/** A root that takes the third key of the first one back. */
export const ROOT_3: RootDocument = {
  ...ROOT_2,
  version: 3,
  keys: { ...ROOT_2.keys, ...keysOf(KEYS.root3) },
  roles: { ...ROOT_2.roles, root: role(2, KEYS.root1, KEYS.root3, KEYS.root4) },
};

export const STUDIO: StudioDocument = {
  format: 'roundgate.studio/1',
  version: 3,
  expires_at: T.later,
  studio_id: 'st-vector',
  keys: keysOf(KEYS.studioA, KEYS.studioB),
  game_prefix: 'g-vector',
  file_types: ['text/javascript', 'application/json', 'image/webp'],
};

const MODEL_SHA = sha256Hex('model');
export const BUILD: BuildManifest = {
  format: 'roundgate.build/1',
  studio_id: 'st-vector',
  game_id: 'g-vector-slot',
  title: 'Vector Slot',
  version: '1.0.0',
  entry: 'game.js',
  stakes: { levels_minor: [20, 100], default_minor: 20 },
  seq: 7,
  files: {
    'game.js': { sha256: sha256Hex('game'), size: 4, type: 'text/javascript', role: 'entry' },
    'model.json': { sha256: MODEL_SHA, size: 5, type: 'application/json', role: 'model' },
  },
  maths: {
    model_path: 'model.json',
    model_hash: `sha256:${MODEL_SHA}`,
    rtp_profile: '96',
    rtp: '0.9601',
    mechanics_version: 'slot-engine/1',
  },
};

/** The digest that names a document: of the bytes that are signed. */
export const digestOf = (document: object): string => sha256Hex(JSON.stringify(document));
export const hashOf = (build: object): string => `sha256:${digestOf(build)}`;

export const permitFor = (build: BuildManifest = BUILD): PermitDocument => ({
  format: 'roundgate.permit/1',
  version: 5,
  country: 'MT',
  not_before: T.past,
  expires_at: T.later,
  market: SAMPLE_TERMS as PermitDocument['market'],
  games: {
    [build.game_id]: {
      [hashOf(build)]: {
        rtp_profile: '96',
        lab: 'Vector Lab',
        number: 'V-1',
        valid_from: T.past,
        valid_to: T.far,
      },
    },
  },
});

/** The documents that a status names. */
export interface Named {
  readonly root: RootDocument;
  readonly studio: StudioDocument;
  readonly permit: PermitDocument;
  readonly build: BuildManifest;
}

const pin = (document: { version: number }) => ({ version: document.version, digest: digestOf(document) });

export const statusFor = ({ root, studio, permit, build }: Named): StatusDocument => ({
  format: 'roundgate.status/1',
  version: 41,
  issued_at: T.now,
  expires_at: T.soon,
  documents: {
    root: pin(root),
    [`studio/${studio.studio_id}`]: pin(studio),
    [`permit/${permit.country}`]: pin(permit),
  },
  live: { [build.game_id]: [hashOf(build)] },
  revoked_builds: [],
  revoked_keys: [],
});

/** Signs as the first two of each role would; a test that wants another signer names it. */
export const signed = <K extends DocumentKind>(
  kind: K,
  document: TrustDocuments[K],
  ...by: readonly DocumentSigner[]
): Promise<TrustEnvelope> => signDocument(kind, document, by);
