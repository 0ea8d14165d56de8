import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { repo } from '../fixtures/paths.ts';

const USAGE = `npm run bench:maths -- [--spins 60000000] [--json]
Simulates and analyses the demo model (5×3, 30 stops, 10 lines) by the command line, as a studio would.`;

interface Simulated {
  readonly spinsPerSecond: number;
  readonly linesPerSecond: number;
  readonly threads: number;
  readonly ms: number;
}
interface Analysed {
  readonly ms: number;
}

const { values } = parseArgs({
  options: {
    spins: { type: 'string', default: '60000000' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

/** Runs `roundgate maths …` on the demo model; answers what it printed. */
function maths<T>(...args: readonly string[]): T {
  const [command = '', ...options] = args;
  const bin = repo('apps/studio-cli/bin/roundgate.mjs');
  const model = repo('apps/studio-rgs/models/night-market.96.json');
  const run = spawnSync(process.execPath, [bin, 'maths', command, model, '--json', ...options], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (run.status !== 0) throw new Error(`roundgate maths ${command} ended with ${run.status}`);
  return JSON.parse(run.stdout) as T;
}

const analysed = maths<Analysed>('analyze');
const { spinsPerSecond, linesPerSecond, threads } = maths<Simulated>(
  'simulate',
  ...['--seed', 'bench', '--spins', values.spins],
);
const report = { spinsPerSecond, linesPerSecond, analyzeMs: analysed.ms, threads };
console.log(values.json ? JSON.stringify(report) : report);
