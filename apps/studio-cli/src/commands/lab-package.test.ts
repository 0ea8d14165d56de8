import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildArgs, newFolder, newStudio, removeFolders, run, write } from '../fixtures.ts';
import { buildGame, newGame } from '../vite/test/game.ts';

const DEMO = resolve(import.meta.dirname, '../../../studio-rgs/models/night-market.96.json');

afterAll(removeFolders);

/** A build of the demo model, and the arguments that package it. */
async function newPackage(over: Readonly<Record<string, string>> = {}) {
  const root = newStudio();
  write(join(root, 'model.96.json'), readFileSync(DEMO));
  const built = await run(buildArgs(root));
  if (built.code !== 0) throw new Error(built.err);
  const options = {
    out: join(root, 'package'),
    changes: write(join(root, 'CHANGES.md'), '# 1.0.0\n\nThe first release.\n'),
    matrix: write(join(root, 'matrix.json'), '{"certificates":[]}'),
    battery: write(join(root, 'battery.json'), '{"tests":16,"failed":0}'),
    ...over,
  };
  const given = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  return { root, out: options.out, args: ['lab-package', join(root, 'out'), ...given] };
}

describe('roundgate lab-package', () => {
  it('holds rules, maths, RNG, schemas, matrix, builds, test script and changes, each under its digest', async () => {
    const { out, args } = await newPackage();
    const { code } = await run(args);
    expect(code).toBe(0);
    const contents = JSON.parse(readFileSync(join(out, 'contents.json'), 'utf8')) as {
      build_hash: string;
      files: { name: string; sha256: string; size: number }[];
    };
    expect(contents.files.map(({ name }) => name)).toEqual([
      ...['game-design.md', 'maths.md', 'model.json', 'model.schema.json', 'analysis.json'],
      ...['par-sheet.html', 'par-sheet.txt', 'rng-dossier.md', 'rng-external.json', 'rng-battery.json'],
      ...['log-schemas.json', 'market-matrix.json', 'build-list.json', 'interruption-and-recall.md'],
      'changes.md',
    ]);
    for (const { name, sha256, size } of contents.files) {
      const bytes = readFileSync(join(out, name));
      expect([name, createHash('sha256').update(bytes).digest('hex'), bytes.length]).toEqual([
        name,
        sha256,
        size,
      ]);
    }
    expect(readdirSync(out)).toHaveLength(contents.files.length + 1);
    expect(readFileSync(join(out, 'model.json'))).toEqual(readFileSync(DEMO));
  });

  it('says in the rules what the model says, and in the figures what the analysis says', async () => {
    const { out, args } = await newPackage();
    await run(args);
    const rules = readFileSync(join(out, 'game-design.md'), 'utf8');
    expect(rules).toContain('| KOI | 3: 45, 4: 150, 5: 1000 |');
    expect(rules).toContain('**W** is wild: it stands for every symbol but S, ENV.');
    expect(rules).toContain('5 reels, 3 rows, 10 lines');
    expect(JSON.parse(readFileSync(join(out, 'analysis.json'), 'utf8'))).toMatchObject({
      rtpExact: { total: '24/25' },
    });
    const schemas = JSON.parse(readFileSync(join(out, 'log-schemas.json'), 'utf8')) as object;
    expect(Object.keys(schemas)).toContain('chained_event');
    expect(JSON.parse(readFileSync(join(out, 'build-list.json'), 'utf8'))).toMatchObject({
      game_id: 'g-night-market',
      files: expect.arrayContaining([expect.objectContaining({ path: 'game.js', type: 'text/javascript' })]),
    });
  });

  it('is the same bytes for the same build, and is never written over another', async () => {
    const { root, out, args } = await newPackage();
    await run(args);
    const again = join(root, 'again');
    await run([...args.slice(0, 2), ...args.slice(2).map((value) => (value === out ? again : value))]);
    const contents = (folder: string) => readFileSync(join(folder, 'contents.json'), 'utf8');
    expect(contents(again)).toBe(contents(out));
    const { code, err } = await run(args);
    expect([code, err]).toEqual([1, expect.stringContaining('is not empty')]);
  });

  it('is refused for a build that was changed, and for a matrix that is no JSON', async () => {
    const changed = await newPackage();
    write(join(changed.root, 'out/files/game.js'), 'export const start = () => 2;\n');
    expect((await run(changed.args)).code).toBe(1);
    const broken = await newPackage();
    write(join(broken.root, 'matrix.json'), 'none');
    const { code, err } = await run(broken.args);
    expect([code, err]).toEqual([1, expect.stringContaining('matrix.json: is not JSON')]);
    expect((await run(['lab-package', 'out'])).code).toBe(2);
  });
});

describe('a build', () => {
  it('has the same build_hash when the same sources are bundled in two folders', async () => {
    const sources = {
      'src/main.ts': "import { words } from './words.ts';\ndocument.body.append(words);\n",
      'src/words.ts': "export const words = 'ready';\n",
    };
    const hashes: string[] = [];
    for (const name of ['one', 'another-and-longer-one']) {
      const root = newGame(sources);
      expect(await buildGame(root)).toBe('');
      write(join(root, 'model.96.json'), readFileSync(DEMO));
      const built = await run([...buildArgs(root, { out: join(newFolder(), name) }), '--json']);
      expect(built.code, built.err).toBe(0);
      hashes.push((JSON.parse(built.out) as { build_hash: string }).build_hash);
    }
    expect(hashes[0]).toMatch(/^sha256:/);
    expect(hashes[1]).toBe(hashes[0]);
  });
});
