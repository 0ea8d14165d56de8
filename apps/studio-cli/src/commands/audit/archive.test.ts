import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toCloudEvent } from '@roundgate/contract';
import { toBase64 } from '@roundgate/contract/trust';
import { describe, expect, it } from 'vitest';
import { newFolder, run, write } from '../../fixtures.ts';
import { keyid, keys, linesOf, rgEvent, SOURCE, serveArchive, TS, testStore } from '../../test-archive.ts';
import { accessTo, useTestEdge } from '../../test-edge.ts';

const edge = useTestEdge();
const access = () => accessTo(edge);

const EVENTS = [rgEvent('=1+1'), rgEvent('said "so", twice')];

/** Copies the store through the edge, as an auditor does. */
async function copy(): Promise<string> {
  await serveArchive(edge, EVENTS);
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
    const [key = ''] = [...(await testStore(EVENTS)).objects.keys()];
    write(join(folder, key), readFileSync(join(folder, key), 'utf8').replace('flags_set', 'flags_get'));
    const { code, err } = await run(['audit', 'verify', '--export', folder]);
    expect([code, err.includes(key)]).toEqual([1, true]);
  });
});

describe('roundgate audit export', () => {
  it('writes CSV in which nothing is taken for a formula and quotes are kept', async () => {
    const events = linesOf(EVENTS).map(toCloudEvent);
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
