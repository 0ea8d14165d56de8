import {
  ARCHIVE_HEAD_TYPE,
  type BusEvent,
  CHAIN_START,
  MANIFEST_TYPE,
  money,
  type StoredEvent,
} from '@roundgate/contract';
import {
  type Batch,
  EMPTY_CHAIN,
  linkEvent,
  makeBatch,
  manifestKey,
  NO_BATCH,
  SHARDS,
  shardOf,
} from '@roundgate/contract/audit';
import { keyidOf, toBase64 } from '@roundgate/contract/trust';
import { signPayload } from '@roundgate/contract/trust/sign';
import { sha256Hex } from './audit/judge-player.ts';
import type { TestEdge } from './test-edge.ts';

/** When everything of the test archive happened. */
export const TS = '2026-01-31T12:00:00.000Z';
/** The one player of the test archive. */
export const SOURCE = 'players/op-lantern/p-ada';
const SHARD = shardOf(sha256Hex, SOURCE);

const { publicKey, privateKey } = (await crypto.subtle.generateKey('Ed25519', true, [
  'sign',
  'verify',
])) as CryptoKeyPair;
const raw = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
export const keyid = await keyidOf(raw);
/** The keys that the test archive is signed with. */
export const keys = { keys: { [keyid]: toBase64(raw) } };
/** Signs with the key of the test archive. */
export const seal = (type: string, document: object) =>
  signPayload(type, new TextEncoder().encode(JSON.stringify(document)), [
    {
      keyid,
      sign: async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, message)),
    },
  ]);

const who = { ts: TS, operator_id: 'op-lantern', player_id: 'p-ada' };
/** Something about responsible gaming. */
export const rgEvent = (reason: string): BusEvent =>
  ({ type: 'rg_event', ...who, session_id: null, name: 'flags_set', reason }) as BusEvent;
/** A spin of one euro. */
export const spinEvent = (number: number, winMinor: number): BusEvent =>
  ({
    ...{ type: 'spin_finished', ...who, session_id: 's-1', game_id: 'g-night-market', rtp_profile: '96' },
    ...{
      build_hash: `sha256:${'3f'.repeat(32)}`,
      round_id: `rnd-0000000${number}`,
      spin_id: `spin-${number}`,
    },
    ...{ spin_type: 'cash', stake: money(100, 'EUR'), win: money(winMinor, 'EUR') },
  }) as BusEvent;

/** Events as the store holds them. */
export function linesOf(events: readonly BusEvent[]): StoredEvent[] {
  const lines: StoredEvent[] = [];
  for (const event of events)
    lines.push({ source: SOURCE, at: TS, ...linkEvent(sha256Hex, lines.at(-1) ?? EMPTY_CHAIN, event) });
  return lines;
}

/** The objects of a store with a batch for each event under one manifest, by key. */
export async function testStore(events: readonly BusEvent[]) {
  const batches: Batch[] = [];
  for (const line of linesOf(events)) {
    const last = batches.at(-1);
    const after = last ? { number: last.header.number, sha256: last.sha256 } : NO_BATCH;
    batches.push(makeBatch(sha256Hex, SHARD, after, [JSON.stringify(line)]));
  }
  const own = { batches: batches.length, head: batches.at(-1)?.sha256 ?? CHAIN_START, events: events.length };
  const shards = SHARDS.map((shard) => ({
    shard,
    ...(shard === SHARD ? own : { batches: 0, head: CHAIN_START, events: 0 }),
  }));
  const manifest = {
    format: 'roundgate.audit-manifest/1',
    number: 1,
    prev: CHAIN_START,
    made_at: TS,
    shards,
  };
  const digest = sha256Hex(JSON.stringify(manifest));
  const head = await seal(ARCHIVE_HEAD_TYPE, {
    ...{ format: 'roundgate.audit-head/1', made_at: TS, number: 1, digest },
  });
  const objects = new Map(batches.map(({ key, body }) => [key, body]));
  objects.set(manifestKey(1), JSON.stringify(await seal(MANIFEST_TYPE, manifest)));
  return { objects, head };
}

/** Has the edge answer a copy of this store. */
export async function serveArchive(edge: TestEdge, events: readonly BusEvent[]): Promise<string[]> {
  const { objects, head } = await testStore(events);
  const sorted = [...objects.keys()].sort();
  const ok = (body: unknown) => ({ status: 200, body });
  const wanted = [manifestKey(1), ...sorted.filter((key) => key !== manifestKey(1))];
  edge.pranks.push(
    ok({ number: 1, digest: '0'.repeat(64), events: 2, made: true }),
    ok({ head, keys }),
    ok({ keys: sorted, next: null }),
    ...wanted.map((key) => ok({ key, text: objects.get(key) })),
  );
  return sorted;
}
