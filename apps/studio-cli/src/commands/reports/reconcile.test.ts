import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder, run } from '../../fixtures.ts';
import { rgEvent, serveArchive, spinEvent } from '../../test-archive.ts';
import { accessTo, useTestEdge } from '../../test-edge.ts';

const edge = useTestEdge();

const LINE = {
  ...{ day: '2026-01-31', operator_id: 'op-lantern', game_id: 'g-night-market', rtp_profile: '96' },
  ...{ build_hash: `sha256:${'3f'.repeat(32)}`, currency: 'EUR', spin_type: 'cash', activity: true },
  ...{ spins_total: 2, eligible_spins: 2, turnover_minor: 200, ggr_minor: -140, jackpot_contrib_minor: 0 },
  ...{
    bonus_cost_minor: 0,
    netwin_minor: -140,
    royalty_due_minor: null,
    royalty_currency: null,
  },
};

async function reconcile(lines: readonly object[]) {
  await serveArchive(edge, [spinEvent(1, 0), rgEvent('between'), spinEvent(2, 340)]);
  const day = '2026-01-31';
  edge.pranks.push({
    status: 200,
    body: { made_at: `${day}T23:00:00.000Z`, from: day, to: day, lines, totals: [] },
  });
  const access = accessTo(edge);
  const folder = join(newFolder(), 'archive');
  return run(['reports', 'reconcile', '--export', folder, '--until', day, ...access]);
}

describe('roundgate reports reconcile', () => {
  it('passes reports that come to what the record comes to', async () => {
    const { code, out } = await reconcile([LINE]);
    expect([code, out.includes('1 lines of 1 days up to 2026-01-31, equal to the unit')]).toEqual([0, true]);
  });

  it.each([
    [
      'one unit less',
      [{ ...LINE, ggr_minor: -141 }],
      'ggr_minor is -141 in the report and -140 in the record',
    ],
    ['a line too few', [], 'turnover_minor is 0 in the report and 200 in the record'],
    [
      'a line too many',
      [LINE, { ...LINE, spin_type: 'free', spins_total: 1 }],
      'spins_total is 1 in the report and 0 in the record',
    ],
  ])('exits with 1 and names the figure when the report has %s', async (_, lines, words) => {
    const { code, err } = await reconcile(lines);
    expect([code, err.includes(words)]).toEqual([1, true]);
  });
});

describe('roundgate reports activity', () => {
  it('writes a table', async () => {
    const day = '2026-01-31';
    edge.pranks.push({
      status: 200,
      body: { made_at: `${day}T23:00:00.000Z`, from: day, to: day, lines: [LINE], totals: [] },
    });
    const access = accessTo(edge);
    const out = join(newFolder(), 'day.csv');
    const { code } = await run([
      'reports',
      'activity',
      '--from',
      day,
      '--to',
      day,
      '--by',
      'day',
      '--out',
      out,
      ...access,
    ]);
    expect(code).toBe(0);
    expect(edge.seen[0]?.path).toBe(`/v1/reports/activity?from=${day}&to=${day}&group_by=day`);
    expect(readFileSync(out, 'utf8').split('\r\n')[1]).toContain(',cash,EUR,true,2,2,200,-140,0,0,-140,,');
  });
});

describe('roundgate reports campaign', () => {
  const figure = { sum: '10', sum_of_squares: '60', mean: 5, low: -1.5, high: 11.5 };
  const arm = {
    weight: 1,
    assigned: 3,
    exposed: 2,
    packets_given: 0,
    packet_spins: 0,
    bonus_cost_minor: '0',
  };
  const difference = { mean: 2.5, low: -4, high: 9, degrees_of_freedom: 1.75 };
  const arms = [
    {
      ...{ ...arm, arm: 'none', is_control: true, is_reference: true },
      figures: [{ metric: 'net_minor', ...figure, difference: null }],
    },
    {
      ...{ ...arm, arm: 'ten', is_control: false, is_reference: false },
      figures: [{ metric: 'net_minor', ...figure, difference }],
    },
  ];

  it('writes a line for each arm and figure, and says how far each arm is from the reference', async () => {
    const campaign_id = 'cmp-spring';
    const times = { made_at: '2026-02-28T23:00:00.000Z', ends_at: '2026-02-28T23:59:59.999Z' };
    const how = { currency: 'EUR', counts: 'game', confidence: 0.95, reference: 'none' };
    edge.pranks.push({ status: 200, body: { campaign_id, ...times, ...how, arms } });
    const file = join(newFolder(), 'spring.csv');
    const args = ['reports', 'campaign', '--campaign', campaign_id, '--out', file, ...accessTo(edge)];
    const { code, out } = await run(args);
    expect([code, edge.seen[0]?.path]).toEqual([0, `/v1/campaigns/${campaign_id}/results`]);
    expect(out).toContain('ten: 2 exposed, net 5.00 minor units each, 2.50 [-4.00, 9.00] to the reference');
    const [head, first, second] = readFileSync(file, 'utf8').split('\r\n');
    expect(head?.startsWith('campaign_id,arm,weight,')).toBe(true);
    expect(first).toBe('cmp-spring,none,1,true,true,EUR,3,2,0,0,0,net_minor,10,60,5,-1.5,11.5,,,,');
    expect(second?.endsWith(',2.5,-4,9,1.75')).toBe(true);
  });
});
