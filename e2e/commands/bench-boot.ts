import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { servePlain } from '../bench/plain-start.ts';
import { QuietBrowser } from '../bench/quiet-browser.ts';
import { type LineFacts, openSlowLine, type SlowLine } from '../bench/slow-line.ts';
import { type StartPage, serveStartPage } from '../bench/start-page.ts';
import { KEPT_ALL } from '../fixtures/kept.ts';
import { publishDemo } from '../fixtures/publish-demo.ts';
import { type Stack, startStack } from '../fixtures/stack.ts';
import { LaunchPad } from '../tamper/launch-pad.ts';

const USAGE = `npm run bench:boot -- [--pairs 9] [--rtt 40] [--mbit 20] [--json]
Measures how long a game takes to its first screen: through the loader, through it once more, and plainly in one frame. The
operator's page measures itself, in a browser that nothing is attached to.`;

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
const round = (value: number, digits = 3): number => Number(value.toFixed(digits));

interface Times {
  readonly plain: number[];
  readonly first: number[];
  readonly repeat: number[];
}

/** What a measurement works with. */
interface Bench {
  readonly pad: LaunchPad;
  readonly browser: QuietBrowser;
  readonly page: StartPage;
  readonly plainAddress: string;
}

/** A device that has seen nothing, with the operator's page on it. */
const newDevice = ({ browser, pad, page }: Bench): Promise<string> =>
  browser.open(`${pad.stack.urls.operator}${page.newPage()}`);

/** Waits until a device has written down what its next start begins with. */
async function untilKept({ browser, pad }: Bench, device: string): Promise<void> {
  const address = `${pad.stack.urls.play}/frame/`;
  while (!(await browser.evaluate<boolean>(device, address, `(${KEPT_ALL})()`)))
    await new Promise((resolve) => setTimeout(resolve, 100));
}

/** One pair: plainly, verified, and verified once more on the same device. */
async function takePair(bench: Bench, turn: number, times: Times): Promise<void> {
  const { browser, page, pad, plainAddress: address } = bench;
  const launch = async (): Promise<string> => (await pad.session()).url;
  const plainly = async () => {
    const device = await newDevice(bench);
    times.plain.push(await page.run({ kind: 'plain', launch: await launch(), address }));
    await browser.forget(device);
  };
  const verified = async () => {
    const device = await newDevice(bench);
    times.first.push(await page.run({ kind: 'verified', launch: await launch() }));
    await untilKept(bench, device);
    times.repeat.push(await page.run({ kind: 'verified', launch: await launch() }));
    await browser.forget(device);
  };
  // Whoever comes second finds a warmer machine: they take turns.
  const order = turn % 2 === 0 ? [plainly, verified] : [verified, plainly];
  for (const go of order) await go();
  const last = Object.entries(times).map(([name, all]) => `${name} ${round(all.at(-1) ?? 0, 0)} ms`);
  say(`${turn === 0 ? 'warm-up' : `pair ${turn}`}: ${last.join(', ')}`);
}

async function measure(bench: Bench, pairs: number): Promise<Record<string, number>> {
  const times: Times = { plain: [], first: [], repeat: [] };
  for (let turn = 0; turn <= pairs; turn += 1) await takePair(bench, turn, times);
  // The first pair warms up.
  const [plains = [], firsts = [], repeats = []] = [times.plain, times.first, times.repeat].map((all) =>
    all.slice(1),
  );
  const ratio = (left: readonly number[], right: readonly number[]) =>
    round(median(left.map((value, index) => value / (right[index] ?? Number.NaN))));
  await newDevice(bench);
  const hashedMB = (64 * 1024 * 1024) / 1_000_000;
  return {
    verifiedOverPlain: ratio(firsts, plains),
    repeatOverFirst: ratio(repeats, firsts),
    msToFirstFrame: round(median(firsts), 0),
    hashMBps: round((hashedMB * 1_000) / (await bench.page.run({ kind: 'hash' })), 0),
  };
}

/** The browser's way to a host of the stack: over a line of its own, or to a server of this process. */
const mapped = (host: string, { port }: Pick<SlowLine, 'port'>): string => `MAP ${host} 127.0.0.1:${port}`;

async function run(stack: Stack, pairs: number, facts: LineFacts): Promise<Record<string, number>> {
  await publishDemo(stack, say);
  const pad = await LaunchPad.open(stack);
  const plain = await servePlain(stack, pad);
  await pad.close();
  const page = await serveStartPage(pad.script());
  const lines = [
    await openSlowLine(Number(new URL(stack.urls.gatewayApi).port), facts),
    await openSlowLine(plain.port, facts),
  ] as const;
  const rules = [
    ...['play.localhost', 'edge.localhost'].map((host) => mapped(host, lines[0])),
    ...[mapped('plain.localhost', lines[1]), mapped('operator.localhost', page)],
  ];
  const browser = await QuietBrowser.start([
    `--host-resolver-rules=${rules.join(', ')}`,
    ...['--accept-lang=de-DE', '--window-size=480,640', '--force-prefers-reduced-motion'],
  ]);
  try {
    const plainAddress = `http://plain.localhost:${lines[1].port}/plain`;
    return await measure({ pad, browser, page, plainAddress }, pairs);
  } finally {
    await browser.close();
    for (const { stop } of [...lines, plain, page]) await stop();
  }
}

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '9' },
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
