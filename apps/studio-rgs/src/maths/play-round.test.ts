import { GameEvents } from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { model, playSeen, script, seeded } from '../../test/fixtures.ts';
import { compileModel, createScratch, evaluateStops, playRound, StakeNotDivisible } from './index.ts';

const lineWins = (seen: string, changes: object = {}) =>
  playSeen(model(changes), seen, 10).events.filter((event) => event.type === 'line_win');

describe('a line', () => {
  it('pays the run from the left and nothing for a run that begins later', () => {
    expect(playSeen(model(), 'AAAXB', 7).winMinor).toBe(70);
    expect(playSeen(model(), 'XAAAA', 7).winMinor).toBe(0);
  });

  it('counts a wild as the symbol beside it and multiplies once however many wilds there are', () => {
    expect(lineWins('AWAXB')).toMatchObject([{ symbol: 'A', count: 3, multiplier: 2, pay_minor: 200 }]);
    expect(lineWins('WAWXB')).toMatchObject([{ symbol: 'A', count: 3, multiplier: 2, pay_minor: 200 }]);
    expect(lineWins('AAAXB')).toMatchObject([{ symbol: 'A', count: 3, multiplier: 1, pay_minor: 100 }]);
  });

  it('pays the greater of the two readings of a run that begins with wilds', () => {
    // W×3 = 60 unmultiplied beats A×4 = 40 only while the wild does not double.
    const plain = { symbols: { W: { wild: { excludes: ['S'] } }, S: { scatter: true } } };
    expect(lineWins('WWWAX', plain)).toMatchObject([
      { symbol: 'W', count: 3, multiplier: 1, pay_minor: 600 },
    ]);
    expect(lineWins('WWWAX')).toMatchObject([{ symbol: 'A', count: 4, multiplier: 2, pay_minor: 800 }]);
    expect(lineWins('WWBXX')).toMatchObject([{ symbol: 'B', count: 3, multiplier: 2, pay_minor: 100 }]);
  });

  it('never multiplies a run of wilds alone', () => {
    expect(lineWins('WWWWW')).toMatchObject([{ symbol: 'W', count: 5, multiplier: 1, pay_minor: 10_000 }]);
    const noOwnPay = { linePays: { A: { 3: 10, 4: 40, 5: 200 } } };
    expect(lineWins('WWWWW', noOwnPay)).toMatchObject([
      { symbol: 'A', count: 5, multiplier: 1, pay_minor: 2_000 },
    ]);
  });

  it('ends the run at a wild that excludes the symbol', () => {
    const excluding = {
      symbols: { W: { wild: { excludes: ['S', 'A'], multiplier: 2 } }, S: { scatter: true } },
    };
    expect(lineWins('AAWAA', excluding)).toEqual([]);
    expect(lineWins('BBWBX', excluding)).toMatchObject([{ symbol: 'B', count: 4, pay_minor: 400 }]);
    expect(lineWins('WAAAA', excluding)).toEqual([]);
  });

  it('pays the highest entry below a run that has no entry of its own', () => {
    expect(lineWins('AAAAX', { linePays: { A: { 3: 10, 5: 200 } } })).toMatchObject([
      { count: 3, pay_minor: 100 },
    ]);
  });

  it('takes the higher multiplier when two kinds of wild stand in one run', () => {
    const reels = { base: Array.from({ length: 5 }, () => ['W', 'V', 'A', 'X']) };
    const symbols = { W: { wild: { multiplier: 2 } }, V: { wild: { multiplier: 3 } } };
    const changes = { reels, symbols, scatterPays: {}, linePays: { A: { 5: 4 } } };
    expect(lineWins('AWVAA', changes)).toMatchObject([{ multiplier: 3, pay_minor: 120 }]);
  });

  it('names the cells that pay', () => {
    const two = {
      rows: 2,
      lines: [
        [0, 0, 0, 0, 0],
        [1, 0, 1, 0, 1],
      ],
    };
    const source = model(two);
    const paid = playRound(compileModel(source), 20, script([2, 3, 2, 3, 4]).draw);
    // Columns: A B | B X | A B | B X | X W; line 1 reads B B B B W = 5 × B doubled = 200 line bets of 10.
    expect(paid.events.filter((event) => event.type === 'line_win')).toEqual([
      {
        type: 'line_win',
        line: 1,
        symbol: 'B',
        count: 5,
        cells: [
          { reel: 0, row: 1 },
          { reel: 1, row: 0 },
          { reel: 2, row: 1 },
          { reel: 3, row: 0 },
          { reel: 4, row: 1 },
        ],
        multiplier: 2,
        pay_minor: 2_000,
      },
    ]);
  });
});

describe('scatters', () => {
  const lines = [
    [0, 0, 0, 0, 0],
    [1, 1, 1, 1, 1],
  ];

  it('pay the total bet or the line bet, wherever they stand', () => {
    const total = playSeen(model({ rows: 2, lines }), 'SXSXS', 20);
    expect(total.events).toContainEqual(
      expect.objectContaining({ type: 'scatter_win', count: 3, pay_minor: 40 }),
    );
    const line = playSeen(model({ rows: 2, lines, scatterUnit: 'line' }), 'SXSXS', 20);
    expect(line.events).toContainEqual(
      expect.objectContaining({ type: 'scatter_win', count: 3, pay_minor: 20 }),
    );
  });

  it('pay the highest entry that their count reaches', () => {
    expect(playSeen(model(), 'SSSSS', 10).events).toContainEqual(
      expect.objectContaining({ type: 'scatter_win', count: 5, multiplier: 1, pay_minor: 100 }),
    );
  });

  it('are never counted for a wild', () => {
    expect(
      playSeen(model({ symbols: { W: { wild: {} }, S: { scatter: true } } }), 'SXSXW', 10).winMinor,
    ).toBe(0);
  });
});

// Free strips hold S once in ten stops, so that retriggers converge.
const FREE = ['A', 'B', 'X', 'S', 'W', 'X', 'X', 'X', 'X', 'X'];
const withFree = (changes: object = {}) =>
  model({
    reels: {
      base: Array.from({ length: 5 }, () => ['W', 'S', 'A', 'B', 'X']),
      free: Array.from({ length: 5 }, () => FREE),
    },
    freeSpins: { symbol: 'S', awards: { 3: 2, 4: 3 }, multiplier: 3, reels: 'free', retrigger: true },
    ...changes,
  });

describe('free spins', () => {
  const idle = [2, 2, 2, 2, 2];

  it('play on their own strips and multiply lines by wild and free multiplier together', () => {
    const round = playSeen(withFree(), 'SSSXX', 10, 0, 4, 0, 2, 2, ...idle);
    expect(round.events.map((event) => event.type)).toEqual([
      'reels_stopped',
      'scatter_win',
      'free_spins_awarded',
      'free_spin_started',
      'reels_stopped',
      'line_win',
      'free_spin_started',
      'reels_stopped',
      'free_spins_ended',
      'round_ended',
    ]);
    expect(round.events[4]).toMatchObject({ set: 'free', stops: [0, 4, 0, 2, 2] });
    // A W A: 10 line bets × 2 (wild) × 3 (free) × 10 minor; the base scatters paid 2 × 10.
    expect(round.events[5]).toMatchObject({ multiplier: 6, pay_minor: 600 });
    expect(round.events[8]).toEqual({ type: 'free_spins_ended', win_minor: 600 });
    expect(round.winMinor).toBe(620);
    expect(round.features).toEqual([{ type: 'free_spins', name: 'S', count: 2 }]);
    expect(round.labels.slice(5, 7)).toEqual(['free/1/0', 'free/1/1']);
  });

  it('are won again in free spins, where scatters are multiplied too', () => {
    const again = [3, 3, 3, 2, 2];
    const round = playSeen(withFree(), 'SSSXX', 10, ...idle, ...again, ...idle, ...idle);
    const awards = round.events.filter((event) => event.type === 'free_spins_awarded');
    expect(awards).toMatchObject([
      { count: 2, total: 2, multiplier: 3 },
      { count: 2, total: 4, multiplier: 3 },
    ]);
    const started = round.events.filter((event) => event.type === 'free_spin_started');
    expect(started.map(({ index, total }) => `${index}/${total}`)).toEqual(['1/2', '2/2', '3/4', '4/4']);
    expect(round.winMinor).toBe(20 + 60);
  });

  it('are not won again where the model does not retrigger', () => {
    const freeSpins = { symbol: 'S', awards: { 3: 1 }, multiplier: 3, reels: 'free' };
    const round = playSeen(withFree({ freeSpins }), 'SSSXX', 10, 3, 3, 3, 2, 2);
    expect(round.features).toEqual([{ type: 'free_spins', name: 'S', count: 1 }]);
  });
});

describe('the bonus', () => {
  const bonus = {
    symbol: 'B',
    reels: [0, 1, 2],
    onLine: true,
    prizes: [
      { pay: 10, weight: 5 },
      { pay: 50, weight: 1 },
    ],
  };
  const quiet = { linePays: {}, scatterPays: {} };

  it('draws a prize by weight when the symbol stands on the named reels of a line', () => {
    const draws = [0, 4, 5].map((ticket) => playSeen(model({ ...quiet, bonus }), 'BBBXX', 10, ticket));
    expect(draws.map((round) => round.winMinor)).toEqual([100, 100, 500]);
    expect(draws[2]?.events[1]).toEqual({
      type: 'bonus_prize',
      symbol: 'B',
      cells: [0, 1, 2].map((reel) => ({ reel, row: 0 })),
      pay_minor: 500,
      others: [100],
    });
    expect(draws[0]?.features).toEqual([{ type: 'bonus', name: 'B', count: 1 }]);
    expect(playSeen(model({ ...quiet, bonus }), 'BBWXX', 10).winMinor).toBe(0);
  });

  it('pays the total bet where the model says so, and is drawn once for each line', () => {
    const lines = [
      [0, 0, 0, 0, 0],
      [0, 0, 0, 1, 1],
    ];
    const source = model({ ...quiet, rows: 2, lines, bonus: { ...bonus, unit: 'total' } });
    const round = playSeen(source, 'BBBXX', 20, 0, 5);
    expect(round.winMinor).toBe(200 + 1_000);
    expect(round.labels.slice(5)).toEqual(['base/bonus/0', 'base/bonus/1']);
  });

  it('needs no line where it says so, and is not multiplied in free spins', () => {
    const any = { ...bonus, reels: [4], onLine: false };
    const round = playSeen(
      withFree({ linePays: {}, bonus: any }),
      'SSSXX',
      10,
      2,
      2,
      2,
      2,
      1,
      0,
      2,
      2,
      2,
      2,
      2,
    );
    expect(round.winMinor).toBe(20 + 100);
    expect(round.labels).toContain('free/1/bonus/any');
  });
});

describe('a round', () => {
  it('is cut to the cap, which the events say', () => {
    const round = playSeen(model({ maxWin: 50 }), 'WWWWW', 10);
    expect(round.winMinor).toBe(500);
    expect(round.events.slice(-3)).toMatchObject([
      { type: 'line_win', pay_minor: 10_000 },
      { type: 'win_capped', cap_minor: 500 },
      { type: 'round_ended', win_minor: 500 },
    ]);
    expect(playSeen(model({ maxWin: 1_000 }), 'WWWWW', 10).events.map((event) => event.type)).not.toContain(
      'win_capped',
    );
  });

  it('plays no further free spin once it is at the cap', () => {
    const source = withFree({ maxWin: 20 });
    const round = playSeen(source, 'SSSXX', 10, 0, 0, 0, 2, 2);
    expect(round.winMinor).toBe(200);
    expect(round.events.slice(-3).map((event) => event.type)).toEqual([
      'free_spins_ended',
      'win_capped',
      'round_ended',
    ]);
    expect(round.events.filter((event) => event.type === 'free_spin_started')).toHaveLength(1);
  });

  it('needs a stake that is a whole number on each line', () => {
    const source = compileModel(
      model({
        rows: 2,
        lines: [
          [0, 0, 0, 0, 0],
          [1, 1, 1, 1, 1],
          [0, 1, 0, 1, 0],
        ],
      }),
    );
    const none = () => 0;
    expect(() => playRound(source, 100, none)).toThrow(StakeNotDivisible);
    expect(() => playRound(source, 0, none)).toThrow(StakeNotDivisible);
    expect(() => playRound(source, 4.5, none)).toThrow(StakeNotDivisible);
    expect(playRound(source, 99, none).events.length).toBeGreaterThan(0);
  });

  it('has events of the contract whose pays add up to the win, as the bare evaluation finds it', () => {
    const seed = Date.now() % 1_000_000;
    const next = seeded(seed);
    const compiled = compileModel(
      withFree({
        rows: 3,
        lines: [
          [0, 0, 0, 0, 0],
          [1, 2, 1, 0, 1],
        ],
        freeSpins: { symbol: 'S', awards: { 5: 1 }, multiplier: 3, reels: 'free' },
      }),
    );
    const scratch = createScratch(compiled);
    for (let round = 0; round < 2_000; round += 1) {
      const { events, winMinor } = playRound(compiled, 20, (_, bound) => next(bound));
      expect(GameEvents.safeParse(events).success, `seed ${seed}`).toBe(true);
      const pays = events.map((event) => ('pay_minor' in event ? event.pay_minor : 0));
      expect(
        pays.reduce((sum, pay) => sum + pay, 0),
        `seed ${seed}`,
      ).toBe(winMinor);
      expect(events.at(-1)).toEqual({ type: 'round_ended', win_minor: winMinor });
      let valued = 0;
      for (const event of events) {
        if (event.type !== 'reels_stopped') continue;
        const free = event.set === 'free';
        const value = evaluateStops(compiled, free ? compiled.free : compiled.base, event.stops, scratch);
        valued += (value.linePay + value.scatterPay) * (free ? 3 : 1) * 10;
      }
      expect(valued, `seed ${seed}`).toBe(winMinor);
    }
  });

  it('is drawn in the same order for the same model', () => {
    expect(playSeen(model(), 'AXXXX', 10).labels).toEqual([0, 1, 2, 3, 4].map((reel) => `base/${reel}`));
  });
});
