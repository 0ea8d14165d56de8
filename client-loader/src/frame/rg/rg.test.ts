import { describe, expect, it } from 'vitest';
import { clockText, countdownText } from './countdown.ts';
import { readAmount, readMinutes } from './read-amount.ts';
import { ServerClock } from './server-clock.ts';
import { sumsOf } from './totals.ts';

const eur = (amount_minor: number) => ({ amount_minor, currency: 'EUR', exponent: 2 }) as const;

describe('an amount that a player types', () => {
  it.each([
    ['20', 2, 'en', 2000],
    ['20.5', 2, 'en', 2050],
    ['20,50', 2, 'de', 2050],
    ['20,50', 2, 'en', 2050],
    ['0.29', 2, 'en', 29],
    ['1.005', 3, 'en', 1005],
    ['1,234.50', 2, 'en', 123_450],
    ['1.234,50', 2, 'de', 123_450],
    ['1.234.567', 2, 'de', 123_456_700],
    ['1\u00a0234,50', 2, 'uk', 123_450],
    ["1'234.50", 2, 'en', 123_450],
    [' 500 ', 0, 'en', 500],
    ['10000000', 2, 'en', 1_000_000_000],
  ])('%s with %d decimals in %s is %d minor units', (text, exponent, language, minor) => {
    expect(readAmount(text, exponent, language)).toBe(minor);
  });

  it.each([
    ['', 2, 'en'],
    ['0', 2, 'en'],
    ['-5', 2, 'en'],
    ['1e3', 2, 'en'],
    ['20.555', 2, 'en'],
    ['5.0', 0, 'en'],
    ['1.000', 2, 'de'],
    ['1.000', 3, 'de'],
    ['1,000', 2, 'en'],
    ['1,000', 3, 'en'],
    ['12,34.5', 2, 'en'],
    ['1 0', 2, 'en'],
    ['twenty', 2, 'en'],
    ['10000000.01', 2, 'en'],
  ])('%s with %d decimals in %s is refused, never guessed', (text, exponent, language) => {
    expect(readAmount(text, exponent, language)).toBeNull();
  });

  it('is whole minutes up to a day where it is a time', () => {
    expect(['1', '60', '1440'].map(readMinutes)).toEqual([1, 60, 1440]);
    expect(['', '0', '1441', '1.5', '-1', 'an hour'].map(readMinutes)).toEqual(Array(6).fill(null));
  });
});

describe('a clock on the screen', () => {
  it('shows hours, minutes and seconds, past a day too', () => {
    expect([0, 59_999, 3_600_000, 100 * 3_600_000].map(clockText)).toEqual([
      '00:00:00',
      '00:00:59',
      '01:00:00',
      '100:00:00',
    ]);
  });

  it('counts down to zero, and says zero only when the moment has come', () => {
    expect([0, 1, 1000, 61_000, 3_600_000, 7_322_000].map((ms) => countdownText(ms, 0))).toEqual([
      '0:00',
      '0:01',
      '0:01',
      '1:01',
      '01:00:00',
      '02:02:02',
    ]);
    expect(countdownText(0, 5_000)).toBe('0:00');
  });

  it('follows the gateway and not the device, by the fastest answer', () => {
    let monotonicMs = 1_000;
    const clock = new ServerClock(() => monotonicMs);
    clock.hear('2026-01-01T00:00:00.000Z');
    monotonicMs += 5_000;
    clock.hear('2026-01-01T00:00:04.100Z');
    expect(new Date(clock.now()).toISOString()).toBe('2026-01-01T00:00:05.000Z');
  });
});

describe('the sums of a session', () => {
  const view = (rounds: number, staked: number, won: number) => ({
    totals: { rounds, staked: eur(staked), won: eur(won), net: eur(won - staked) },
    month_net: eur(-5_000),
  });
  const played = [
    { stakeMinor: 100, winMinor: 0 },
    { stakeMinor: 200, winMinor: 500 },
  ];

  it('are those of the gateway and the rounds that it does not know yet', () => {
    expect(sumsOf(view(3, 300, 100), 3, played)).toEqual({
      stakedMinor: 600,
      wonMinor: 600,
      netMinor: 0,
      monthNetMinor: -4_800,
    });
  });

  it('count no round twice when a view with it comes before its answer, or after', () => {
    expect(sumsOf(view(5, 600, 600), 3, played).netMinor).toBe(0);
    expect(sumsOf(view(4, 400, 100), 3, played).netMinor).toBe(0);
    expect(sumsOf(view(5, 600, 600), 3, played.slice(0, 1)).netMinor).toBe(0);
  });

  it('have no month where the operator told none', () => {
    expect(sumsOf({ ...view(0, 0, 0), month_net: null }, 0, played).monthNetMinor).toBeNull();
  });
});
