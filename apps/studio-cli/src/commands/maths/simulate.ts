import { availableParallelism } from 'node:os';
import { type Analysis, AnalysisRefused, analyzeModel } from '@roundgate/studio-rgs/analysis';
import type { CompiledModel } from '@roundgate/studio-rgs/maths';
import type { Tally } from '@roundgate/studio-rgs/simulation';
import { defineCommand } from '../../cli/command.ts';
import { misused, refused } from '../../cli/failure.ts';
import { startSpinProgress } from '../../cli/spin-progress.ts';
import { table } from '../../cli/table.ts';
import type { Terminal } from '../../cli/terminal.ts';
import { readModel } from '../../maths/read-model.ts';
import { simulate as playOut, type SimulationPlan } from '../../maths/simulation.ts';
import {
  BROKEN_DEVIATIONS,
  type Comparison,
  compareWithExact,
  tallyFacts,
} from '../../maths/simulation-facts.ts';

const MAX_SPINS = 1e12;

function whole(text: string, option: string, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > most)
    throw misused(option, `"${text}" is no whole number from 1 to ${most}`, `give ${option} such a number`);
  return number;
}

/** The exact figures, or nothing where they are out of reach: a simulation is what one does then. */
function exactFigures(model: CompiledModel): Analysis | undefined {
  try {
    return analyzeModel(model);
  } catch (cause) {
    if (cause instanceof AnalysisRefused) return undefined;
    throw cause;
  }
}

async function run(plan: SimulationPlan, terminal: Terminal, json: boolean) {
  const progress = startSpinProgress(terminal, plan.spins, json);
  let interrupted = false;
  const forget = terminal.onInterrupt(() => {
    interrupted = true;
  });
  try {
    const { tally, ms } = await playOut(plan, progress.show, () => interrupted);
    return { tally, interrupted: tally.spins < plan.spins, ms };
  } finally {
    forget();
    progress.end();
  }
}

/** What is said of rounds that no message could carry. */
const outgrownLines = ({ outgrown, spins }: Tally, { retrigger }: CompiledModel): string[] =>
  outgrown === 0
    ? []
    : [
        `! ${retrigger ? 'freeSpins.retrigger' : 'freeSpins.awards'} let ${outgrown} of ${spins.toLocaleString('en')} rounds outgrow a round message: for money each is void; here they were played and paid`,
      ];

const percent = (value: number): string => `${(value * 100).toFixed(5)} %`;

const comparisonRow = ({ name, seen, interval99: [low, high], exact, agrees }: Comparison): string[] => [
  ...[name, percent(seen), `${percent(low)} – ${percent(high)}`],
  ...(exact === null ? ['unknown', ''] : [percent(exact), agrees ? '✓' : '✗ outside']),
];

function checkAgreement(path: string, comparisons: readonly Comparison[]): void {
  const worst = comparisons.find(({ deviations }) => (deviations ?? 0) > BROKEN_DEVIATIONS);
  if (!worst) return;
  throw refused(
    path,
    `${worst.name} was ${worst.seen} where ${worst.exact} is exact, ${worst.deviations?.toFixed(1)} standard errors away`,
    'engine and analysis contradict each other: report this with the model and the seed',
  );
}

/** `roundgate maths simulate`: plays a model out by the engine that plays for money (spec R3). */
export const simulate = defineCommand({
  name: 'maths simulate',
  summary: 'Play a slot model out on all processors and hold it against the exact figures.',
  target: { name: 'FILE', help: 'a roundgate.slot-model/1 file' },
  options: {
    spins: { value: 'N', help: 'base spins to play, such as 100000000', required: true },
    seed: { value: 'TEXT', help: 'the same text gives the same result; otherwise one is made up and told' },
    threads: {
      value: 'N',
      help: 'threads to play on, all by default; the result is the same for any number',
    },
  },
  example: 'roundgate maths simulate model.96.json --spins 100000000 --seed today',
  async run({ target, options, terminal, json }) {
    const spins = whole(options.spins, '--spins', MAX_SPINS);
    const threads = options.threads ? whole(options.threads, '--threads', 256) : availableParallelism();
    const { model, hash, path } = readModel(target);
    const seed = options.seed ?? terminal.makeNonce();
    const { tally, interrupted, ms } = await run(
      { source: model.source, seed, spins, threads },
      terminal,
      json,
    );
    if (tally.spins === 0)
      throw refused(path, 'was stopped before the first spins were counted', 'let it run longer');
    const { lineCount } = model;
    const comparisons = compareWithExact(tally, lineCount, exactFigures(model));
    checkAgreement(path, comparisons);
    const spinsPerSecond = Math.round((tally.spins / ms) * 1_000);
    const speed = { spinsPerSecond, linesPerSecond: spinsPerSecond * lineCount, ms: Math.round(ms) };
    const counted = { model_hash: hash, seed, threads, spins: tally.spins, interrupted };
    const [rtp, ...others] = comparisons;
    return {
      facts: { ...counted, rtp, others, ...tallyFacts(tally, lineCount), ...speed },
      lines: [
        `${interrupted ? 'stopped after' : 'played'} ${tally.spins.toLocaleString('en')} spins, seed ${seed}`,
        '',
        ...table(['figure', 'seen', '99 % interval', 'exact', ''], comparisons.map(comparisonRow)),
        '',
        ...outgrownLines(tally, model),
        `${(spinsPerSecond / 1e6).toFixed(1)} M spins/s, ${(speed.linesPerSecond / 1e6).toFixed(0)} M lines/s on ${threads} threads`,
      ],
    };
  },
});
