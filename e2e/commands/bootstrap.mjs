// The first thing that every `npm run` of this repository calls: makes a fresh clone ready, then hands over to the real
// command on the workspace's own Node. It runs on whatever Node a machine has (18 or newer) and needs nothing installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const STAMP = join(ROOT, 'node_modules/.roundgate-stamp');
const NODE_PACKAGE = join(ROOT, 'node_modules/node');
const NODE = join(NODE_PACKAGE, process.platform === 'win32' ? 'bin/node.exe' : 'bin/node');
const OLDEST_NODE = 18;

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

/** The npm that called this script, or the one on the path. Warnings are passed over: the Node that the tools ask for comes along. */
function npm(...args) {
  const quiet = [...args, '--no-audit', '--no-fund', '--loglevel=error'];
  const caller = process.env.npm_execpath;
  if (caller?.endsWith('.js')) return run(process.execPath, [caller, ...quiet]);
  return run('npm', quiet, { shell: process.platform === 'win32' });
}

const nodeRuns = () => existsSync(NODE) && spawnSync(NODE, ['--version'], { stdio: 'ignore' }).status === 0;

/** The package `node` fetches its binary in an install script, which some npm settings do not run: then it is run here. */
function ensureNode() {
  if (nodeRuns()) return;
  say("set-up: fetching the workspace's own Node");
  run(process.execPath, ['installArchSpecificPackage.js'], { cwd: NODE_PACKAGE });
  if (!nodeRuns())
    fail("The workspace's own Node does not run.", 'Remove node_modules and run the same command again.');
}

function ensureDependencies() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  const current = existsSync(STAMP) && readFileSync(STAMP, 'utf8').trim() === wanted;
  if (current && nodeRuns()) return;
  if (!current) {
    say('set-up: installing the dependencies (once, about a minute)');
    if (!npm('ci'))
      fail(
        'The dependencies could not be installed.',
        'Look at the output above; then run the same command again.',
      );
  }
  ensureNode();
  writeFileSync(STAMP, wanted);
}

/** Commands that open a browser, those that measure or picture it apart: these take what players have. */
const MEASURES = new Set(['shots', 'bench-game', 'bench-boot']);
const BROWSER_COMMANDS = new Set(['smoke', 'tamper', ...MEASURES]);
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
// The same engine without a window of its own: tests take half of the machine's time with it.
const SHELL = 'chromium-headless-shell';
const MAC_APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The Chromium that Playwright would download, if it has. */
function playwrightChromium() {
  const script =
    "import { chromium } from '@playwright/test'; process.stdout.write(chromium.executablePath())";
  return spawnSync(NODE, ['--input-type=module', '-e', script], { cwd: ROOT, encoding: 'utf8' }).stdout;
}

function findChromium(command) {
  const given = process.env.CHROMIUM_PATH;
  if (given)
    return existsSync(given)
      ? given
      : fail(`CHROMIUM_PATH is ${given}, where nothing is.`, 'Point it at a Chromium, or unset it.');
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'];
  const known = MEASURES.has(command) ? BROWSERS : [SHELL, ...BROWSERS];
  const installed = known.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [...installed, ...MAC_APPLICATIONS].find((path) => existsSync(path));
  if (found) return found;
  const own = playwrightChromium();
  return own && existsSync(own) ? own : undefined;
}

function ensureChromium(command) {
  const found = findChromium(command);
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say("set-up: installing Debian's Chromium for the browser tests");
    run('apt-get', ['update', '-qq']);
    for (const name of MEASURES.has(command) ? ['chromium'] : [SHELL, 'chromium'])
      if (run('apt-get', ['install', '-y', '-qq', name, 'fonts-noto-core'])) return findChromium(command);
  }
  say("set-up: fetching Playwright's Chromium for the browser tests");
  run(NODE, [join(ROOT, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium']);
  return (
    findChromium(command) ??
    fail(
      'No Chromium was found for the browser tests.',
      'Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
    )
  );
}

const BROWSERLESS_TESTS = new Set(['check', 'unit', 'workerd']);

/** True when the command opens a browser: `npm test -- unit` does not. */
function needsBrowser(command, args) {
  if (command !== 'test') return BROWSER_COMMANDS.has(command);
  return args.length === 0 || !args.every((name) => BROWSERLESS_TESTS.has(name));
}

function onParentGone(callback) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && callback(), 500).unref();
}

const ownsGroup = process.platform !== 'win32';

/** Sends a signal to the command and to everything that it started; to be gone already is no fault. */
function signalAll(child, signal) {
  try {
    if (ownsGroup) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Runs the command in a process group of its own, so that whatever way it ends, nothing of it stays behind. */
function handOver(script, args, env) {
  const child = spawn(NODE, [script, ...args], { cwd: ROOT, env, stdio: 'inherit', detached: ownsGroup });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => signalAll(child, signal));
  // npm's shell does not pass a signal on. When it is gone, whoever wanted this command is gone.
  if (process.env.npm_lifecycle_event) onParentGone(() => signalAll(child, 'SIGTERM'));
  child.on('error', (error) => fail(`${NODE} did not start: ${error.message}`, 'Remove node_modules.'));
  child.on('exit', (code, signal) => {
    signalAll(child, 'SIGKILL');
    process.exit(code ?? 128 + constants.signals[signal]);
  });
}

const [command = '', ...args] = process.argv.slice(2);
const script = join(ROOT, `e2e/commands/${command}.ts`);
if (!/^[a-z-]+$/.test(command) || !existsSync(script))
  fail(`There is no command "${command}".`, 'See "scripts" in package.json.');
if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE)
  fail(`Node ${process.versions.node} is too old.`, `Install Node ${OLDEST_NODE} or newer; it brings npm.`);
ensureDependencies();
const env = {
  ...process.env,
  PATH: `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
};
if (needsBrowser(command, args)) env.CHROMIUM_PATH = ensureChromium(command);
handOver(script, args, env);
