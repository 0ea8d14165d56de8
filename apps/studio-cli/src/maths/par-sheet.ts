import { MAX_GAME_EVENTS } from '@roundgate/contract';
import { type Analysis, type Figure, lengthWarnings } from '@roundgate/studio-rgs/analysis';
import {
  type Fraction,
  fractionText,
  MAX_OUTCOME_CHARS,
  MECHANICS_VERSION,
  numberOf,
} from '@roundgate/studio-rgs/maths';
import { betLevels, confidenceBands, figureValue, VOLATILITY_FACTOR } from './analysis-facts.ts';
import type { ModelFile } from './read-model.ts';

/** One part of a sheet: a title, a table, and notes below it. The first row of the table is its head. */
export interface Section {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
  readonly notes?: readonly string[];
  /** Left out where room is short: the terminal. */
  readonly long?: true;
}

/** A PAR sheet before it is given a form. */
export interface ParSheet {
  readonly title: string;
  readonly sections: readonly Section[];
}

const percent = (value: number): string => `${(value * 100).toFixed(6)} %`;
const oneIn = (probability: number): string =>
  probability === 0
    ? 'never'
    : `1 in ${(1 / probability).toLocaleString('en', { maximumFractionDigits: 2 })}`;
const grouped = (value: bigint | number): string => value.toLocaleString('en', { maximumFractionDigits: 6 });
const figure = (value: number): string => String(Number(value.toPrecision(10)));

function identity({ hash }: ModelFile, { model, cycle }: Analysis): Section {
  const { source } = model;
  return {
    title: 'The game',
    rows: [
      ['what', 'value'],
      ['game', `${source.game_id} ${source.version}, profile ${source.rtp_profile}`],
      ['model', hash],
      ['mechanics', MECHANICS_VERSION],
      ['reels and rows', `${model.reels} × ${model.rows}`],
      ['stops', model.base.lengths.join(' · ')],
      ['combinations', grouped(cycle)],
      ['lines', String(model.lineCount)],
      ['total bet', `${model.lineCount} line bets: all lines are always played`],
    ],
  };
}

const exactText = (value: Figure): string =>
  value.method === 'exact'
    ? fractionText(value.value)
    : `in doubles, within ${value.uncertainty.toExponential(0)} or so`;

function returns({ rtp, model }: Analysis): Section {
  const part = (name: string, value: Fraction) => [name, percent(numberOf(value)), fractionText(value)];
  const notes =
    model.source.maxWin === undefined
      ? []
      : [`The parts know no cap; the total is that of rounds that end at ${model.source.maxWin} total bets.`];
  return {
    title: 'Return to player',
    rows: [
      ['part', 'share of the bet', 'exact'],
      part('lines', rtp.line),
      part('scatters', rtp.scatter),
      part('free spins', rtp.free),
      part('bonus', rtp.bonus),
      ['total', percent(figureValue(rtp.total)), exactText(rtp.total)],
    ],
    notes,
  };
}

function frequencies(analysis: Analysis): Section {
  const row = (name: string, value: Fraction) => [name, percent(numberOf(value)), oneIn(numberOf(value))];
  return {
    title: 'Frequencies',
    rows: [
      ['of a base spin', 'share', 'odds'],
      row('pays anything on all lines', analysis.hitFrequency),
      row('one line pays', analysis.lineHitFrequency),
      row('wins free spins', analysis.freeSpinTrigger),
      ...(analysis.model.bonus
        ? [['bonus prizes', figure(numberOf(analysis.bonusFrequency)), 'a spin']]
        : []),
    ],
  };
}

function volatility(analysis: Analysis): Section {
  const deviation = Math.sqrt(figureValue(analysis.roundVariance));
  const { method } = analysis.roundVariance;
  return {
    title: 'Volatility',
    rows: [
      ['figure', 'in total bets'],
      ['variance of a base spin', figure(numberOf(analysis.variance))],
      [`variance of a round (${method})`, figure(figureValue(analysis.roundVariance))],
      ['standard deviation of a round', figure(deviation)],
      [`volatility index (${VOLATILITY_FACTOR} deviations)`, figure(VOLATILITY_FACTOR * deviation)],
    ],
  };
}

function largest({ largestWin, topAward, capReached, model }: Analysis): Section {
  const base =
    largestWin.of === 'base spin' ? ', of a base spin: retriggers leave a round without a bound' : '';
  const top = topAward
    ? [
        [
          `${topAward.row.count} × ${topAward.row.symbol} on a line`,
          `${grouped(topAward.row.pay)} line bets`,
        ],
        ['… on one line', oneIn(numberOf(topAward.row.probability))],
        [`… on any of ${model.lineCount} lines`, oneIn(numberOf(topAward.perSpin))],
      ]
    : [];
  const cap = capReached === undefined ? [] : [['a round reaches its cap', oneIn(capReached)]];
  return {
    title: 'Largest wins',
    rows: [
      ['win', 'size or odds'],
      ['largest win', `${figure(numberOf(largestWin.pay))} total bets${base}`],
      ...top,
      ...cap,
    ],
  };
}

const linePays = ({ lineRows }: Analysis): Section => ({
  title: 'Line pays, on one line of the base game',
  rows: [
    ['symbol', 'count', 'wild ×', 'pay', 'hits', 'odds', 'return'],
    ...lineRows.map((row) => [
      ...[row.symbol, String(row.count), String(row.multiplier), grouped(row.pay), grouped(row.hits)],
      ...[oneIn(numberOf(row.probability)), percent(numberOf(row.rtp))],
    ]),
  ],
  notes: ['Pays are in line bets. Hits are combinations of the cycle in which the line is paid by this row.'],
});

function scatterPays({ scatterRows }: Analysis): Section[] {
  if (scatterRows.length === 0) return [];
  const rows = scatterRows.map((row) => [
    ...[row.symbol, String(row.count), figure(numberOf(row.pay)), String(row.awarded), grouped(row.hits)],
    ...[oneIn(numberOf(row.probability)), percent(numberOf(row.rtp))],
  ]);
  return [
    {
      title: 'Scatters, anywhere in the base game',
      rows: [['symbol', 'count', 'pay', 'free spins', 'hits', 'odds', 'return'], ...rows],
      notes: ['Pays are in total bets.'],
    },
  ];
}

function freeSpins({ freeSpins: figures, model }: Analysis): Section[] {
  const rules = model.source.freeSpins;
  if (!figures || !rules) return [];
  return [
    {
      title: 'Free spins',
      rows: [
        ['figure', 'value'],
        ['reels', rules.reels],
        ['multiplier of lines and scatters', `× ${rules.multiplier}`],
        ['spins of one trigger, retriggers in them', figure(numberOf(figures.perTrigger))],
        ['further spins awarded by a free spin', figure(numberOf(figures.again))],
        ['return of one free spin', `${figure(numberOf(figures.perSpin))} total bets`],
      ],
    },
  ];
}

function bonus({ model }: Analysis): Section[] {
  const { bonus: rules } = model;
  if (!rules) return [];
  const prizes = rules.pays.map((pay, index) => {
    const weight = rules.weights[index] ?? 0;
    return [grouped(pay), grouped(weight), percent(weight / rules.totalWeight)];
  });
  const where = rules.onLine ? 'on a line' : 'anywhere';
  return [
    {
      title: `Bonus: ${rules.symbol} on reels ${rules.reels.map((reel) => reel + 1).join(', ')}, ${where}`,
      rows: [['prize', 'weight', 'share'], ...prizes],
      notes: ['Prizes are in line bets.'],
    },
  ];
}

function symbolCounts({ model }: Analysis, name: string): Section {
  const strips = model.source.reels[name] ?? [];
  const symbols = [...new Set(strips.flat())].sort();
  const heads = strips.map((_, reel) => `reel ${reel + 1}`);
  const count = (symbol: string, strip: readonly string[]) =>
    strip.filter((other) => other === symbol).length;
  return {
    title: `Symbols on the ${name} reels`,
    rows: [
      ['symbol', ...heads],
      ...symbols.map((symbol) => [symbol, ...strips.map((strip) => String(count(symbol, strip)))]),
      ['all', ...strips.map((strip) => String(strip.length))],
    ],
  };
}

function stripsOf({ model }: Analysis, name: string): Section {
  const strips = model.source.reels[name] ?? [];
  const longest = Math.max(...strips.map((strip) => strip.length));
  return {
    title: `Strips of the ${name} reels`,
    rows: [
      ['stop', ...strips.map((_, reel) => `reel ${reel + 1}`)],
      ...Array.from({ length: longest }, (_, stop) => [
        String(stop),
        ...strips.map((strip) => strip[stop] ?? ''),
      ]),
    ],
    long: true,
  };
}

const levels = (analysis: Analysis): Section => ({
  title: 'Return by bet level',
  rows: [
    ['line bet', 'total bet', 'return'],
    ...betLevels(analysis).map(({ lineBet, totalBet, rtp }) => [
      grouped(lineBet),
      grouped(totalBet),
      percent(rtp),
    ]),
  ],
  notes: [
    'Every pay is a multiple of the bet and all lines are always played, so every level returns the same.',
  ],
});

const bandText = ([low, high]: readonly [number, number]): string =>
  `${(low * 100).toFixed(3)} – ${(high * 100).toFixed(3)} %`;

const confidence = (analysis: Analysis): Section => ({
  title: 'Return that so many spins show',
  rows: [
    ['spins', '90 % of the time', '95 %', '99 %'],
    ...confidenceBands(analysis).map(({ spins, bands }) => [
      grouped(spins),
      ...([90, 95, 99] as const).map((level) => bandText(bands[level])),
    ]),
  ],
  notes: [
    'By the central limit theorem; for few spins of a volatile game it is too narrow above and too wide below.',
  ],
});

/** How long a round is told, and what becomes of one that is longer than a message carries. */
function length({ length: { mostEvents, outgrows }, model }: Analysis): Section {
  const most = Number.isFinite(mostEvents)
    ? grouped(mostEvents)
    : 'without a bound: free spins win free spins';
  return {
    title: 'Length of a round',
    rows: [
      ['figure', 'events or odds'],
      ['a round may be told in', `${grouped(MAX_GAME_EVENTS)} events, ${MAX_OUTCOME_CHARS / 1024} KiB`],
      ['most events of a round', most],
      ['a round outgrows that', outgrows === 0 ? 'never' : `at most ${oneIn(outgrows)}`],
    ],
    notes: [
      ...lengthWarnings(model, { mostEvents, outgrows }).map(({ path, rule }) => `WARNING: ${path} ${rule}.`),
      'A round that outgrows a message is void: no money moves. Caps are left out of account.',
    ],
  };
}

/** The PAR sheet of a model: what a lab, an operator and a player's lawyer ask for, in the usual order. */
export function parSheet(file: ModelFile, analysis: Analysis): ParSheet {
  const { source } = analysis.model;
  const sets = [...new Set(['base', ...(source.freeSpins ? [source.freeSpins.reels] : [])])];
  return {
    title: `PAR sheet of ${source.game_id} ${source.version}, profile ${source.rtp_profile}`,
    sections: [
      ...[identity(file, analysis), returns(analysis), frequencies(analysis), volatility(analysis)],
      ...[largest(analysis), linePays(analysis), ...scatterPays(analysis), ...freeSpins(analysis)],
      length(analysis),
      ...[...bonus(analysis), levels(analysis), confidence(analysis)],
      ...sets.map((name) => symbolCounts(analysis, name)),
      ...sets.map((name) => stripsOf(analysis, name)),
    ],
  };
}
