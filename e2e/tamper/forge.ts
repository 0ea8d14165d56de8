import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  DocumentKind,
  LaunchBundle,
  PermitDocument,
  RootDocument,
  StatusDocument,
  StudioDocument,
  TrustDocuments,
  TrustEnvelope,
} from '@roundgate/contract/trust';
import { type DocumentSigner, signDocument, signPayload } from '@roundgate/contract/trust/sign';
import type { DevSecrets } from '../fixtures/dev-secrets.ts';

/** Keys of the development root, by the name of their file; `studio` is the demo studio's. */
export type KeyName = 'root-1' | 'root-2' | 'root-3' | 'registrar' | 'compliance' | 'status' | 'studio';

/** Signers whose keys lie on this machine: what somebody could do who had stolen them. */
export class Keys {
  readonly #secrets: DevSecrets;
  constructor(secrets: DevSecrets) {
    this.#secrets = secrets;
  }

  get(name: KeyName): DocumentSigner & { readonly key: string } {
    const { trustFolder, studioKeyFile } = this.#secrets;
    const file = name === 'studio' ? studioKeyFile : join(trustFolder, `keys/${name}.private.pem`);
    const secret = createPrivateKey(readFileSync(file));
    const raw = Buffer.from(createPublicKey(secret).export({ format: 'jwk' }).x ?? '', 'base64url');
    return {
      key: raw.toString('base64'),
      keyid: createHash('sha256').update(raw).digest('hex').slice(0, 16),
      sign: (message) => new Uint8Array(sign(null, message, secret)),
    };
  }

  all(names: readonly KeyName[]): DocumentSigner[] {
    return names.map((name) => this.get(name));
  }
}

export const contentOf = <T>({ payload }: TrustEnvelope): T =>
  JSON.parse(Buffer.from(payload, 'base64').toString('utf8')) as T;
export const digestOf = ({ payload }: TrustEnvelope): string =>
  createHash('sha256').update(Buffer.from(payload, 'base64')).digest('hex');

/** What is changed of a launch that is all right; everything is signed and pinned again unless `pinned` is false. */
export interface Forgery {
  readonly root?: (root: RootDocument) => RootDocument;
  readonly studio?: (studio: StudioDocument) => StudioDocument;
  readonly permit?: (permit: PermitDocument) => PermitDocument;
  readonly status?: (status: StatusDocument) => StatusDocument;
  readonly by?: Partial<Record<'root' | 'studio' | 'permit' | 'status', readonly KeyName[]>>;
  /** False: the status stays the one that was served. */
  readonly pinned?: boolean;
}

const SIGNERS = {
  root: ['root-1', 'root-2'],
  studio: ['registrar'],
  permit: ['compliance'],
  status: ['status'],
} as const satisfies Record<string, readonly KeyName[]>;

/** The bundle with some of its documents written anew, under real keys. */
export async function forge(bundle: LaunchBundle, keys: Keys, change: Forgery): Promise<LaunchBundle> {
  const resign = async <K extends 'root' | 'studio' | 'permit' | 'status'>(
    kind: K,
    envelope: TrustEnvelope,
    edit: ((document: TrustDocuments[K]) => TrustDocuments[K]) | undefined,
  ): Promise<TrustEnvelope> => {
    if (!edit && !change.by?.[kind]) return envelope;
    const document = contentOf<TrustDocuments[K]>(envelope);
    return signDocument(kind, edit ? edit(document) : document, keys.all(change.by?.[kind] ?? SIGNERS[kind]));
  };
  const root = await resign('root', bundle.roots.at(-1) as TrustEnvelope, change.root);
  const studio = await resign('studio', bundle.studio, change.studio);
  const permit = await resign('permit', bundle.permit, change.permit);
  const pin = (envelope: TrustEnvelope) => ({
    version: contentOf<{ version: number }>(envelope).version,
    digest: digestOf(envelope),
  });
  const repin = (status: StatusDocument): StatusDocument => ({
    ...status,
    documents: {
      ...status.documents,
      root: pin(root),
      [`studio/${contentOf<StudioDocument>(studio).studio_id}`]: pin(studio),
      [`permit/${contentOf<PermitDocument>(permit).country}`]: pin(permit),
    },
  });
  const edit = (status: StatusDocument): StatusDocument => {
    const pinned = change.pinned === false ? status : repin(status);
    return change.status ? change.status(pinned) : pinned;
  };
  const changed = change.root || change.studio || change.permit || change.status || change.by;
  const status =
    changed && (change.pinned !== false || change.status)
      ? await resign('status', bundle.status, edit)
      : bundle.status;
  return { ...bundle, roots: [...bundle.roots.slice(0, -1), root], studio, permit, status };
}

/** A text signed as a document of a kind. */
export const forgeText = (
  kind: DocumentKind,
  type: string,
  text: string,
  signers: readonly DocumentSigner[],
) => signPayload(type, new TextEncoder().encode(text), signers).then((envelope) => ({ kind, envelope }));

/** Bytes with one bit turned, at the first, the middle or the last byte. */
export function flip(bytes: Buffer, where: 'first' | 'middle' | 'last'): Buffer {
  const copy = Buffer.from(bytes);
  const at = { first: 0, middle: Math.floor(copy.length / 2), last: copy.length - 1 }[where];
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}
