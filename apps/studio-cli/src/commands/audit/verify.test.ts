import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type BusEvent, type ChainedEvent, money, type RoundSummary } from '@roundgate/contract';
import { EMPTY_CHAIN, linkEvent } from '@roundgate/contract/audit';
import { describe, expect, it } from 'vitest';
import { newFolder, run, write } from '../../fixtures.ts';
import { accessTo, useTestEdge } from '../../test-edge.ts';

const ROUND = 'rnd-00000001';
const TS = '2026-01-01T00:00:00.000Z';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const edge = useTestEdge();

const row: RoundSummary = {
  ...{ round_id: ROUND, spin_id: 'spin-9Q2kLr8mVxT0', session_id: 's-00000001', game_id: 'g-night-market' },
  ...{ build_hash: `sha256:${'ab'.repeat(32)}`, state: 'SETTLED' },
  ...{ stake: money(100, 'EUR'), win: money(250, 'EUR'), accepted_at: TS, closed_at: TS, attempts: 0 },
} as RoundSummary;
const finished = {
  ...{ type: 'spin_finished', ts: TS, operator_id: 'op-lantern', player_id: 'p-00000001' },
  ...{ session_id: row.session_id, game_id: row.game_id, build_hash: row.build_hash, rtp_profile: '96' },
  ...{ round_id: ROUND, spin_id: row.spin_id, spin_type: 'cash', stake: row.stake, win: row.win },
} as BusEvent;
const link = linkEvent(sha256, EMPTY_CHAIN, finished);
const entry = (kind: string, amount: number, id: string) => ({
  ...{ transaction_id: id, kind, amount_minor: amount, round_id: ROUND, ts: TS },
});
const PAID = [entry('debit', -100, 'a:d'), entry('credit', 250, 'a:c:1')];

async function verify(entries: readonly object[], events: readonly ChainedEvent[] = [link], headSeq = 1) {
  edge.pranks.push(
    { status: 200, body: { rounds: [row], next_before: null } },
    { status: 200, body: { events, chain_head: { seq: headSeq, hash: link.hash } } },
    { status: 200, body: { events: [], chain_head: { seq: headSeq, hash: link.hash } } },
  );
  const ledger = write(join(newFolder(), 'ledger.json'), JSON.stringify({ entries }));
  const access = accessTo(edge);
  const args = ['audit', 'verify', '--player', 'p-00000001', '--ledger', ledger, ...access];
  return run(args);
}

describe('roundgate audit verify', () => {
  it('passes records that agree', async () => {
    const { code, out } = await verify(PAID);
    expect(code).toBe(0);
    expect(out).toContain('✓ 1 rounds, 0 of them open');
    expect(out).toContain('✓ 2 movements of the wallet');
  });

  it.each([
    ['a second debit', 'one_debit', [...PAID, entry('debit', -100, 'a:d2')]],
    ['a win that was never paid', 'net', PAID.slice(0, 1)],
    ['a win that was paid twice', 'one_credit', [...PAID, entry('credit', 250, 'a:c:2')]],
    [
      'money without a round',
      'no_orphan_money',
      [...PAID, { ...entry('debit', -5, 'b:d'), round_id: 'rnd-00000009' }],
    ],
  ])('exits with 1 and names the promise that %s breaks', async (_, invariant, entries) => {
    const { code, err } = await verify(entries);
    expect(code).toBe(1);
    expect(err).toContain(invariant);
  });

  it('exits with 1 when an event was changed', async () => {
    const changed = { ...link, event: { ...finished, ts: '2026-01-02T00:00:00.000Z' } as BusEvent };
    const { code, err } = await verify(PAID, [changed]);
    expect([code, err.includes('event 1 was changed')]).toEqual([1, true]);
  });

  it('tells how many events are still on their way, and blames nobody for them', async () => {
    const { code, out } = await verify(PAID, [], 1);
    expect([code, out.includes('1 more on their way')]).toEqual([0, true]);
  });
});
