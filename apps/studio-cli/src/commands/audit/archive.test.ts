import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BusEvent, FINAL_TABLE_PAYLOAD_TYPE, type FinalTable, toCloudEvent } from '@roundgate/contract';
import { toBase64 } from '@roundgate/contract/trust';
import { describe, expect, it } from 'vitest';
import { newFolder, run, write } from '../../fixtures.ts';
import {
  keyid,
  keys,
  linesOf,
  rgEvent,
  SOURCE,
  seal,
  serveArchive,
  spinEvent,
  TS,
  testStore,
} from '../../test-archive.ts';
import { accessTo, useTestEdge } from '../../test-edge.ts';

const edge = useTestEdge();
const access = () => accessTo(edge);

const EVENTS = [rgEvent('=1+1'), rgEvent('said "so", twice')];

/** Copies the store through the edge, as an auditor does. */
async function copy(events: readonly BusEvent[] = EVENTS): Promise<string> {
  await serveArchive(edge, events);
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

describe("a tournament's final table", () => {
  const counted = (winMinor: number): BusEvent =>
    ({ ...spinEvent(winMinor % 10, winMinor), tournament_ids: ['tn-evening'] }) as BusEvent;
  // What does not name the tournament, or comes after the close, is no part of the score.
  const played = [counted(120), spinEvent(5, 900), counted(201), counted(333)];
  const row: FinalTable['rows'][number] = {
    ...{ rank: 1, alias: 'K7QX2M', score: 321, player_id: 'p-ada', spins: 2, reached_at: TS },
    ...{ status: 'ranked' as const, suspicion: 0, signals: [], prize_minor: 500, late_rounds: 0 },
    chain: { seq: 3, hash: linesOf(played)[2]?.hash ?? '' },
  };
  const table = (change: Partial<FinalTable['rows'][number]> = {}): FinalTable => ({
    ...{ format: 'roundgate.tournament-table/1', operator_id: 'op-lantern', tournament_id: 'tn-evening' },
    rules: {
      ...{ name: 'Evening', game_ids: ['g-night-market'], currency: 'EUR', metric: 'sum_win' },
      ...{ starts_at: TS, ends_at: '2026-01-31T13:00:00.000Z' },
      entry: { kind: 'cash', min_stake_minor: 1 },
      prize: { kind: 'ranks', amounts_minor: [500] },
      anti_bot: { review_at: 50, exclude_at: 90 },
    },
    closed_at: TS,
    rows: [{ ...row, ...change }],
  });
  const judge = async (final: unknown) => {
    const folder = await copy(played);
    const file = write(join(newFolder(), 'table.json'), JSON.stringify(final));
    return run(['audit', 'verify', '--export', folder, '--table', file]);
  };

  it('is counted again from the copy, as it was answered or as its envelope alone', async () => {
    const final = await seal(FINAL_TABLE_PAYLOAD_TYPE, table());
    for (const given of [final, { tournament_id: 'tn-evening', rows: [], final }]) {
      const { code, out } = await judge(given);
      expect([code, out.includes('tn-evening: 1 entries, 2 spins counted again')]).toEqual([0, true]);
    }
  });

  it.each([
    ['a score', { score: 322 }, 'the archive comes to 321'],
    ['a spin', { spins: 3 }, 'the archive comes to 321 of 2'],
    ['a time', { reached_at: '2026-01-31T12:00:00.001Z' }, 'the archive comes to'],
    ['a link', { chain: { seq: 3, hash: 'ab'.repeat(32) } }, 'a link of the chain'],
    ['a place', { rank: 2 }, 'does not belong in place 2'],
  ])('of which %s is not what it says is refused', async (_, change, what) => {
    const { code, err } = await judge(await seal(FINAL_TABLE_PAYLOAD_TYPE, table(change)));
    expect([code, err.includes(`p-ada`), err.includes(what)]).toEqual([1, true, true]);
  });

  it('that was changed after it was signed is refused', async () => {
    const final = await seal(FINAL_TABLE_PAYLOAD_TYPE, table());
    const payload = toBase64(new TextEncoder().encode(JSON.stringify(table({ prize_minor: 5_000 }))));
    const { code, err } = await judge({ ...final, payload });
    expect([code, err.includes('is not signed by a trusted key')]).toEqual([1, true]);
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
