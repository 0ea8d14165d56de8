import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ARCHIVE_HEAD_TYPE,
  type BusEvent,
  CHAIN_START,
  MANIFEST_TYPE,
  type StoredEvent,
  toCloudEvent,
} from '@roundgate/contract';
import {
  type Batch,
  linkEvent,
  makeBatch,
  manifestKey,
  NO_BATCH,
  SHARDS,
  shardOf,
} from '@roundgate/contract/audit';
import { keyidOf, toBase64 } from '@roundgate/contract/trust';
import { signPayload } from '@roundgate/contract/trust/sign';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../audit/judge-player.ts';
import { newFolder, removeFolders, run, TEST_KEY_ID, write } from '../../fixtures.ts';
import { startTestEdge, type TestEdge } from '../../test-edge.ts';

const TS = '2026-01-31T12:00:00.000Z';
const SOURCE = 'players/op-lantern/p-ada';
const SHARD = shardOf(sha256Hex, SOURCE);

const { publicKey, privateKey } = (await crypto.subtle.generateKey('Ed25519', true, [
  'sign',
  'verify',
])) as CryptoKeyPair;
const raw = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
const keyid = await keyidOf(raw);
const keys = { keys: { [keyid]: toBase64(raw) } };
const seal = (type: string, document: object) =>
  signPayload(type, new TextEncoder().encode(JSON.stringify(document)), [
    {
      keyid,
      sign: async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, message)),
    },
  ]);

function lineOf(seq: number, prev: StoredEvent | undefined, reason: string): StoredEvent {
  const event: BusEvent = {
    ...{ type: 'rg_event', ts: TS, operator_id: 'op-lantern', player_id: 'p-ada', session_id: null },
    ...{ name: 'flags_set', reason },
  } as BusEvent;
  return {
    source: SOURCE,
    at: TS,
    ...linkEvent(sha256Hex, prev ?? { seq: 0, hash: CHAIN_START }, event),
    seq,
  };
}

/** The objects of a store with two batches under one manifest, by key. */
async function store(): Promise<{ objects: Map<string, string>; head: object }> {
  const first = lineOf(1, undefined, '=1+1');
  const second = lineOf(2, first, 'said "so", twice');
  const one: Batch = makeBatch(sha256Hex, SHARD, NO_BATCH, [JSON.stringify(first)]);
  const two = makeBatch(sha256Hex, SHARD, { number: 1, sha256: one.sha256 }, [JSON.stringify(second)]);
  const shards = SHARDS.map((shard) =>
    shard === SHARD
      ? { shard, batches: 2, head: two.sha256, events: 2 }
      : { shard, batches: 0, head: CHAIN_START, events: 0 },
  );
  const manifest = {
    format: 'roundgate.audit-manifest/1',
    number: 1,
    prev: CHAIN_START,
    made_at: TS,
    shards,
  };
  const digest = sha256Hex(JSON.stringify(manifest));
  const head = await seal(ARCHIVE_HEAD_TYPE, {
    format: 'roundgate.audit-head/1',
    made_at: TS,
    number: 1,
    digest,
  });
  const objects = new Map([one, two].map(({ key, body }) => [key, body]));
  objects.set(manifestKey(1), JSON.stringify(await seal(MANIFEST_TYPE, manifest)));
  return { objects, head };
}

let edge: TestEdge;
const access = () => ['--edge', edge.origin, '--key-id', TEST_KEY_ID, '--secret-env', 'RG_SECRET'];
beforeEach(async () => {
  edge = await startTestEdge();
});
afterEach(async () => {
  await edge.close();
  removeFolders();
});

/** Copies the store through the edge, as an auditor does. */
async function copy(): Promise<string> {
  const { objects, head } = await store();
  const sorted = [...objects.keys()].sort();
  const ok = (body: unknown) => ({ status: 200, body });
  const wanted = [manifestKey(1), ...sorted.filter((key) => key !== manifestKey(1))];
  edge.pranks.push(
    ok({ number: 1, digest: '0'.repeat(64), events: 2, made: true }),
    ok({ head, keys }),
    ok({ keys: sorted, next: null }),
    ...wanted.map((key) => ok({ key, text: objects.get(key) })),
  );
  const folder = join(newFolder(), 'archive');
  const { code, err } = await run(['audit', 'archive', '--out', folder, ...access()]);
  expect([code, err]).toEqual([0, '']);
  return folder;
}

describe('roundgate audit archive', () => {
  it('copies a store that then verifies by itself, with the keys that an auditor has', async () => {
    const folder = await copy();
    const own = write(join(newFolder(), 'keys.json'), JSON.stringify(keys));
    const { code, out } = await run(['audit', 'verify', '--export', folder, '--keys', own]);
    expect([code, out.includes('2 events of 1 chains in 2 batches, under 1 signed manifests')]).toEqual([
      0,
      true,
    ]);
  });

  it('does not verify with the keys of somebody else, nor against an anchor that it has not got', async () => {
    const folder = await copy();
    const strange = write(
      join(newFolder(), 'keys.json'),
      JSON.stringify({ keys: { [keyid]: toBase64(new Uint8Array(32)) } }),
    );
    expect((await run(['audit', 'verify', '--export', folder, '--keys', strange])).code).toBe(1);
    const anchor = JSON.stringify({ number: 2, digest: 'ab'.repeat(32), made_at: TS });
    const anchors = write(join(newFolder(), 'anchors.ndjson'), `${anchor}\n`);
    const { code, err } = await run(['audit', 'verify', '--export', folder, '--anchors', anchors]);
    expect([code, err.includes('is not the manifest that was anchored')]).toEqual([1, true]);
  });

  it('names the batch that was changed', async () => {
    const folder = await copy();
    const [key = ''] = [...(await store()).objects.keys()];
    write(join(folder, key), readFileSync(join(folder, key), 'utf8').replace('flags_set', 'flags_get'));
    const { code, err } = await run(['audit', 'verify', '--export', folder]);
    expect([code, err.includes(key)]).toEqual([1, true]);
  });
});

describe('roundgate audit export', () => {
  it('writes CSV in which nothing is taken for a formula and quotes are kept', async () => {
    const events = [lineOf(1, undefined, '=1+1'), lineOf(2, undefined, 'said "so", twice')].map(toCloudEvent);
    edge.pranks.push(
      { status: 200, body: { events: events.slice(0, 1), next: '3.1' } },
      { status: 200, body: { events: events.slice(1), next: null } },
    );
    const out = join(newFolder(), 'events.csv');
    const args = ['audit', 'export', '--player', 'p-ada', '--format', 'csv', '--out', out, ...access()];
    expect((await run(args)).code).toBe(0);
    const [head = '', first = '', second = ''] = readFileSync(out, 'utf8').split('\r\n');
    expect(head.startsWith('source,seq,time,postedat,type,')).toBe(true);
    expect(first).toContain(`${SOURCE},1,${TS},${TS},rg_event,op-lantern,p-ada,`);
    expect(first).toContain(",'=1+1,");
    expect(second).toContain(',"said ""so"", twice",');
    expect(edge.seen.at(-1)?.path).toContain('cursor=3.1');
  });
});

describe('roundgate audit lock', () => {
  it('only shows what it would do, and names what is wrong with its arguments', async () => {
    const { code, out } = await run(['audit', 'lock', '--account', '0123abcd', '--days', '3650']);
    expect(code).toBe(0);
    expect(out).toContain('would send PUT /client/v4/accounts/0123abcd/r2/buckets/roundgate-audit/lock');
    expect(out).toContain('nothing was changed');
    expect(edge.seen).toEqual([]);
    expect((await run(['audit', 'lock', '--account', '0123abcd', '--days', 'all'])).code).toBe(2);
    expect(
      (await run(['audit', 'lock', '--account', '0123abcd', '--days', '1', '--apply', 'yes'])).code,
    ).toBe(2);
  });
});
