import type { FxRate, RoyaltyContract } from '@roundgate/contract';
import type { Rollup } from '@roundgate/contract/reporting';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../sha256.ts';
import { allocate } from './allocate.ts';
import { convert, RateMissingError, rateOn } from './fx.ts';
import { invoiceOf, NotCoveredError, statementOf } from './invoice.ts';
import { invoiceHtml } from './invoice-html.ts';
import { closedBy, periodAt, periodOf } from './periods.ts';
import { decimal, round, textOf, whole } from './rational.ts';
import { byTiers, royaltyOf } from './royalty.ts';

const CONTRACT: RoyaltyContract = {
  ...{ contract_id: 'ct-1', version: 1, starts_on: '2026-01-01', operator_id: 'op-lantern' },
  ...{ studio_id: 'st-harbour', game_ids: ['g-night-market'], currency: 'EUR', period: 'quarter' },
  ...{ closes_after_days: 5, minimum_minor: 0, rounding: 'half_even' },
  parts: [{ kind: 'per_spin', fee_minor: '0.25', free_fee_minor: '0' }],
} as RoyaltyContract;
const Q1 = periodOf('2026-Q1');
const Q2 = periodOf('2026-Q2');

const total = (change: Partial<Rollup>): Rollup => ({
  ...{ day: '2026-02-10', posted: '2026-02-10', operator_id: 'op-lantern', game_id: 'g-night-market' },
  ...{ build_hash: 'sha256:0', rtp_profile: '96', currency: 'EUR', spin_type: 'cash', kind: 'stake' },
  ...{ count: 1, amount_minor: 0, ...change },
});
const spins = (count: number, stake: number, win: number, change: Partial<Rollup> = {}): Rollup[] => [
  total({ kind: 'stake', count, amount_minor: stake, ...change }),
  total({ kind: 'win', count, amount_minor: win, ...change }),
];
const played = (change: object = {}) => ({
  ...{ currency: 'EUR' as const, spins_total: 10, eligible_spins: 10, free_spins: 0, turnover_minor: 10_000 },
  ...{ ggr_minor: 1_000, jackpot_contrib_minor: 100, bonus_cost_minor: 200, netwin_minor: 700, fx: null },
  ...change,
});
const facts = (totals: readonly Rollup[], change: object = {}) => ({
  ...{ versions: [CONTRACT], rates: [] as FxRate[], totals, ...change },
});

describe('rounding', () => {
  it.each([
    ['2.5', 'half_even', 2],
    ['3.5', 'half_even', 4],
    ['2.5', 'half_up', 3],
    ['2.500001', 'half_even', 3],
    ['2.999999', 'down', 2],
    ['2.4', 'half_up', 2],
  ] as const)('of %s by %s gives %i, and of its negative the negative', (text, rounding, expected) => {
    expect(round(decimal(text), rounding)).toBe(expected);
    const { top, bottom } = decimal(text);
    expect(round({ top: -top, bottom }, rounding)).toBe(-expected);
  });

  it('refuses what a double could not hold', () => {
    expect(() => round({ top: 2n ** 60n, bottom: 1n }, 'down')).toThrow(RangeError);
    expect(() => whole(0.5)).toThrow(RangeError);
  });
});

describe('a period', () => {
  it.each([
    ['2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-Q4', '2026-10-01', '2026-12-31'],
    ['2028-02', '2028-02-01', '2028-02-29'],
  ])('%s is from %s to %s', (name, from, to) => {
    expect(periodOf(name)).toEqual({ name, from, to });
    expect(periodAt(to, name.includes('Q') ? 'quarter' : 'month').name).toBe(name);
  });

  it('is closed so many days after its end', () => {
    expect(closedBy(Q1, CONTRACT)).toBe('2026-04-05');
  });
});

describe('a contract', () => {
  const due = (parts: unknown, figures = [played()], minimum = 0) =>
    textOf(royaltyOf({ parts: parts as RoyaltyContract['parts'], minimum_minor: minimum }, figures).due);

  it('by spin bills parts of a minor unit, and free spins at their own rate', () => {
    const parts = [{ kind: 'per_spin', fee_minor: '0.125', free_fee_minor: '0.01' }];
    expect(due(parts, [played({ eligible_spins: 7, free_spins: 3 })])).toBe('181/200');
  });

  it('by turnover bills each part of it at the rate of its tier', () => {
    const tiers = [
      { from_minor: 0, rate: '0.02' },
      { from_minor: 4_000, rate: '0.01' },
    ];
    expect(due([{ kind: 'turnover', rate: tiers }])).toBe('140');
    expect(textOf(byTiers(decimal('4000'), tiers))).toBe('80');
  });

  it('by revenue takes its deductions in their order, each from what the last left', () => {
    const share = [{ from_minor: 0, rate: '0.1' }];
    const tax = { kind: 'rate', name: 'gaming tax', rate: '0.2', of: 'remaining' };
    const jackpots = { kind: 'jackpot_contributions' };
    expect(due([{ kind: 'revenue_share', deductions: [], share }])).toBe('100');
    expect(due([{ kind: 'revenue_share', deductions: [jackpots, tax], share }])).toBe('72');
    expect(due([{ kind: 'revenue_share', deductions: [tax, jackpots], share }])).toBe('70');
    const capped = { kind: 'bonus_cost', cap_of_ggr: '0.05' };
    expect(due([{ kind: 'revenue_share', deductions: [jackpots, capped], share }])).toBe('85');
  });

  it('shares no loss, and asks for its minimum all the same', () => {
    const share = [{ from_minor: 0, rate: '0.1' }];
    const parts = [{ kind: 'revenue_share', deductions: [], share }];
    expect(due(parts, [played({ ggr_minor: -500 })])).toBe('0');
    expect(due(parts, [played({ ggr_minor: -500 })], 25)).toBe('25');
    expect(due(parts, [], 25)).toBe('25');
  });

  it('that is a hybrid adds its parts', () => {
    const spin = { kind: 'per_spin', fee_minor: '1', free_fee_minor: '0' };
    expect(due([spin, { kind: 'turnover', rate: [{ from_minor: 0, rate: '0.01' }] }])).toBe('110');
  });
});

describe('a foreign currency', () => {
  const rate = (change: Partial<FxRate>): FxRate => ({
    ...{
      base: 'JPY',
      quote: 'EUR',
      day: '2026-03-31',
      rate: '0.0062',
      source: 'ECB',
      entered_on: '2026-03-31',
    },
    ...change,
  });

  it('is converted exactly, over different minor units', () => {
    expect(textOf(convert(1_000, 'JPY', rate({})))).toBe('620');
    expect(textOf(convert(1, 'KWD', rate({ base: 'KWD', rate: '3' })))).toBe('3/10');
  });

  it('takes the newest rate up to the end of the period that was known when it was closed', () => {
    const rates = [
      rate({ day: '2026-03-30', rate: '1' }),
      rate({ day: '2026-03-31', rate: '2', entered_on: '2026-05-01' }),
      rate({ day: '2026-04-01', rate: '3' }),
    ];
    expect(rateOn(rates, 'JPY', 'EUR', '2026-03-31', '2026-04-05')?.rate).toBe('1');
    expect(rateOn(rates.slice(1), 'JPY', 'EUR', '2026-03-31', '2026-04-05')?.rate).toBe('2');
    expect(() => rateOn(rates, 'GBP', 'EUR', '2026-03-31', '2026-04-05')).toThrow(RateMissingError);
  });
});

describe('an invoice', () => {
  const inTime = spins(10, 1_000, 900);
  const late = spins(3, 300, 0, { posted: '2026-04-20' });
  const next = spins(4, 400, 0, { day: '2026-05-01', posted: '2026-05-01' });

  it('shows what rounding left out', () => {
    const statement = statementOf(facts(inTime), CONTRACT, Q1, '2026-04-05');
    expect([statement.due_minor, statement.remainder]).toEqual([2, '1/2']);
  });

  it('of a closed period does not change with a late posting, which the next one carries as an adjustment', () => {
    const before = invoiceOf(facts(inTime), Q1, '2026-04-06', sha256Hex);
    const after = invoiceOf(facts([...inTime, ...late, ...next]), Q1, '2026-08-01', sha256Hex);
    expect(after).toEqual(before);
    expect(before).toMatchObject({ status: 'final', total_minor: 2, adjustments: [] });
    const second = invoiceOf(facts([...inTime, ...late, ...next]), Q2, '2026-08-01', sha256Hex);
    expect(second.statement.due_minor).toBe(1);
    expect(second.adjustments).toMatchObject([
      { period: '2026-Q1', invoiced_minor: 2, now_minor: 3, adjustment_minor: 1 },
    ]);
    expect(second.total_minor).toBe(2);
  });

  it('does not carry an adjustment twice', () => {
    const third = invoiceOf(
      facts([...inTime, ...late, ...next]),
      periodOf('2026-Q3'),
      '2026-11-01',
      sha256Hex,
    );
    expect([third.adjustments, third.total_minor]).toEqual([[], 0]);
  });

  it('bills no test account, no other operator and no other game', () => {
    const others = [
      ...spins(100, 1, 0, { spin_type: 'test' }),
      ...spins(100, 1, 0, { operator_id: 'op-other' }),
      ...spins(100, 1, 0, { game_id: 'g-pier' }),
    ];
    expect(invoiceOf(facts([...inTime, ...others]), Q1, '2026-04-06', sha256Hex).total_minor).toBe(2);
  });

  it('is made by the version that held on its first day', () => {
    const parts = [{ kind: 'per_spin' as const, fee_minor: '1', free_fee_minor: '0' }];
    const newer = { ...CONTRACT, version: 2, starts_on: '2026-04-01', parts };
    const both = facts([...inTime, ...next], { versions: [CONTRACT, newer] });
    expect(invoiceOf(both, Q1, '2026-08-01', sha256Hex).total_minor).toBe(2);
    expect(invoiceOf(both, Q2, '2026-08-01', sha256Hex).total_minor).toBe(4);
    expect(() => invoiceOf(both, periodOf('2025-Q4'), '2026-08-01', sha256Hex)).toThrow(NotCoveredError);
    expect(() => invoiceOf(both, periodOf('2026-01'), '2026-08-01', sha256Hex)).toThrow(NotCoveredError);
  });
});

describe('an invoice to print', () => {
  const page = (parts: RoyaltyContract['parts']): string =>
    invoiceHtml(
      invoiceOf(
        facts(spins(10, 1_000, 900), { versions: [{ ...CONTRACT, parts }] }),
        Q1,
        '2026-04-01',
        sha256Hex,
      ),
    );

  it('shows each step as it reads and exactly, and what is not final yet', () => {
    const text = page(CONTRACT.parts);
    expect(text).toContain('<td>2.500</td><td>5/2</td>');
    expect(text).toContain('Provisional: the period is not closed yet.');
    expect(text).toContain('rounding left out 1/2 of a minor unit');
    const third = page([{ kind: 'turnover', rate: [{ from_minor: 0, rate: '0.00012345' }] }]);
    expect(third).toContain('<td>0.123…</td><td>2469/20000</td>');
  });

  it('takes no name of a deduction for markup', () => {
    const tax = { kind: 'rate' as const, name: '<img src=x>', rate: '0.2', of: 'ggr' as const };
    const share = [{ from_minor: 0, rate: '0.1' }];
    const text = page([{ kind: 'revenue_share', deductions: [tax], share }]);
    expect(text).toContain('less &lt;img src=x&gt; (0.2 of ggr)');
    expect(text).not.toContain('<img');
  });
});

describe('a split', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [5, [0, 3, 1], [0, 4, 1]],
    [-7, [1, 1], [-3, -4]],
    [10, [3, -1], [15, -5]],
    [9, [0, 0], [9, 0]],
  ])('of %i over %j is %j and adds up', (amount, weights, expected) => {
    const parts = allocate(amount, weights.map(whole));
    expect(parts).toEqual(expected);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount);
  });
});
