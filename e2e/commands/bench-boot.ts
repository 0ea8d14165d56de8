import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Frame } from '@playwright/test';
import { servePlain } from '../bench/plain-start.ts';
import { type LineFacts, openSlowLine, type SlowLine } from '../bench/slow-line.ts';
import { keptFrame } from '../fixtures/kept.ts';
import { publishDemo } from '../fixtures/publish-demo.ts';
import { type Stack, startStack } from '../fixtures/stack.ts';
import { LaunchPad } from '../tamper/launch-pad.ts';

const USAGE = `npm run bench:boot -- [--pairs 7] [--rtt 40] [--mbit 20] [--json]
Measures how long a game takes to its first screen: through the loader, through it once more, and plainly in one frame.`;

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
const round = (value: number, digits = 3): number => Number(value.toFixed(digits));

/** Milliseconds from putting the element on the page to the game's first screen. */
async function timeVerified(pad: LaunchPad, page: Frame): Promise<number> {
  const { url } = await pad.session();
  const startedMs = await page.evaluate(() => performance.now());
  const { told } = await pad.launch(page, url);
  if (told !== 'ready') throw new Error(`the verified launch ended in ${told}`);
  return page.evaluate((from) => performance.now() - from, startedMs);
}

/** The same for a frame that knows nothing of us. */
async function timePlain(pad: LaunchPad, page: Frame, address: string): Promise<number> {
  const { url } = await pad.session();
  return page.evaluate(
    ([plain, launch]) =>
      new Promise<number>((resolve) => {
        const startedMs = performance.now();
        addEventListener('message', ({ data }) => data === 'ready' && resolve(performance.now() - startedMs));
        const frame = document.createElement('iframe');
        Object.assign(frame.style, { width: '100%', height: '100vh', border: '0', display: 'block' });
        frame.src = `${plain}#${encodeURIComponent(launch)}`;
        document.body.replaceChildren(frame);
      }),
    [address, url] as const,
  );
}

/** How fast this browser hashes, in millions of bytes a second. */
const hashRate = (page: Frame): Promise<number> =>
  page.evaluate(async () => {
    const bytes = new Uint8Array(8 * 1024 * 1024);
    await crypto.subtle.digest('SHA-256', bytes);
    const startedMs = performance.now();
    for (let turn = 0; turn < 8; turn += 1) await crypto.subtle.digest('SHA-256', bytes);
    return (8 * bytes.length) / 1_000 / (performance.now() - startedMs);
  });

interface Times {
  readonly plain: number[];
  readonly first: number[];
  readonly repeat: number[];
}

/** A page of the operator that is there already; from then on nobody stands between the browser and its network. */
async function openPage(pad: LaunchPad): Promise<Frame> {
  const context = await pad.context('allow');
  const page = await pad.operatorPage(context);
  await context.unrouteAll();
  return page;
}

/** One pair: plainly, verified, and verified once more on the same device. */
async function takePair(pad: LaunchPad, plain: string, turn: number, times: Times): Promise<void> {
  const plainly = async () => {
    const page = await openPage(pad);
    times.plain.push(await timePlain(pad, page, plain));
    await page.page().context().close();
  };
  const verified = async () => {
    const page = await openPage(pad);
    times.first.push(await timeVerified(pad, page));
    await keptFrame(page.page(), pad.stack.urls.play);
    times.repeat.push(await timeVerified(pad, page));
    await page.page().context().close();
  };
  // Whoever comes second finds a warmer machine: they take turns.
  const order = turn % 2 === 0 ? [plainly, verified] : [verified, plainly];
  for (const go of order) await go();
  const last = Object.entries(times).map(([name, all]) => `${name} ${round(all.at(-1) ?? 0, 0)} ms`);
  say(`${turn === 0 ? 'warm-up' : `pair ${turn}`}: ${last.join(', ')}`);
}

async function measure(pad: LaunchPad, plain: string, pairs: number): Promise<Record<string, number>> {
  const times: Times = { plain: [], first: [], repeat: [] };
  for (let turn = 0; turn <= pairs; turn += 1) await takePair(pad, plain, turn, times);
  // The first pair warms up.
  const [plains = [], firsts = [], repeats = []] = [times.plain, times.first, times.repeat].map((all) =>
    all.slice(1),
  );
  const ratio = (left: readonly number[], right: readonly number[]) =>
    round(median(left.map((value, index) => value / (right[index] ?? Number.NaN))));
  const context = await pad.context();
  const hashMBps = round(await hashRate(await pad.operatorPage(context)), 0);
  await context.close();
  return {
    verifiedOverPlain: ratio(firsts, plains),
    repeatOverFirst: ratio(repeats, firsts),
    msToFirstFrame: round(median(firsts), 0),
    hashMBps,
  };
}

/** The browser's way to a host of the stack, over a line of its own. */
const mapped = (host: string, { port }: SlowLine): string => `MAP ${host} 127.0.0.1:${port}`;

async function run(stack: Stack, pairs: number, facts: LineFacts): Promise<Record<string, number>> {
  await publishDemo(stack, say);
  const quick = await LaunchPad.open(stack);
  const plain = await servePlain(stack, quick);
  await quick.close();
  const lines = [
    await openSlowLine(Number(new URL(stack.urls.gatewayApi).port), facts),
    await openSlowLine(plain.port, facts),
  ] as const;
  const rules = ['play.localhost', 'edge.localhost'].map((host) => mapped(host, lines[0]));
  rules.push(mapped('plain.localhost', lines[1]));
  const pad = await LaunchPad.open(stack, [`--host-resolver-rules=${rules.join(', ')}`]);
  try {
    return await measure(pad, `http://plain.localhost:${lines[1].port}/plain`, pairs);
  } finally {
    await pad.close();
    for (const { stop } of [...lines, plain]) await stop();
  }
}

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '7' },
    rtt: { type: 'string', default: '40' },
    mbit: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const [pairs, rttMs, mbitPerS] = [values.pairs, values.rtt, values.mbit].map(Number);
if (values.help || !(pairs && mbitPerS) || rttMs === undefined || !(rttMs >= 0)) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}
const state = mkdtempSync(join(tmpdir(), 'roundgate-boot-'));
const stack = await startStack({ port: 0, state, say });
try {
  const report = { ...(await run(stack, pairs, { rttMs, mbitPerS })), pairs, rttMs, mbitPerS };
  console.log(values.json ? JSON.stringify(report) : JSON.stringify(report, null, 2));
} finally {
  await stack.stop();
  rmSync(state, { recursive: true, force: true });
}
