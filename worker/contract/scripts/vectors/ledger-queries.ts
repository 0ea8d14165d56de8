import { type Change, changed, REMOVED, type Vector } from './vector.ts';

const wrong = (name: string, path: string, to: unknown): Change => ({ name, path, to, field: path });
const right = (name: string, path: string, to: unknown): Change => ({ name, path, to, valid: true });

const vectors = (base: Record<string, string>, changes: readonly Change[]): Vector[] => [
  { name: 'all', value: base, valid: true },
  ...changes.map((change) => changed(base, change)),
  changed(base, wrong('an unknown parameter', 'surprise', '1')),
];

const DAYS: readonly Change[] = [
  wrong('a day that is none', 'from', '2026-02-31'),
  wrong('a moment for a day', 'to', '2026-01-31T12:00:00.000Z'),
];

/** Queries of the ledger: events, the write-once store, reports, pools. */
export const ledgerQueries = (): Record<string, Vector[]> => ({
  exportEvents: vectors(
    {
      ...{ operator_id: 'op-lantern', player_id: 'p-ada', round_id: 'rnd-4f9d2c7a1b' },
      ...{ from: '2026-01-01', to: '2026-01-31', cursor: '3.17' },
    },
    [
      ...DAYS,
      wrong('an operator of another shape', 'operator_id', 'lantern'),
      wrong('a player of another shape', 'player_id', 'ada'),
      wrong('a round of another shape', 'round_id', 'rnd-1'),
      wrong('a cursor that nobody gave', 'cursor', 'next'),
      right('from the beginning', 'cursor', REMOVED),
    ],
  ),
  getReport: vectors(
    {
      ...{ from: '2026-01-01', to: '2026-01-31', group_by: 'operator_id,day', operator_id: 'op-lantern' },
      ...{ studio_id: 'st-harbour', game_id: 'g-night-market', posted_until: '2026-02-01' },
      ...{ no_activity: 'hide', format: 'csv' },
    },
    [
      ...DAYS,
      wrong('without a period', 'from', REMOVED),
      wrong('by something that is none', 'group_by', 'player_id'),
      wrong('by nothing', 'group_by', ''),
      wrong('a form that is none', 'format', 'xml'),
      right('by what is usual', 'group_by', REMOVED),
    ],
  ),
  getHeldFunds: vectors({ operator_id: 'op-lantern', format: 'csv' }, [
    wrong('an operator of another shape', 'operator_id', 'lantern'),
    right('of all', 'operator_id', REMOVED),
  ]),
  getInvoice: vectors({ format: 'html' }, [
    wrong('a form that is none', 'format', 'pdf'),
    right('as JSON', 'format', REMOVED),
  ]),
  listJackpots: vectors({ game_id: 'g-night-market' }, [
    wrong('a game of another shape', 'game_id', 'night-market'),
    wrong('of no game', 'game_id', REMOVED),
  ]),
  listAuditObjects: vectors({ after: 'batches/ledger-00/x', limit: '100' }, [
    wrong('no rows', 'limit', '0'),
    wrong('too many rows', 'limit', '1001'),
    right('from the first', 'after', REMOVED),
  ]),
  getAuditObject: vectors({ key: 'manifests/0000000001.json' }, [
    wrong('without a key', 'key', REMOVED),
    wrong('a key of another store', 'key', 'players/op-lantern/p-ada'),
  ]),
});
