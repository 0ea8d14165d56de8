import { expectedAwards } from './scatter-odds.ts';
import type { SlotModel } from './slot-model.ts';

/** One broken rule of a model: where, and which. */
export interface ModelFault {
  readonly path: string;
  readonly rule: string;
}

type Rule = (model: SlotModel) => ModelFault[];

const faultIf = (broken: boolean, path: string, rule: string): ModelFault[] =>
  broken ? [{ path, rule }] : [];

const reelCount = (model: SlotModel): number => model.reels.base?.length ?? 0;
const isScatter = (model: SlotModel, symbol: string): boolean =>
  Object.hasOwn(model.symbols, symbol) && model.symbols[symbol]?.scatter === true;
const symbolsOnStrips = (model: SlotModel): Set<string> => new Set(Object.values(model.reels).flat(2));

const reelSets: Rule = (model) => {
  const reels = reelCount(model);
  return [
    ...faultIf(reels === 0, 'reels.base', 'is missing'),
    ...Object.entries(model.reels).flatMap(([name, strips]) =>
      faultIf(strips.length !== reels, `reels.${name}`, `must have ${reels} strips, as reels.base has`),
    ),
    ...faultIf(symbolsOnStrips(model).size > 200, 'reels', 'must not hold more than 200 different symbols'),
  ];
};

const lines: Rule = (model) => {
  const seen = new Map<string, number>();
  return model.lines.flatMap((line, index) => {
    const path = `lines[${index}]`;
    const twin = seen.get(line.join());
    seen.set(line.join(), index);
    return [
      ...faultIf(
        line.length !== reelCount(model),
        path,
        `must name one row for each of ${reelCount(model)} reels`,
      ),
      ...faultIf(
        line.some((row) => row >= model.rows),
        path,
        `must name rows from 0 to ${model.rows - 1}`,
      ),
      ...faultIf(twin !== undefined, path, `must not repeat lines[${twin}]`),
    ];
  });
};

const knownSymbols: Rule = (model) => {
  const known = symbolsOnStrips(model);
  const check = (path: string, symbol: string) =>
    faultIf(!known.has(symbol), path, `names "${symbol}", which stands on no strip`);
  return [
    ...Object.keys(model.symbols).flatMap((symbol) => check(`symbols.${symbol}`, symbol)),
    ...Object.entries(model.symbols).flatMap(([symbol, special]) =>
      (special.wild?.excludes ?? []).flatMap((other, index) =>
        check(`symbols.${symbol}.wild.excludes[${index}]`, other),
      ),
    ),
    ...Object.keys(model.linePays).flatMap((symbol) => check(`linePays.${symbol}`, symbol)),
    ...Object.keys(model.scatterPays).flatMap((symbol) => check(`scatterPays.${symbol}`, symbol)),
    ...(model.freeSpins ? check('freeSpins.symbol', model.freeSpins.symbol) : []),
    ...(model.bonus ? check('bonus.symbol', model.bonus.symbol) : []),
  ];
};

const countsWithin = (path: string, counts: object, most: number, what: string): ModelFault[] =>
  Object.keys(counts).flatMap((count) =>
    faultIf(Number(count) > most, `${path}.${count}`, `counts more than the ${most} ${what}`),
  );

const payCounts: Rule = (model) => {
  const cells = reelCount(model) * model.rows;
  return [
    ...Object.entries(model.linePays).flatMap(([symbol, pays]) =>
      countsWithin(`linePays.${symbol}`, pays, reelCount(model), 'reels of a line'),
    ),
    ...Object.entries(model.scatterPays).flatMap(([symbol, pays]) =>
      countsWithin(`scatterPays.${symbol}`, pays, cells, 'cells of the window'),
    ),
    ...countsWithin('freeSpins.awards', model.freeSpins?.awards ?? {}, cells, 'cells of the window'),
  ];
};

const scatters: Rule = (model) => [
  ...Object.keys(model.scatterPays).flatMap((symbol) =>
    faultIf(!isScatter(model, symbol), `scatterPays.${symbol}`, `needs symbols.${symbol}.scatter to be true`),
  ),
  ...(model.freeSpins && !isScatter(model, model.freeSpins.symbol)
    ? faultIf(true, 'freeSpins.symbol', `needs symbols.${model.freeSpins.symbol}.scatter to be true`)
    : []),
];

const freeSpins: Rule = (model) => {
  const free = model.freeSpins;
  if (!free) return [];
  const strips = Object.hasOwn(model.reels, free.reels) ? model.reels[free.reels] : undefined;
  if (!strips) return faultIf(true, 'freeSpins.reels', `names reels.${free.reels}, which is missing`);
  if (!free.retrigger) return [];
  const { awarded, cycle } = expectedAwards(strips, model.rows, free.symbol, free.awards);
  const mean = Number((awarded * 1_000_000n) / cycle) / 1_000_000;
  return faultIf(
    awarded >= cycle,
    'freeSpins.retrigger',
    `must converge: a free spin awards ${mean} further spins on average, which is not below 1`,
  );
};

const bonus: Rule = (model) => {
  const reels = model.bonus?.reels ?? [];
  return reels.flatMap((reel, index) => [
    ...faultIf(reel >= reelCount(model), `bonus.reels[${index}]`, `must be below ${reelCount(model)}`),
    ...faultIf(reels.indexOf(reel) !== index, `bonus.reels[${index}]`, `repeats reel ${reel}`),
  ]);
};

const RULES: readonly Rule[] = [reelSets, lines, knownSymbols, payCounts, scatters, freeSpins, bonus];

/** Every rule that a well-shaped model breaks, in the order of the document; empty when it is sound. */
export const modelFaults = (model: SlotModel): ModelFault[] => RULES.flatMap((rule) => rule(model));
