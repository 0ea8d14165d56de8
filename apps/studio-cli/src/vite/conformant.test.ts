import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildArgs, PNG, removeFolders, run, write } from '../fixtures.ts';
import { CLAUSES } from './clauses.ts';
import { buildGame, newGame } from './test/game.ts';

afterAll(removeFolders);

const GAME_FILES = {
  'src/main.ts': `
    import css from './game.css?inline';
    import star from './star.png';
    import { words } from './words.ts';
    // The address https://example.com in a comment, or eval( in one, means nothing.
    declare const __GAME_VERSION__: string;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
    const image = new Image();
    image.src = star;
    const start = async (host: { assetUrl(path: string): string }): Promise<Worker | null> => {
      const model: unknown = await (await fetch(host.assetUrl('model.json'))).json();
      const { late } = await import('./late.ts');
      document.body.append(image, words.title, late, JSON.stringify(model), __GAME_VERSION__);
      return null;
    };
    Object.assign(globalThis, { start });`,
  'src/late.ts': "export const late = 'late';",
  'src/words.ts': `
    const SVG = 'http://www.w3.org/2000/svg';
    const eval_ = 'eval';
    const hasStorage = typeof localStorage !== 'undefined';
    class Box { parent: Box | null = null; open(top: number) { return top + (this.parent?.open(top) ?? 0); } }
    const parent = new Box();
    parent.open(1);
    const fetch = (text: string) => text;
    fetch('/not-the-network');
    document.createElementNS(SVG, 'path').setAttribute('style-name', eval_);
    export const words = { title: \`See https://example.com for help \${hasStorage}\`, alert: () => 1 };
    words.alert();`,
  'src/game.css': 'b { background: url(./star.png) } /* url(https://example.com/x.png) */',
  'src/star.png': PNG,
  'public/img/moon.png': PNG,
};

describe('a conformant game', () => {
  it('is built as one module beside its files, without an alarm', async () => {
    const root = newGame(GAME_FILES);
    expect(await buildGame(root)).toBe('');
    const files = readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true });
    const names = files.filter((file) => file.isFile()).map(({ name }) => name);
    expect(names.sort()).toEqual(['game.js', 'moon.png']);
    const code = readFileSync(join(root, 'dist/game.js'), 'utf8');
    expect(code).not.toMatch(/\bimport\b/);
    expect(code).toContain('1.0.0');
  });

  it('has the same build_hash in another folder, built from another place', async () => {
    const hashes = [];
    const deep = join(newGame(), 'a/b/c');
    mkdirSync(deep, { recursive: true });
    const home = process.cwd();
    for (const from of [home, deep]) {
      const root = newGame(GAME_FILES);
      write(join(root, 'model.96.json'), '{"game_id":"g-night-market","rtp_profile":"96"}');
      process.chdir(from);
      try {
        expect(await buildGame(root)).toBe('');
      } finally {
        process.chdir(home);
      }
      const { code, out, err } = await run([...buildArgs(root), '--json']);
      expect([code, err]).toEqual([0, '']);
      hashes.push((JSON.parse(out) as { build_hash: string }).build_hash);
    }
    expect(hashes[0]).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(hashes[1]).toBe(hashes[0]);
  });

  it('leaves out what a library would load on demand, when it is told to', async () => {
    const files = {
      'src/main.ts': "import { draw } from 'picture';\ndraw();",
      'node_modules/picture/package.json': '{"name":"picture","type":"module","exports":"./index.js"}',
      'node_modules/picture/index.js': "export const draw = () => import('./heavy.js');",
      'node_modules/picture/heavy.js': "export const heavy = 'a heavy renderer';",
    };
    const codeOf = async (withoutOnDemand: string[]) => {
      const root = newGame(files);
      expect(await buildGame(root, { withoutOnDemand })).toBe('');
      return readFileSync(join(root, 'dist/game.js'), 'utf8');
    };
    expect(await codeOf([])).toContain('a heavy renderer');
    expect(await codeOf(['picture'])).not.toContain('a heavy renderer');
  });
});

it('every clause stands in the page that the faults refer to', () => {
  const page = readFileSync(new URL('../../docs/game-frame.md', import.meta.url), 'utf8');
  for (const [clause, reason] of Object.entries(CLAUSES)) expect(page).toContain(`| ${clause} | ${reason}`);
});
