import type { TournamentView } from '@roundgate/contract';
import { expect, it } from 'vitest';
import { tableToShow } from './live-table.ts';

const NOW = Date.parse('2026-11-26T12:00:00.000Z');
const one = (id: string, endsInMin: number, change: Partial<TournamentView> = {}): TournamentView =>
  ({
    ...{ tournament_id: id, name: id, currency: 'EUR', state: endsInMin > 0 ? 'running' : 'final' },
    prize: { kind: 'ranks', amounts_minor: [100] },
    starts_at: new Date(NOW - 60 * 60_000).toISOString(),
    ends_at: new Date(NOW + endsInMin * 60_000).toISOString(),
    ...change,
  }) as TournamentView;
const shown = (...list: TournamentView[]) => tableToShow(list, 'EUR', NOW)?.tournament_id;

it('the lobby shows the running table that ends next, else one that has just ended, in the currency of the player', () => {
  expect(shown(one('tn-day', 600), one('tn-soon', 3))).toBe('tn-soon');
  expect(shown(one('tn-over', -5))).toBe('tn-over');
  expect(shown(one('tn-over', -5), one('tn-day', 600))).toBe('tn-day');
  expect(shown(one('tn-old', -60), one('tn-gbp', 5, { currency: 'GBP' }))).toBeUndefined();
  // Whoever watched it sees how it ended, unless another has begun since.
  expect(shown(one('tn-over', -1), one('tn-day', 600))).toBe('tn-over');
  const begun = { starts_at: new Date(NOW - 30_000).toISOString() };
  expect(shown(one('tn-over', -1), one('tn-new', 3, begun))).toBe('tn-new');
  const target = { kind: 'target', target: 5, amount_minor: 100 } as const;
  expect(shown(one('tn-mission', 5, { prize: target }))).toBeUndefined();
});
