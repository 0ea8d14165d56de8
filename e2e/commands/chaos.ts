import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { runChaos } from '../chaos/run-chaos.ts';
import { repo } from '../fixtures/paths.ts';

const USAGE = `npm run chaos -- [--rounds 300] [--kills 5] [--players 60] [--order outcome_first|debit_first|overlapped] [--lean] [--json]
npm run chaos -- --mutants [--json]
Plays rounds through a gateway that is killed with SIGKILL in mid-spin and started again on its storage, beside partners
that lose, spoil, delay and refuse about 40 of 100 calls and keep their own truth. "aborts" are the requests that a kill
cut off. With --mutants the broken variants of the rules are played in virtual time, and each must be seen to fail.`;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '300' },
    kills: { type: 'string', default: '5' },
    players: { type: 'string', default: '60' },
    order: { type: 'string', default: 'outcome_first' },
    lean: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const say = (text: string): void => void process.stderr.write(`${text}\n`);

function count(name: 'rounds' | 'kills' | 'players'): number {
  const value = Number(values[name]);
  if (Number.isSafeInteger(value) && value >= (name === 'kills' ? 0 : 1)) return value;
  say(`--${name} must be a whole number, not ${values[name]}\n${USAGE}`);
  process.exit(2);
}

if (values.help) {
  console.log(USAGE);
} else if (values.mutants) {
  const args = [repo('worker/sim/mutants-main.ts'), ...(values.json ? ['--json'] : [])];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  child.on('close', (code) => process.exit(code ?? 1));
} else {
  const { order, lean } = values;
  const sizes = { rounds: count('rounds'), kills: count('kills'), players: count('players') };
  const { found, ...report } = await runChaos({ ...sizes, order, lean, say });
  for (const { invariant, roundId, detail } of found.slice(0, 20))
    say(`broken: ${invariant} of ${roundId}: ${detail}`);
  console.log(values.json ? JSON.stringify(report) : report);
  process.exit(report.violations + report.open > 0 ? 1 : 0);
}
