import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { repo } from '../fixtures/paths.ts';

const USAGE = `npm run shots -- [--out .roundgate/shots] [LANGUAGE …]
Takes a picture of every screen of the demo game, upright, sideways and on the smallest screen, in en, de, uk, hi, and in
"long": texts a third longer than English, and large amounts. A sheet of each lies beside its folder.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: '.roundgate/shots' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const args = [repo('demo-game/test/shots/take.ts'), resolve(repo(''), values.out), ...positionals];
process.exit(spawnSync(process.execPath, args, { cwd: repo('demo-game'), stdio: 'inherit' }).status ?? 1);
