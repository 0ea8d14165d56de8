import { type FinalTable, money, type StoredEvent } from '@roundgate/contract';
import { expect, it } from 'vitest';
import { type ClosedTable, tableFaults } from './table-faults.ts';

const AT = '2026-01-31T18:00:00.000Z';
const line = (seq: number, event: object): StoredEvent =>
  ({
    source: 'players/op-lantern/p-ada',
    seq,
    event: { player_id: 'p-ada', ts: AT, ...event },
  }) as StoredEvent;
const spin = (seq: number, winMinor: number, tournament_ids?: string[]) =>
  line(seq, {
    ...{ type: 'spin_finished', stake: money(10, 'EUR'), win: money(winMinor, 'EUR') },
    ...(tournament_ids && { tournament_ids }),
  });
const EVENTS = [
  spin(1, 500),
  spin(2, 20, ['tn-cup']),
  spin(3, 30, ['tn-cup']),
  // After the close.
  spin(4, 900, ['tn-cup']),
  line(5, { type: 'bonus_award', tournament_id: 'tn-cup', amount: money(70, 'EUR') }),
];
const table = (score = 50, seq = 3): FinalTable =>
  ({
    ...{ tournament_id: 'tn-cup', rules: { metric: 'sum_win' } },
    rows: [{ player_id: 'p-ada', score, chain: { seq, hash: '' } }],
  }) as unknown as FinalTable;
const CLOSED: ClosedTable = { signed: table(), rows: [{ prize_minor: 70 }], joined: 1 };

it('a table that is what the chains come to has no fault', () => {
  expect(tableFaults(CLOSED, EVENTS)).toEqual([]);
});

it.each([
  ['a score', { signed: table(51) }, 'tn-cup: p-ada has 51, its chain comes to 50'],
  ['a link', { signed: table(50, 4) }, 'tn-cup: p-ada has 50, its chain comes to 950'],
  ['an entry', { joined: 2 }, 'tn-cup: 1 of 2 entries'],
  ['a prize', { rows: [{ prize_minor: 71 }] }, 'tn-cup: the table owes 71, the chains tell of 70'],
])('%s that is off by one is told', (_, change, fault) => {
  expect(tableFaults({ ...CLOSED, ...change }, EVENTS)).toEqual([fault]);
});
