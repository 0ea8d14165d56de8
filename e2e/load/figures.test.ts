import { describe, expect, it } from 'vitest';
import { judge, type LoadBooks } from './figures.ts';

const spins = {
  ...{ spins: 110, eligible: 100, turnoverMinor: 10_000, ggrMinor: 400 },
  ...{ jackpotContribMinor: 500, bonusCostMinor: 60 },
};
const meter = {
  ...{ jackpotId: 'load.random', contributedMinor: 510, seedsMinor: 1_000, meterMinor: 1_200 },
  ...{ reserveMinor: 110, paidMinor: 200, chainContributedMinor: 510, chainWonMinor: 200 },
};
const BOOKS: LoadBooks = {
  ...{ playersApart: [], chain: spins, report: spins, invoice: spins, meters: [meter] },
  wallet: { debitedMinor: 10_000, creditedMinor: 9_660 },
  chainMoney: { debitedMinor: 10_000, creditedMinor: 9_660 },
  ...{ dueMinor: 200, expectedDueMinor: 200, testContribMinor: 10, roundsTold: 110, toldApart: 0 },
  ...{ answersDiffer: 0, gaps: 0, duplicatesApplied: 0, packetsApart: [], p999BusAgeMs: 40_000 },
};

it('books that agree have no fault', () => {
  expect(judge(BOOKS)).toEqual({
    ...{ reportEqualsLedger: true, invoiceEqualsReport: true, jackpotConserved: true, faults: [] },
  });
});

const broken = <K extends keyof LoadBooks>(book: K, change: Partial<LoadBooks[K]>): LoadBooks => ({
  ...BOOKS,
  [book]: { ...(BOOKS[book] as object), ...change },
});
const withMeter = (change: Partial<typeof meter>): LoadBooks => ({
  ...BOOKS,
  meters: [{ ...meter, ...change }],
});

describe('one unit that is off', () => {
  it.each([
    ['in the wallet', broken('wallet', { debitedMinor: 10_001 }), 'reportEqualsLedger'],
    ['in a credit', broken('wallet', { creditedMinor: 9_661 }), 'reportEqualsLedger'],
    ['in one player', { ...BOOKS, playersApart: ['p-load-1'] }, 'reportEqualsLedger'],
    ['in the spins of the report', broken('report', { spins: 111 }), 'reportEqualsLedger'],
    ['in the turnover of the report', broken('report', { turnoverMinor: 9_999 }), 'reportEqualsLedger'],
    ['in the free wins of the report', broken('report', { bonusCostMinor: 61 }), 'reportEqualsLedger'],
    ['in the invoice', broken('invoice', { ggrMinor: 401 }), 'invoiceEqualsReport'],
    ['in what is due', { ...BOOKS, dueMinor: 201 }, 'invoiceEqualsReport'],
    ['in a meter', withMeter({ meterMinor: 1_201 }), 'jackpotConserved'],
    ['in a contribution', withMeter({ chainContributedMinor: 509 }), 'jackpotConserved'],
    ['in a jackpot that was paid', withMeter({ chainWonMinor: 201 }), 'jackpotConserved'],
    ['in the contributions of the report', { ...BOOKS, testContribMinor: 9 }, 'jackpotConserved'],
  ] as const)('%s is found and told', (_, books, figure) => {
    const verdict = judge(books);
    expect(verdict[figure]).toBe(false);
    expect(verdict.faults.length).toBeGreaterThan(0);
  });

  it.each([
    ['a round that no chain tells', { toldApart: 1 }],
    ['another answer', { answersDiffer: 1 }],
    ['a gap', { gaps: 1 }],
    ['a duplicate', { duplicatesApplied: 1 }],
    ['a packet', { packetsApart: ['fs-1: 6 of 5 spins'] }],
    ['a slow bus', { p999BusAgeMs: 60_000 }],
  ])('%s is a fault of its own', (_, change) => {
    const verdict = judge({ ...BOOKS, ...change });
    expect(verdict.faults).toHaveLength(1);
    expect(verdict).toMatchObject({
      ...{ reportEqualsLedger: true, invoiceEqualsReport: true, jackpotConserved: true },
    });
  });
});
