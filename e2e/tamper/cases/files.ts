import { gzipSync } from 'node:zlib';
import type { Route } from '@playwright/test';
import { REFUSED_FILE, type Stage, type TamperCase } from '../case.ts';
import { flip } from '../forge.ts';

type Answer = Parameters<Route['fulfill']>[0];
const CORS = { 'access-control-allow-origin': '*', 'content-type': 'application/octet-stream' };

/** Answers one file of the build otherwise; the other files come as they are. */
async function swap(
  { context, genuine }: Stage,
  path: RegExp,
  answer: (bytes: Buffer, route: Route) => Answer | Promise<Answer | undefined>,
): Promise<void> {
  const file = genuine.files.find((one) => path.test(one.path));
  if (!file) throw new Error(`the build has no file like ${path}`);
  await context.route(`**/assets/${file.sha256}`, async (route) => {
    const given = await answer(file.bytes, route);
    if (given) await route.fulfill({ status: 200, headers: CORS, ...given });
  });
}

const KINDS = [
  ['code', /^game\.js$/],
  ['image', /\.png$/],
  ['audio', /\.wav$/],
  ['json', /^model\.json$/],
] as const;

const flips: TamperCase[] = KINDS.flatMap(([kind, path]) =>
  (['first', 'middle', 'last'] as const).map((where) => ({
    row: 1,
    name: `one bit of the ${where} byte of the ${kind}`,
    expect: ['digest_mismatch'],
    arrange: (stage: Stage) => swap(stage, path, (bytes) => ({ body: flip(bytes, where) })),
  })),
);

const lengths: TamperCase[] = KINDS.slice(0, 2).flatMap(([kind, path]) =>
  (
    [
      ['truncated', (bytes: Buffer) => bytes.subarray(0, bytes.length - 7)],
      ['empty', () => Buffer.alloc(0)],
      ['one byte longer', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from(' ')])],
      ['ten times as long', (bytes: Buffer) => Buffer.concat(Array.from({ length: 10 }, () => bytes))],
    ] as const
  ).map(([how, change]) => ({
    row: 2,
    name: `${kind} that is ${how}`,
    expect: ['size_mismatch'],
    arrange: (stage: Stage) => swap(stage, path, (bytes) => ({ body: change(bytes) })),
  })),
);

const otherFiles: TamperCase[] = [
  {
    row: 3,
    name: 'two files in each other’s place',
    expect: ['size_mismatch', 'digest_mismatch'],
    arrange: async (stage) => {
      const [image, sound] = [/\.png$/, /\.wav$/].map((path) =>
        stage.genuine.files.find((file) => path.test(file.path)),
      );
      await swap(stage, /\.png$/, () => ({ body: sound?.bytes ?? Buffer.alloc(1) }));
      await swap(stage, /\.wav$/, () => ({ body: image?.bytes ?? Buffer.alloc(1) }));
    },
  },
  {
    row: 4,
    name: 'code of another signed build',
    expect: ['digest_mismatch', 'size_mismatch'],
    arrange: (stage) =>
      swap(stage, /^game\.js$/, (bytes) => ({
        body: Buffer.from(bytes.toString('latin1').replace(/\d/, '9'), 'latin1'),
      })),
  },
  {
    row: 4,
    name: 'other code of the same length',
    expect: ['digest_mismatch'],
    arrange: (stage) =>
      swap(stage, /^game\.js$/, (bytes) => ({
        body: Buffer.from(`document.title="RAN";${' '.repeat(bytes.length)}`.slice(0, bytes.length)),
      })),
  },
];

const transport: TamperCase[] = [
  ['a part (206)', (bytes: Buffer) => ({ status: 206, body: bytes })],
  ['nothing new (304)', () => ({ status: 304 })],
  ['not found (404)', () => ({ status: 404, body: 'x' })],
  ['a failing server (500)', () => ({ status: 500, body: 'x' })],
  ['an error page with 200', () => ({ body: '<html><script>document.title="RAN"</script></html>' })],
].map(([how, answer]) => ({
  row: 19,
  name: `a file answered with ${how}`,
  expect: REFUSED_FILE,
  arrange: (stage: Stage) => swap(stage, /^game\.js$/, answer as (bytes: Buffer) => Answer),
}));

/** Lays something else where the packed code lies: what a browser unpacks, no test can answer in the edge's place. */
async function putPacked({ pad, genuine }: Stage, change: (bytes: Buffer) => Buffer): Promise<void> {
  const file = genuine.files.find(({ path }) => path === 'game.js');
  if (!file) throw new Error('the build has no code');
  const bucket = await pad.stack.gateway.miniflare.getR2Bucket('BUILDS');
  await bucket.put(`packed/${file.sha256}`, change(file.bytes));
}

const tricks: TamperCase[] = [
  {
    row: 19,
    name: 'a file that is somewhere else (redirect)',
    expect: REFUSED_FILE,
    arrange: (stage) =>
      swap(stage, /^game\.js$/, () => ({
        status: 302,
        headers: { ...CORS, location: `${stage.pad.stack.urls.operator}/x.js` },
      })),
  },
  {
    row: 19,
    name: 'a file whose connection is lost',
    expect: REFUSED_FILE,
    arrange: (stage) =>
      swap(stage, /^game\.js$/, async (_, route) => {
        await route.abort('connectionreset');
        return undefined;
      }),
  },
  {
    row: 20,
    name: 'code under the type of a page: the manifest’s type stands',
    expect: ['ready'],
    gameFrames: true,
    arrange: (stage) =>
      swap(stage, /^game\.js$/, (bytes) => ({
        body: bytes,
        headers: { ...CORS, 'content-type': 'text/html' },
      })),
  },
  {
    row: 21,
    name: 'plain bytes that say they are packed',
    expect: REFUSED_FILE,
    arrange: (stage) => putPacked(stage, (bytes) => bytes),
    mend: (stage) => putPacked(stage, gzipSync),
  },
  {
    row: 21,
    name: 'packed bytes that unpack to fifty million',
    expect: REFUSED_FILE,
    arrange: (stage) => putPacked(stage, () => gzipSync(Buffer.alloc(50_000_000))),
    mend: (stage) => putPacked(stage, gzipSync),
  },
];

export const FILE_CASES: readonly TamperCase[] = [
  ...flips,
  ...lengths,
  ...otherFiles,
  ...transport,
  ...tricks,
];
