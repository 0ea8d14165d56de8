import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Terminal } from './cli/terminal.ts';
import { main } from './main.ts';

/** A secret for tests, made of nothing. */
export const TEST_SECRET = 'not-a-secret-but-long-enough-for-tests';
export const TEST_KEY_ID = 'key-1';
export const NOW_MS = Date.UTC(2026, 0, 31, 12);

/** What a command printed and how it ended. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly sleepsMs: readonly number[];
}

let nonces = 0;
/** Runs a command line against a terminal without a clock of its own. */
export async function run(args: readonly string[], over: Partial<Terminal> = {}): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  const sleepsMs: number[] = [];
  const terminal: Terminal = {
    out: (line) => void out.push(line),
    err: (text) => void err.push(text),
    write: async () => true,
    live: false,
    env: { RG_SECRET: TEST_SECRET },
    nowMs: () => NOW_MS,
    sleep: async (ms) => void sleepsMs.push(ms),
    random: () => 0.5,
    makeNonce: () => {
      nonces += 1;
      return `nonce-${String(nonces).padStart(16, '0')}`;
    },
    onInterrupt: () => () => undefined,
    ...over,
  };
  const code = await main(args, terminal);
  return { code, out: out.join('\n'), err: err.join(''), sleepsMs };
}

const folders: string[] = [];
/** A new folder, removed by {@link removeFolders}. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'roundgate-cli-'));
  folders.push(folder);
  return folder;
}
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
}

export function write(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

export const PNG = Buffer.from('\x89PNG\r\n\x1a\n0123456789', 'latin1');
export const GAME = {
  studio_id: 'st-harbour',
  game_id: 'g-night-market',
  title: 'Night Market',
  version: '1.0.0',
  entry: 'game.js',
  stakes: { levels_minor: [20, 100], default_minor: 100 },
};

/** A studio's folder: `dist/`, `game.json`, `model.96.json`. Extra files go under `dist/`. */
export function newStudio(
  extra: Readonly<Record<string, string | Uint8Array>> = {},
  game: object = {},
): string {
  const root = newFolder();
  write(join(root, 'game.json'), JSON.stringify({ ...GAME, ...game }));
  write(join(root, 'model.96.json'), '{"game_id":"g-night-market","rtp_profile":"96","rows":3}');
  const files = {
    'game.js': 'export const start = () => 1;\n',
    'img/star.png': PNG,
    'img/moon.png': PNG,
    ...extra,
  };
  for (const [path, content] of Object.entries(files)) write(join(root, 'dist', path), content);
  return root;
}

/** The arguments of `roundgate build` for a studio's folder; later ones win. */
export const buildArgs = (root: string, over: Readonly<Record<string, string>> = {}): string[] => {
  const options = {
    game: join(root, 'game.json'),
    model: join(root, 'model.96.json'),
    'rtp-profile': '96',
    rtp: '0.9600',
    mechanics: 'slot-engine/1',
    seq: '1',
    out: join(root, 'out'),
    ...over,
  };
  return [
    'build',
    join(root, 'dist'),
    ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
  ];
};

/** A studio with a key and a signed build. */
export async function newSignedBuild(extra: Readonly<Record<string, string | Uint8Array>> = {}) {
  const root = newStudio(extra);
  const out = join(root, 'out');
  const key = join(root, 'keys', 'st-harbour.private.pem');
  const pinned = join(root, 'keys', 'st-harbour.public.json');
  await run(['keygen', '--studio', 'st-harbour', '--out', join(root, 'keys')]);
  const built = await run([...buildArgs(root), '--json']);
  const signed = await run(['sign', out, '--key', key]);
  if (built.code !== 0 || signed.code !== 0) throw new Error(`${built.err}${signed.err}`);
  const { build_hash: buildHash } = JSON.parse(built.out) as { build_hash: string };
  return { root, out, key, pinned, buildHash };
}
