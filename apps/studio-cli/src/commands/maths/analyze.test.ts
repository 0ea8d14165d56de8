import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { newFolder, removeFolders, run, write } from '../../fixtures.ts';

const MODELS = resolve(import.meta.dirname, '../../../../studio-rgs/models');
const DEMO = join(MODELS, 'night-market.96.json');

afterAll(removeFolders);

const changed = (change: (model: Record<string, unknown>) => void): string => {
  const model = JSON.parse(readFileSync(DEMO, 'utf8')) as Record<string, unknown>;
  change(model);
  return write(join(newFolder(), 'model.json'), JSON.stringify(model));
};

describe('roundgate maths analyze', () => {
  it('prints the figures of the demo model in the shape of the format', async () => {
    const { code, out } = await run(['maths', 'analyze', DEMO, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      cycle: '24300000',
      rtp: { total: 0.96, line: expect.closeTo(0.660522016461, 12), scatter: 0.0505, bonus: 0.051 },
      rtpExact: { total: '24/25', line: '3210137/4860000', scatter: '101/2000', free: '962173/4860000' },
      lineHitFrequency: expect.closeTo(0.0308518518519, 12),
      hitFrequency: expect.closeTo(0.2634003704, 10),
      freeSpinTrigger: 0.00856,
      freeSpins: { again: 0.04, perTrigger: expect.closeTo(10.7026382399, 9) },
      bonusFrequency: 0.004,
      variance: expect.closeTo(9.1268766933, 9),
      roundVariance: expect.closeTo(22.5374272729, 9),
      roundVarianceMethod: 'exact',
      maxWin: 197,
      topAward: { symbol: 'W', count: 5, pay: 1500, oneInLines: 12_150_000, oneInSpins: 1_215_000 },
      ms: expect.any(Number),
    });
  });

  it('prints a sheet that a person can read, and writes it as one HTML file', async () => {
    const html = join(newFolder(), 'par.html');
    const { code, out } = await run(['maths', 'analyze', DEMO, '--html', html]);
    expect(code).toBe(0);
    expect(out).toMatch(/^total +96\.000000 % +24\/25$/m);
    expect(out).toMatch(/^KOI +5 +1 +1,000 +673 +1 in 36,106\.98 +2\.769547 %$/m);
    expect(out).toMatch(/^1,000,000 +95\.219 – 96\.781 %/m);
    const page = readFileSync(html, 'utf8');
    expect(page).toContain('<td>1 in 12,150,000</td>');
    expect(page).toContain('<h2>Strips of the base reels</h2>');
    expect(page).not.toMatch(/<script|https?:/);
  });

  it('warns, by path and rule, of rounds that outgrow a message, and a simulation counts them', async () => {
    const path = changed((model) =>
      Object.assign(model, {
        ...{ rows: 1, reels: { base: [['S', ...'AAAAAAAAA']] }, symbols: { S: { scatter: true } } },
        ...{
          lines: [[0]],
          linePays: { A: { '1': 1 } },
          scatterPays: {},
          bonus: undefined,
          maxWin: undefined,
        },
        freeSpins: { symbol: 'S', awards: { '1': 9 }, retrigger: true },
      }),
    );
    const analysed = await run(['maths', 'analyze', path, '--json']);
    const { roundLength, warnings } = JSON.parse(analysed.out);
    expect([analysed.code, roundLength.mostEvents]).toEqual([0, null]);
    expect(warnings).toEqual([
      { path: 'freeSpins.retrigger', rule: expect.stringContaining('outgrow the 2,000 events') },
    ]);
    const told = await run(['maths', 'analyze', path]);
    expect(told.out).toMatch(/^! freeSpins.retrigger lets up to 1 round in /m);
    const simulated = await run([
      'maths',
      'simulate',
      path,
      '--spins',
      '20000',
      '--seed',
      's',
      '--threads',
      '1',
    ]);
    expect(simulated.out).toMatch(/^! freeSpins.retrigger let \d+ of 20,000 rounds outgrow a round message/m);
  });

  it('names the path and the rule of everything that is wrong with a model, and exits with 1', async () => {
    const path = changed((model) => {
      Object.assign(model, { rows: 0, colour: 'red' });
      delete model.lines;
    });
    const { code, out } = await run(['maths', 'analyze', path, '--json']);
    expect(code).toBe(1);
    const { errors } = JSON.parse(out) as { errors: { where: string; what: string }[] };
    expect(errors.map(({ where }) => where.slice(path.length + 2)).sort()).toEqual([
      'colour',
      'lines',
      'rows',
    ]);
    expect(errors).toContainEqual(expect.objectContaining({ what: 'is not a known field' }));
  });

  it('refuses free spins that retrigger without an end', async () => {
    const path = changed((model) => {
      model.freeSpins = { symbol: 'S', awards: { '1': 50 }, reels: 'base', retrigger: true };
    });
    const { code, err } = await run(['maths', 'analyze', path]);
    expect(code).toBe(1);
    expect(err).toContain('freeSpins.retrigger: must converge');
  });

  it('says which figure is not exact, and refuses what it cannot work out', async () => {
    const capped = await run(['maths', 'analyze', join(MODELS, 'examples/harbour-chest.95.json'), '--json']);
    const facts = JSON.parse(capped.out) as { rtpUncertainty: number };
    expect(facts).toMatchObject({ rtpMethod: 'numeric', rtpExact: { total: null }, maxWin: 200 });
    expect(facts.rtpUncertainty).toBeLessThan(1e-9);
    const path = changed((model) => {
      model.reels = {
        base: Array.from({ length: 6 }, () =>
          Array.from({ length: 500 }, () => ['A', 'S', 'W'])
            .flat()
            .slice(0, 500),
        ),
      };
      model.symbols = { S: { scatter: true } };
      delete model.freeSpins;
      delete model.bonus;
      model.lines = [[0, 0, 0, 0, 0, 0]];
      model.linePays = { A: { 3: 1 } };
    });
    const { code, err } = await run(['maths', 'analyze', path]);
    expect([code, err]).toEqual([1, expect.stringContaining('reels.base: have a cycle of more than 2^53')]);
  });

  it('exits with 2 when it is called wrongly and with 1 when there is no such file', async () => {
    expect((await run(['maths', 'analyze'])).code).toBe(2);
    expect((await run(['maths', 'guess', DEMO])).code).toBe(2);
    expect((await run(['maths', 'analyze', 'nowhere.json'])).code).toBe(1);
  });
});
