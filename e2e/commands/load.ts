import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CERTIFIED_COUNTRIES, publishDemo } from '../fixtures/publish-demo.ts';
import { startStack } from '../fixtures/stack.ts';
import { runLoad } from '../load/run-load.ts';

const USAGE = `npm run load -- [--players 300] [--minutes 1] [--json]
Players on the whole stack (gateway, wallet and game server, a process each) spin as fast as the machine lets them, with
jackpots, free spins, a tournament, a mission, test accounts, repeated requests and dropped answers. Then wallet, chains,
report, invoice, meters, packets and tables are held against each other to the unit.`;

const { values } = parseArgs({
  options: {
    players: { type: 'string', default: '300' },
    minutes: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const say = (text: string): void => void process.stderr.write(`${text}\n`);

if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const plan = { players: Number(values.players), minutes: Number(values.minutes) };
if (!Number.isSafeInteger(plan.players) || plan.players < 1 || !(plan.minutes > 0)) {
  say(`--players must be a whole number and --minutes a number over 0\n${USAGE}`);
  process.exit(2);
}

const state = mkdtempSync(join(tmpdir(), 'roundgate-load-'));
const vars = { gateway: { LOG_LEVEL: 'problems' } };
const stack = await startStack({ port: 0, state, vars, say: (text) => say(`  ${text}`) });
let holds = false;
try {
  // Spain allows jackpots.
  await publishDemo(stack, (text) => say(`  ${text}`), {}, 1, [...CERTIFIED_COUNTRIES, 'ES']);
  const { report, faults } = await runLoad(stack, plan, say);
  if (values.json) console.log(JSON.stringify(report));
  else console.table(report);
  for (const fault of faults) say(fault);
  holds = faults.length === 0;
} catch (error) {
  console.error(error);
} finally {
  await stack.stop();
  rmSync(state, { recursive: true, force: true });
}
process.exit(holds ? 0 : 1);
