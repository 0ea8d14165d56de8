// The first thing that every `npm run` of this repository calls: makes a fresh clone ready, then hands over to the real
// command on the workspace's own Node. It runs on whatever Node a machine has (18 or newer) and needs nothing installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const STAMP = join(ROOT, 'node_modules/.roundgate-stamp');
const NODE = join(ROOT, 'node_modules/.bin/node');
const NEEDS_BROWSER = new Set(['test', 'smoke', 'shots']);

const say = (text) => process.stderr.write(`${text}\n`);

function fail(what, mend) {
  say(`\n${what}\n${mend}`);
  process.exit(1);
}

/** Runs a set-up step; its output is shown only when it fails. */
function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  if (result.status !== 0) say(`${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`);
  return result.status === 0;
}

function ensureDependencies() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted && existsSync(NODE)) return;
  say('set-up: installing the dependencies (once, about a minute)');
  // npm's own check of engines is passed over: our commands bring the Node that the tools need.
  const npm = process.env.npm_execpath;
  const installed = npm
    ? run(process.execPath, [npm, 'ci', '--no-audit', '--no-fund'])
    : run('npm', ['ci', '--no-audit', '--no-fund']);
  if (!installed)
    fail(
      'The dependencies could not be installed.',
      'Look at the output above; then run the same command again.',
    );
  if (!run(NODE, ['--version']))
    fail("The workspace's own Node does not run.", 'Remove node_modules and run the same command again.');
  writeFileSync(STAMP, wanted);
}

const KNOWN = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given)
    return existsSync(given)
      ? given
      : fail(`CHROMIUM_PATH is ${given}, where nothing is.`, 'Point it at a Chromium, or unset it.');
  const folders = (process.env.PATH ?? '')
    .split(delimiter)
    .concat('/usr/bin', '/Applications/Chromium.app/Contents/MacOS');
  for (const name of KNOWN)
    for (const folder of folders) if (existsSync(join(folder, name))) return join(folder, name);
  const own = spawnSync(
    NODE,
    [
      '--input-type=module',
      '-e',
      "import { chromium } from '@playwright/test'; console.log(chromium.executablePath())",
    ],
    { cwd: ROOT, encoding: 'utf8' },
  );
  const path = own.stdout?.trim();
  return path && existsSync(path) ? path : undefined;
}

function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say("set-up: installing Debian's Chromium for the browser tests");
    run('apt-get', ['update', '-qq']);
    if (run('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-core'])) return findChromium();
  }
  say("set-up: fetching Playwright's Chromium for the browser tests");
  run(NODE, [join(ROOT, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium']);
  return (
    findChromium() ??
    fail(
      'No Chromium was found for the browser tests.',
      'Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
    )
  );
}

const [command, ...args] = process.argv.slice(2);
ensureDependencies();
const env = {
  ...process.env,
  PATH: `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
};
if (NEEDS_BROWSER.has(command)) env.CHROMIUM_PATH = ensureChromium();

const child = spawn(NODE, [join(ROOT, `e2e/commands/${command}.ts`), ...args], {
  cwd: ROOT,
  env,
  stdio: 'inherit',
});
// A terminal sends Ctrl-C to the whole group: the command stops itself, and this process waits for it.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
