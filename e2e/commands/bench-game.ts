import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Frame, type Page } from '@playwright/test';
import { busyTasksMs, TRACE_CATEGORIES } from '../bench/busy-tasks.ts';
import {
  framesOf,
  holdingsOf,
  installProbe,
  playRounds,
  readProbe,
  resetProbe,
} from '../bench/game-probe.ts';
import { openSlowLine, type SlowLine } from '../bench/slow-line.ts';
import { LobbyPlayer } from '../fixtures/lobby.ts';
import { publishDemo } from '../fixtures/publish-demo.ts';
import { type Stack, startStack } from '../fixtures/stack.ts';
import { CHROMIUM_ARGS } from '../playwright.config.ts';

const USAGE = `npm run bench:game -- [--spins 10] [--rounds 500] [--json]
Opens the demo game in Chromium against the whole stack, over a line of 40 ms and 20 Mbit/s, and measures what it weighs, how
it moves and what it holds on to. Exit code 1 when a budget is broken. The renderer may be in software
here, as on no player's device: a long task then holds the wait for it, and for whatever else runs on the machine; a busy task
holds the page's own work alone.`;

/** What the game may cost (issue "A slot worth playing"); heap is what two measurements may differ by. */
const BUDGET = {
  transferredBytesToFirstSpin: 600_000,
  drawCalls: 40,
  longTasksOver50ms: 0,
  busyTasksOver50ms: 0,
  heapGrowthPer100Rounds: 100_000,
  texturesPer100Rounds: 1,
} as const;
const LINE = { rttMs: 40, mbitPerS: 20 } as const;
/** So much faster runs the pictures' time while what the game holds on to is measured; each frame is played all the same, and none is rasterised. */
const PACE = 8;
/** Compiled code and pools of pictures grow until every kind of round was played a few times, and then no more. */
const WARM_UP_ROUNDS = 150;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Lets a player with money into the lobby, whom this browser has never seen before. */
async function admit(context: BrowserContext, { urls, fetch }: Stack): Promise<void> {
  const lobby = await fetch(urls.operator);
  const [cookie = ''] = String(lobby.headers['set-cookie']).split(';');
  const [name = '', value = ''] = cookie.split('=');
  const headers = { cookie, 'content-type': 'application/json', 'x-lobby': '1', origin: urls.operator };
  for (let turn = 0; turn < 5; turn += 1) {
    const body = JSON.stringify({ click_id: crypto.randomUUID(), amount_minor: 20_000 });
    const answer = await fetch(`${urls.operator}/lobby/fund`, { method: 'POST', headers, body });
    if (answer.status !== 200) throw new Error(`the deposit ended with ${answer.status}: ${answer.text}`);
  }
  await context.addCookies([{ name, value, url: urls.operator }]);
}

/** Opens the lobby, until the game can be started. */
async function openLobby(
  page: Page,
  stack: Stack,
): Promise<{ player: LobbyPlayer; game: Frame; tookMs: number }> {
  const player = new LobbyPlayer(page, stack);
  const startedMs = performance.now();
  await player.open();
  const game = await player.game();
  await game.waitForSelector('button.play', { timeout: 60_000 });
  return { player, game, tookMs: performance.now() - startedMs };
}

/** Real spins in real time: what is drawn, and what keeps the page busy. */
async function measureSpins(browser: Browser, game: Frame, spins: number) {
  await browser.startTracing(undefined, { categories: TRACE_CATEGORIES });
  // Every process is held for a moment while its tracing begins, and the game waits for the one that paints.
  await framesOf(game, 30);
  await resetProbe(game, { pace: 1, paints: true });
  const tookMs = await playRounds(game, spins);
  const { frames, mostDrawCalls, longTasksMs } = await readProbe(game);
  const busyMs = busyTasksMs(await browser.stopTracing());
  return {
    drawCalls: mostDrawCalls,
    longTasksOver50ms: longTasksMs.length,
    longestTaskMs: Math.round(Math.max(0, ...longTasksMs)),
    busyTasksOver50ms: busyMs.filter((ms) => ms > 50).length,
    busiestTaskMs: Math.round(busyMs.reduce((most, ms) => Math.max(most, ms), 0)),
    framesPerSecond: Math.round((frames * 1_000) / tookMs),
  };
}

/** What remains of rounds that are over. */
async function measureLeaks(game: Frame, rounds: number) {
  await resetProbe(game, { pace: PACE, paints: false });
  await playRounds(game, WARM_UP_ROUNDS);
  const before = await holdingsOf(game);
  const tookMs = await playRounds(game, rounds);
  const after = await holdingsOf(game);
  say(
    `${rounds} rounds in ${Math.round(tookMs / 1_000)} s: ${before.heapBytes} → ${after.heapBytes} bytes of heap`,
  );
  const per100 = (grown: number) => Math.round((grown * 100) / rounds);
  return {
    heapGrowthPer100Rounds: per100(after.heapBytes - before.heapBytes),
    texturesPer100Rounds: per100(after.textures - before.textures),
    elementsPer100Rounds: per100(after.elements - before.elements),
    rounds,
  };
}

async function measure(
  browser: Browser,
  page: Page,
  stack: Stack,
  line: SlowLine,
  spins: number,
  rounds: number,
) {
  const { player, game } = await openLobby(page, stack);
  await player.enter();
  await playRounds(game, 1);
  const transferredBytesToFirstSpin = line.carriedBytes;
  say(`${transferredBytesToFirstSpin} bytes to the first spin`);
  const moving = await measureSpins(browser, game, spins);
  say(`${spins} spins: ${JSON.stringify(moving)}`);
  const leaks = await measureLeaks(game, rounds);
  const { drawCalls, longTasksOver50ms, ...rest } = moving;
  const { heapGrowthPer100Rounds, ...others } = leaks;
  return {
    ...{ transferredBytesToFirstSpin, drawCalls, longTasksOver50ms, heapGrowthPer100Rounds },
    ...{ ...rest, ...others, spins },
  };
}

/** A browser at the end of the line. */
const launch = (line: SlowLine, args: readonly string[]): Promise<Browser> => {
  const hosts = ['play.localhost', 'edge.localhost'].map((host) => `MAP ${host} 127.0.0.1:${line.port}`);
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: [...args, `--host-resolver-rules=${hosts.join(', ')}`] });
};

const VIEW = { viewport: { width: 480, height: 800 }, locale: 'en-GB' } as const;

/** How long a player who has never been here waits for the game; the second of two, for the first one wakes the servers. */
async function measureStart(stack: Stack, line: SlowLine): Promise<number> {
  const browser = await launch(line, CHROMIUM_ARGS);
  try {
    let lastMs = 0;
    for (let turn = 0; turn < 2; turn += 1) {
      const context = await browser.newContext(VIEW);
      await admit(context, stack);
      const { tookMs } = await openLobby(await context.newPage(), stack);
      lastMs = tookMs;
      await context.close();
    }
    return Math.round(lastMs);
  } finally {
    await browser.close();
  }
}

async function run(stack: Stack, spins: number, rounds: number) {
  await publishDemo(stack, say);
  const startLine = await openSlowLine(Number(new URL(stack.urls.gatewayApi).port), LINE);
  const msToInteractive = await measureStart(stack, startLine);
  await startLine.stop();
  say(`${msToInteractive} ms to the first screen`);
  const line = await openSlowLine(Number(new URL(stack.urls.gatewayApi).port), LINE);
  const browser = await launch(line, [
    // As on a device: a page whose compositor has no GPU reads every picture of WebGL back, and waits for it.
    ...CHROMIUM_ARGS.filter((arg) => arg !== '--disable-gpu-compositing'),
    ...['--js-flags=--expose-gc', '--enable-precise-memory-info'],
  ]);
  try {
    const context = await browser.newContext(VIEW);
    await context.addInitScript(installProbe);
    await admit(context, stack);
    const measured = await measure(browser, await context.newPage(), stack, line, spins, rounds);
    return { ...measured, msToInteractive };
  } finally {
    await browser.close();
    await line.stop();
  }
}

const { values } = parseArgs({
  options: {
    spins: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '500' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [spins, rounds] = [Number(values.spins), Number(values.rounds)];
if (values.help || !(spins > 0) || !(rounds > 0)) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}
const state = mkdtempSync(join(tmpdir(), 'roundgate-game-'));
const stack = await startStack({ port: 0, state, say });
try {
  const report = await run(stack, spins, rounds);
  console.log(values.json ? JSON.stringify(report) : JSON.stringify(report, null, 2));
  const broken = (Object.keys(BUDGET) as (keyof typeof BUDGET)[]).filter(
    (name) => report[name] > BUDGET[name],
  );
  for (const name of broken) say(`${name} is ${report[name]}, more than ${BUDGET[name]}`);
  process.exitCode = broken.length > 0 ? 1 : 0;
} finally {
  await stack.stop();
  rmSync(state, { recursive: true, force: true });
}
