import { ArchiveHead, AuditManifest, OPERATIONS, type SignedEnvelope } from '@roundgate/contract';
import { manifestKey } from '@roundgate/contract/audit';
import { refused } from '../cli/failure.ts';
import type { EdgeClient } from '../edge/client.ts';
import { callOf } from '../edge/connect.ts';
import { type ArchiveFolder, HEAD_FILE, KEYS_FILE } from './archive-folder.ts';

/** What an envelope of the edge holds; the signature is for whoever verifies the copy. */
export function readHead({ payload }: SignedEnvelope): ArchiveHead {
  return ArchiveHead.parse(JSON.parse(Buffer.from(payload, 'base64').toString('utf8')));
}

const manifestOf = (text: string): AuditManifest => {
  const { payload } = JSON.parse(text) as SignedEnvelope;
  return AuditManifest.parse(JSON.parse(Buffer.from(payload, 'base64').toString('utf8')));
};

/** How far a copy goes: to the batches that the newest manifest covers. */
function isCovered(key: string, end: AuditManifest | undefined): boolean {
  const [, shard, file = ''] = key.split('/');
  const covered = end?.shards.find((one) => one.shard === shard)?.batches ?? 0;
  return Number(file.slice(0, 10)) <= covered;
}

async function listAll(client: EdgeClient): Promise<string[]> {
  const keys: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page: { keys: string[]; next: string | null } = await client.call(
      callOf(OPERATIONS.listAuditObjects, { label: 'the write-once store', query: { after } }),
    );
    keys.push(...page.keys);
    after = page.next;
  }
  return keys;
}

/** What a copy brought. */
export interface Copied {
  readonly head: ArchiveHead;
  readonly objects: number;
  readonly fetched: number;
}

/** Copies the store up to its newest manifest. What is there already is not fetched again. */
export async function copyArchive(client: EdgeClient, folder: ArchiveFolder): Promise<Copied> {
  const { head: envelope, keys } = await client.call(
    callOf(OPERATIONS.getAuditHead, { label: 'the head of the archive' }),
  );
  const head = readHead(envelope);
  const fetchOne = async (key: string): Promise<void> => {
    const object = await client.call(callOf(OPERATIONS.getAuditObject, { label: key, query: { key } }));
    folder.write(key, object.text);
  };
  const all = await listAll(client);
  const last = manifestKey(head.number);
  if (head.number > 0 && !all.includes(last))
    throw refused('the write-once store', `${last} is missing`, 'open an incident: worker/docs/audit.md');
  if (head.number > 0 && !folder.has(last)) await fetchOne(last);
  const end = head.number > 0 ? manifestOf(folder.read(last)) : undefined;
  const wanted = all.filter((key) =>
    key.startsWith('manifests/') ? key <= last : key.startsWith('batches/') && isCovered(key, end),
  );
  const missing = wanted.filter((key) => !folder.has(key));
  for (const key of missing) await fetchOne(key);
  folder.write(HEAD_FILE, JSON.stringify(envelope));
  folder.write(KEYS_FILE, JSON.stringify(keys));
  return { head, objects: wanted.length, fetched: missing.length };
}
