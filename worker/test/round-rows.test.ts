import { runInDurableObject } from 'cloudflare:test';
import { beforeAll, expect, it } from 'vitest';
import type { Round } from '../src/domain/rounds/round.ts';
import { RoundWriter } from '../src/storage/rounds.ts';
import { certify, launch, objectOf, spin } from './client.ts';
import { FakePartners } from './fake-partners.ts';

beforeAll(() => certify());

/** Runs in a player's object with one stored round and two writers of its rows, as two instances would be. */
async function inStore(
  work: (round: Round, own: RoundWriter, other: RoundWriter, storage: DurableObjectStorage) => void,
): Promise<void> {
  new FakePartners().install();
  const player = await launch();
  await spin(player);
  await runInDurableObject(objectOf(player), (_, { storage }) => {
    const round = new RoundWriter(storage.sql).newest();
    if (!round) throw new Error('no round was stored');
    storage.sql.exec('UPDATE rounds SET closed_at_ms = NULL');
    const open = { ...round, closedAtMs: null };
    work(open, new RoundWriter(storage.sql), new RoundWriter(storage.sql), storage);
  });
}
const later = (round: Round, closedAtMs: number | null): Round => ({
  ...round,
  version: round.version + 1,
  closedAtMs,
});
const openIds = (writer: RoundWriter): string[] => writer.open().map(({ roundId }) => roundId);

it('what is open is what was read and written since, in the order of acceptance', () =>
  inStore((round, own) => {
    expect(openIds(own)).toEqual([round.roundId]);
    own.put({ ...round, roundId: 'rnd-second-0001' }, 0);
    expect(openIds(own)).toEqual([round.roundId, 'rnd-second-0001']);
    expect(own.put(later(round, 1), round.version)).toBe(true);
    expect(openIds(own)).toEqual(['rnd-second-0001']);
  }));

it('a row that another instance moved on is not written, and what is open is read anew', () =>
  inStore((round, own, other) => {
    expect(openIds(own)).toEqual([round.roundId]);
    expect(other.put(later(round, 1), round.version)).toBe(true);
    expect(own.put(later(round, null), round.version)).toBe(false);
    expect(openIds(own)).toEqual([]);
  }));

it('what a transaction undid is forgotten', () =>
  inStore((round, own, _other, storage) => {
    expect(openIds(own)).toEqual([round.roundId]);
    expect(() =>
      storage.transactionSync(() => {
        own.put(later(round, 1), round.version);
        throw new Error('undone');
      }),
    ).toThrow('undone');
    own.forget();
    expect(openIds(own)).toEqual([round.roundId]);
  }));
