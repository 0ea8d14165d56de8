import {
  ARCHIVE_HEAD_TYPE,
  AuditManifest,
  CHAIN_START,
  MANIFEST_TYPE,
  type ShardHead,
  type SignedEnvelope,
  toTimestamp,
} from '@roundgate/contract';
import type { Sha256 } from '@roundgate/contract/audit';
import { fromBase64, type TrustEnvelope } from '@roundgate/contract/trust';
import type { DocumentSigner } from '@roundgate/contract/trust/sign';
import { signPayload } from '@roundgate/contract/trust/sign';

/** What sealing needs. */
export interface SealTools {
  /** Has every shard write what waits, and tell how far it has come. */
  readonly shards: () => Promise<readonly ShardHead[]>;
  readonly newest: () => Promise<SignedEnvelope | undefined>;
  /** False when another has taken the number. */
  readonly put: (number: number, envelope: SignedEnvelope) => Promise<boolean>;
  readonly signer: () => Promise<DocumentSigner>;
  readonly sha256: Sha256;
  readonly now: () => number;
}

/** A manifest with the digest that the next one names. */
export interface Sealed {
  readonly manifest: AuditManifest;
  readonly digest: string;
}

const bytesOf = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;

/** Reads a manifest of our own store. Whoever does not trust the store checks the signature too. */
export function readManifest(envelope: SignedEnvelope, sha256: Sha256): Sealed {
  const text = new TextDecoder().decode(fromBase64(envelope.payload));
  return { manifest: AuditManifest.parse(JSON.parse(text)), digest: sha256(text) };
}

const countOf = (manifest: AuditManifest): number =>
  manifest.shards.reduce((sum, { events }) => sum + events, 0);

/** Signs a manifest over all that was written since the one before. Of two that seal at once, one makes the manifest. */
export async function sealArchive(tools: SealTools): Promise<Sealed & { made: boolean }> {
  for (;;) {
    // The newest first: shards only go forward, so that they cover at least what it covers.
    const stored = await tools.newest();
    const last = stored && readManifest(stored, tools.sha256);
    const shards = await tools.shards();
    const events = shards.reduce((sum, shard) => sum + shard.events, 0);
    if (last && events === countOf(last.manifest)) return { ...last, made: false };
    const manifest: AuditManifest = {
      format: 'roundgate.audit-manifest/1',
      number: (last?.manifest.number ?? 0) + 1,
      prev: last?.digest ?? CHAIN_START,
      made_at: toTimestamp(tools.now()),
      shards: [...shards],
    };
    const text = JSON.stringify(manifest);
    const envelope = await signPayload(MANIFEST_TYPE, bytesOf(text), [await tools.signer()]);
    if (await tools.put(manifest.number, toSigned(envelope)))
      return { manifest, digest: tools.sha256(text), made: true };
  }
}

/** Signs where the archive ends now: a copy that ends earlier is not whole. */
export async function signHead({
  newest,
  signer,
  sha256,
  now,
}: Omit<SealTools, 'shards' | 'put'>): Promise<SignedEnvelope> {
  const stored = await newest();
  const last = stored && readManifest(stored, sha256);
  const head = {
    format: 'roundgate.audit-head/1',
    made_at: toTimestamp(now()),
    number: last?.manifest.number ?? 0,
    digest: last?.digest ?? CHAIN_START,
  };
  return toSigned(await signPayload(ARCHIVE_HEAD_TYPE, bytesOf(JSON.stringify(head)), [await signer()]));
}

const toSigned = ({ payloadType, payload, signatures }: TrustEnvelope): SignedEnvelope => ({
  payloadType,
  payload,
  signatures: [...signatures],
});
