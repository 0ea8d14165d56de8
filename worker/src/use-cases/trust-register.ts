import {
  type Believed,
  openEnvelope,
  type RootDocument,
  type RootPins,
  readDocument,
  requireAlive,
  type StatusDocument,
  type TrustEnvelope,
  TrustFault,
  verifyRoleSigned,
  verifyRoots,
} from '@roundgate/contract/trust';
import { type DocumentSigner, signDocument } from '@roundgate/contract/trust/sign';
import { ShortMemory } from '../domain/short-memory.ts';
import type { Held, ReleaseFacts, StoredDocument, TrustSnapshot } from '../domain/trust/register.ts';
import {
  isStatusCurrent,
  nextStatusVersion,
  type StatusFacts,
  statusDocument,
} from '../domain/trust/status.ts';

/** Where the documents lie; the adapter's shape, without its database. */
interface Store {
  current(): Promise<readonly StoredDocument[]>;
  add(document: StoredDocument, by: string, nowMs: number): Promise<boolean>;
  newestStatus(): Promise<TrustEnvelope | undefined>;
  statusIssuedAt(version: number): Promise<number | undefined>;
  addStatus(version: number, envelope: TrustEnvelope, nowMs: number): Promise<boolean>;
}

/** What the register stands on. */
export interface TrustTools {
  readonly store: Store;
  readonly pins: RootPins;
  readonly signer: () => Promise<DocumentSigner>;
  readonly releases: (nowMs: number) => Promise<ReleaseFacts>;
}

const STATUS_TRIES = 5;

/** There is no root yet, or it cannot be read: nothing can be believed. */
export class TrustUnavailableError extends Error {}

/** What became of a document that was handed in. */
export type Published = 'added' | 'already_there' | 'conflict' | 'not_next';

/** The signed documents of this platform: verified when they come and again when they are read. */
export class TrustRegister {
  readonly #tools: TrustTools;
  readonly #known = new ShortMemory<TrustSnapshot>();

  constructor(tools: TrustTools) {
    this.#tools = tools;
  }

  /** All that is trusted now. `fresh` reads through, for a launch that must see a revocation of this very second. */
  async snapshot(nowMs: number, fresh?: 'fresh'): Promise<TrustSnapshot> {
    const isNews = (error: unknown): boolean => error instanceof TrustUnavailableError;
    try {
      return await this.#known.read(nowMs, fresh, () => this.#read(nowMs), isNews);
    } catch (error) {
      if (isNews(error)) throw error;
      throw new TrustUnavailableError('the trust documents cannot be read', { cause: error });
    }
  }

  /** When this version of the status was issued, in UTC milliseconds; long ago when it never was. */
  async statusIssuedAt(version: number): Promise<number> {
    const known = this.#known.peek()?.status.document;
    if (known?.version === version) return Date.parse(known.issued_at);
    return (await this.#tools.store.statusIssuedAt(version)) ?? 0;
  }

  /** Takes in a document whose name, signatures and version are right. Throws {@link TrustFault}. */
  async publish(name: string, envelope: TrustEnvelope, by: string, nowMs: number): Promise<Published> {
    const stored = await this.#tools.store.current();
    const roots = rootsOf(stored);
    const { document, digest } = await this.#believe(name, envelope, roots);
    requireAlive(
      name === 'root' ? 'root' : name.startsWith('studio/') ? 'studio' : 'permit',
      document,
      nowMs,
    );
    const { version } = document;
    const newest = stored.filter((other) => other.name === name).at(-1);
    if (newest && version <= newest.version)
      return newest.version === version && newest.digest === digest ? 'already_there' : 'conflict';
    if (name === 'root' && version !== (newest?.version ?? 0) + 1) return 'not_next';
    const added = await this.#tools.store.add({ name, version, digest, envelope }, by, nowMs);
    this.#known.forget();
    return added ? 'added' : 'conflict';
  }

  async #believe(
    name: string,
    envelope: TrustEnvelope,
    roots: readonly TrustEnvelope[],
  ): Promise<Believed<'root' | 'studio' | 'permit'>> {
    const { pins } = this.#tools;
    if (name === 'root') {
      const { version } = (await readDocument('root', openEnvelope('root', envelope))).document;
      return verifyRoots([...roots.slice(0, version - 1), envelope], pins);
    }
    const root = await verifyRoots(roots, pins);
    const [kind, id] = name.split('/');
    if (kind === 'studio') {
      const studio = await verifyRoleSigned('studio', envelope, root.document);
      if (studio.document.studio_id === id) return studio;
    } else {
      const permit = await verifyRoleSigned('permit', envelope, root.document);
      if (permit.document.country === id) return permit;
    }
    throw new TrustFault('signature_invalid', `${name}: the document is about another`);
  }

  async #read(nowMs: number): Promise<TrustSnapshot> {
    const stored = await this.#tools.store.current();
    const roots = rootsOf(stored);
    if (roots.length === 0) throw new TrustUnavailableError('no root was published yet');
    const root = { ...(await verifyRoots(roots, this.#tools.pins)), envelope: roots.at(-1) as TrustEnvelope };
    const [studios, permits] = await Promise.all([
      heldOf('studio', stored, root.document),
      heldOf('permit', stored, root.document),
    ]);
    const releases = await this.#tools.releases(nowMs);
    const pin = ({ document, digest }: Believed<'root' | 'studio' | 'permit'>) => ({
      version: document.version,
      digest,
    });
    const facts: StatusFacts = {
      documents: Object.fromEntries([
        ['root', pin(root)],
        ...[...studios].map(([id, held]) => [`studio/${id}`, pin(held)] as const),
        ...[...permits].map(([id, held]) => [`permit/${id}`, pin(held)] as const),
      ]),
      live: releases.live,
      revoked_builds: releases.revokedBuilds,
      revoked_keys: releases.revokedKeys,
    };
    return { roots, root, studios, permits, status: await this.#status(root.document, facts, nowMs) };
  }

  /** The newest status if it still says what is true; else the next one, signed and stored before it is told. */
  async #status(root: RootDocument, facts: StatusFacts, nowMs: number): Promise<TrustSnapshot['status']> {
    const { store, signer } = this.#tools;
    for (let attempt = 0; attempt < STATUS_TRIES; attempt += 1) {
      const envelope = await store.newestStatus();
      const newest = envelope && (await believedStatus(envelope, root));
      if (envelope && newest && isStatusCurrent(newest, facts, nowMs)) return { document: newest, envelope };
      // A status that a former online key signed is not believed, but its number is spent.
      const version = nextStatusVersion(envelope ? versionOf(envelope) : 0, nowMs);
      const document = statusDocument(version, facts, nowMs);
      const next = await signDocument('status', document, [await signer()]);
      if (await store.addStatus(version, next, nowMs)) return { document, envelope: next };
    }
    throw new Error('the status changes faster than it can be signed');
  }
}

const rootsOf = (stored: readonly StoredDocument[]): TrustEnvelope[] =>
  stored.filter(({ name }) => name === 'root').map(({ envelope }) => envelope);

const versionOf = ({ payload }: TrustEnvelope): number =>
  (JSON.parse(atob(payload)) as StatusDocument).version;

const believedStatus = (envelope: TrustEnvelope, root: RootDocument): Promise<StatusDocument | undefined> =>
  verifyRoleSigned('status', envelope, root).then(
    ({ document }) => document,
    () => undefined,
  );

/** The documents of a kind that the current root vouches for; one that it no longer does is as if it were not there. */
async function heldOf<K extends 'studio' | 'permit'>(
  kind: K,
  stored: readonly StoredDocument[],
  root: RootDocument,
): Promise<Map<string, Held<K>>> {
  const held = new Map<string, Held<K>>();
  for (const { name, envelope } of stored.filter((one) => one.name.startsWith(`${kind}/`))) {
    const believed = await verifyRoleSigned(kind, envelope, root).catch(() => undefined);
    if (believed) held.set(name.slice(kind.length + 1), { ...(believed as Believed<K>), envelope });
  }
  return held;
}
