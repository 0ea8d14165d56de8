import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { OPERATIONS } from '@roundgate/contract';
import { checkSignature, readSignature } from '@roundgate/contract/http-signature';
import vectors from '@roundgate/contract/vectors/http-signature.json';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildPackage } from './build-package.ts';
import { membersOf, renewed } from './integration-guide.ts';

const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const read = (path: string): string => readFileSync(here(path), 'utf8');
const run = promisify(execFile);
const PROGRAM_MS = 30_000;

type SignedHeaders = (
  ...parts: [
    keyId: string,
    secret: string,
    method: string,
    path: string,
    body: string,
    timestampMs: number,
    nonce: string,
  ]
) => Record<string, string>;
type Launch = (
  player: object,
  gameId: string,
  options: { gateway: string; keyId: string; secret: string },
) => Promise<Response>;
/** A snippet as it is in the guide: plain JavaScript, without types. */
const snippet = async <T>(file: string): Promise<T> => (await import(here(`docs/snippets/${file}`))) as T;
const { signedHeaders } = await snippet<{ signedHeaders: SignedHeaders }>('sign-request.mjs');
const { launch } = await snippet<{ launch: Launch }>('launch.mjs');

const usable = vectors.filter((vector) => 'signature' in vector);

const has = (command: string): boolean => {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const PYTHON = `import importlib.util, json, sys
spec = importlib.util.spec_from_file_location("snippet", sys.argv[1])
snippet = importlib.util.module_from_spec(spec)
spec.loader.exec_module(snippet)
print(json.dumps([snippet.signed_headers("key-a", v["secret"], v["method"], v["path"], v["body"], v["timestamp_ms"], v["nonce"])["x-signature"] for v in json.load(open(sys.argv[2]))]))`;
const PHP = `require $argv[1];
echo json_encode(array_map(fn($v) => signed_headers("key-a", $v["secret"], $v["method"], $v["path"], $v["body"], $v["timestamp_ms"], $v["nonce"])["x-signature"], json_decode(file_get_contents($argv[2]), true)));`;
const VECTORS = fileURLToPath(import.meta.resolve('@roundgate/contract/vectors/http-signature.json'));

describe("the guide's signing snippet", () => {
  const expected = usable.map(({ signature }) => signature);

  it('for Node signs as the gateway checks', () => {
    const signed = usable.map(({ secret, method, path, body, timestamp_ms, nonce }) =>
      signedHeaders('key-a', secret, method, path, body, timestamp_ms, nonce),
    );
    expect(signed.map((headers) => headers['x-signature'])).toEqual(expected);
    expect(expected.length).toBeGreaterThan(2);
  });

  it.runIf(has('python3'))('for Python signs as the gateway checks', { timeout: PROGRAM_MS }, async () => {
    const { stdout } = await run('python3', ['-c', PYTHON, here('docs/snippets/sign-request.py'), VECTORS]);
    expect(JSON.parse(stdout)).toEqual(expected);
  });

  it.runIf(has('php'))('for PHP signs as the gateway checks', { timeout: PROGRAM_MS }, async () => {
    const { stdout } = await run('php', ['-r', PHP, here('docs/snippets/sign-request.php'), VECTORS]);
    expect(JSON.parse(stdout)).toEqual(expected);
  });
});

it("the guide's launch endpoint sends what the gateway accepts and hands on its answer", async () => {
  const fetched = vi
    .spyOn(globalThis, 'fetch')
    .mockResolvedValue(Response.json({ code: 'RG_BLOCKED' }, { status: 403 }));
  const player = {
    id: 'p-ada',
    country: 'MT',
    currency: 'EUR',
    locale: 'en',
    selfExcluded: false,
    blocked: false,
  };
  const secret = 'not-a-secret-but-long-enough-for-tests';
  const options = { gateway: 'https://api.example', keyId: 'key-op-a', secret };
  const answer = await launch(player, 'g-night-market', options);
  const [url, init] = fetched.mock.calls[0] ?? [];
  fetched.mockRestore();
  expect(url).toBe('https://api.example/v1/sessions');
  const body = String(init?.body);
  expect(OPERATIONS.createSession.request?.safeParse(JSON.parse(body))?.success).toBe(true);
  const headers = new Headers(init?.headers);
  const claim = readSignature((name) => headers.get(name));
  expect(typeof claim).toBe('object');
  if (typeof claim === 'object')
    expect(
      checkSignature(claim, secret, { method: 'POST', path: '/v1/sessions', body }, Date.now()),
    ).toBeUndefined();
  expect([answer.status, await answer.json()]).toEqual([403, { code: 'RG_BLOCKED' }]);
});

describe('the guide', () => {
  it('says what the sources say', () => {
    const guide = read('docs/integration.md');
    expect(renewed(guide, read('src/embed/types.ts'))).toBe(guide);
  });

  it('cannot be made when a member has no comment', () => {
    const source =
      'export interface RoundgateEvents {\n  /** Ready. */\n  a: CustomEvent<{}>;\n  b: CustomEvent<{}>;\n}\n';
    expect(() => membersOf(source, 'export interface RoundgateEvents {')).toThrow(
      'b: CustomEvent<{}> has no comment',
    );
  });

  it('lists every member of the element', () => {
    const names = membersOf(
      read('src/embed/types.ts'),
      'export interface RoundgateGameElement extends HTMLElement {',
    );
    expect(names.map(({ code }) => /\w+(?=[?(:])/.exec(code)?.[0])).toEqual([
      ...['launcher', 'state', 'launch', 'pause', 'resume', 'mute', 'setLocale', 'refreshBalance'],
      ...['showHistory', 'exit'],
    ]);
  });
});

const CONSUMER = `import { RoundgateError, type RoundgateEvents } from '@roundgate/embed';
const game = document.createElement('roundgate-game');
game.addEventListener('roundgate:balance', ({ detail }) => console.log(detail.balance.amount_minor satisfies number));
game.addEventListener('click', (event) => event.clientX);
const exited = (event: RoundgateEvents['roundgate:exit']): 'rg' | string => event.detail.reason;
game.addEventListener('roundgate:exit', exited);
// @ts-expect-error there is no such command
game.stop();
game.pause().catch((error: unknown) => error instanceof RoundgateError && error.code === 'not_ready');
document.body.append(game);
`;

describe('the packed module', () => {
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'roundgate-package-'));
    await buildPackage(join(folder, 'package'), '0.1.0');
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: join(folder, 'package'),
    });
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    writeFileSync(join(folder, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }');
    writeFileSync(join(folder, 'consumer.ts'), CONSUMER);
    const quiet = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts'];
    await run('npm', ['install', ...quiet, join(folder, filename)], { cwd: folder });
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('type-checks a consumer that has nothing else', { timeout: PROGRAM_MS }, async () => {
    const options = [
      '--noEmit',
      '--strict',
      '--target',
      'es2023',
      '--module',
      'nodenext',
      '--lib',
      'es2023,dom',
    ];
    const compiler = here('../node_modules/typescript/bin/tsc');
    const checked = run(process.execPath, [compiler, ...options, '--types', '', 'consumer.ts'], {
      cwd: folder,
    });
    await expect(checked.catch(({ stdout }: { stdout: string }) => stdout)).resolves.toMatchObject({
      stdout: '',
    });
  });

  it('is bundled whole into one file', { timeout: PROGRAM_MS }, async () => {
    const output = await build({
      root: folder,
      configFile: false,
      logLevel: 'warn',
      build: { write: false, rolldownOptions: { input: join(folder, 'consumer.ts') } },
    });
    const [bundle] = [output].flat();
    const chunks = bundle && 'output' in bundle ? bundle.output : [];
    expect(chunks).toHaveLength(1);
    expect(chunks[0]?.type === 'chunk' && chunks[0].code).toContain('roundgate-game');
  });

  it('may be imported where there is no page', { timeout: PROGRAM_MS }, async () => {
    const script =
      "const { RoundgateError } = await import('@roundgate/embed'); console.log(new RoundgateError('ended').code)";
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: folder });
    expect(stdout.trim()).toBe('ended');
  });
});
