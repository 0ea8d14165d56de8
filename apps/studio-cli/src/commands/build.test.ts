import { cpSync, existsSync, readFileSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { BuildManifest, canonicalJson } from '@roundgate/contract';
import { afterEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '../build/walk.ts';
import { buildArgs, newFolder, newStudio, removeFolders, run, write } from '../fixtures.ts';

afterEach(removeFolders);

const hashOf = async (root: string, over = {}) => {
  const { code, out, err } = await run([...buildArgs(root, over), '--json']);
  expect(err).toBe('');
  expect(code).toBe(0);
  return (JSON.parse(out) as { build_hash: string }).build_hash;
};

/** A book of 100 rounds that return 0.96 of their stakes, for the model of `newStudio`. */
function writeBook(root: string, over: object = {}): { path: string } {
  const round = (winMinor: number) => ({
    win_minor: winMinor,
    features: [],
    events: [{ type: 'round_ended', win_minor: winMinor }],
  });
  const book = {
    format: 'roundgate.demo-rounds/1',
    game_id: 'g-night-market',
    rtp_profile: '96',
    model_hash: `sha256:${sha256Hex(readFileSync(join(root, 'model.96.json')))}`,
    mechanics_version: 'slot-engine/1',
    seed: 'demo/1',
    unit_stake_minor: 10,
    rounds: Array.from({ length: 100 }, (_, index) => round(index < 24 ? 40 : 0)),
    ...over,
  };
  return { path: write(join(root, 'book.json'), JSON.stringify(book)) };
}

describe('roundgate build', () => {
  it('writes a manifest of the contract whose digest is the build_hash', async () => {
    const root = newStudio();
    const hash = await hashOf(root);
    const payload = readFileSync(join(root, 'out/manifest.json'));
    const manifest = BuildManifest.parse(JSON.parse(payload.toString()));
    expect(`sha256:${sha256Hex(payload)}`).toBe(hash);
    expect(payload.toString()).toBe(canonicalJson(manifest));
    expect(Object.entries(manifest.files).map(([path, { role, type }]) => [path, role, type])).toEqual([
      ['game.js', 'entry', 'text/javascript'],
      ['img/moon.png', 'asset', 'image/png'],
      ['img/star.png', 'asset', 'image/png'],
      ['model.json', 'model', 'application/json'],
    ]);
    expect(readFileSync(join(root, 'out/files/model.json'))).toEqual(
      readFileSync(join(root, 'model.96.json')),
    );
  });

  it('gives the same build_hash for the same input in another folder at another time', async () => {
    const root = newStudio();
    const copy = newFolder();
    cpSync(root, copy, { recursive: true });
    for (const file of ['dist/game.js', 'dist/img', 'game.json'])
      utimesSync(join(copy, file), new Date(0), new Date(0));
    expect(await hashOf(copy, { out: join(copy, 'elsewhere') })).toBe(await hashOf(root));
  });

  it('gives another build_hash for one other byte, seq or profile', async () => {
    const root = newStudio();
    const hashes = [
      await hashOf(root),
      await hashOf(root, { seq: '2' }),
      await hashOf(root, { rtp: '0.9601' }),
    ];
    write(join(root, 'dist/game.js'), 'export const start = () => 2;\n');
    hashes.push(await hashOf(root));
    expect(new Set(hashes).size).toBe(4);
  });

  it('replaces an earlier build and drops its signature', async () => {
    const root = newStudio({ 'old.json': '{}' });
    await hashOf(root);
    write(join(root, 'out/envelope.json'), '{}');
    const again = newStudio();
    await hashOf(again, { out: join(root, 'out') });
    expect(existsSync(join(root, 'out/envelope.json'))).toBe(false);
    expect(existsSync(join(root, 'out/files/old.json'))).toBe(false);
  });

  it.each([
    ['index.html', '<!doctype html>', 'a game brings no HTML'],
    ['a.svg', '<svg/>', 'SVG can hold scripts'],
    ['a.wasm', '\0asm', 'does not run WebAssembly'],
    ['game.js.map', '{}', 'source maps are not published'],
    ['font.ttf', 'x', 'only woff2 fonts are taken'],
    ['LICENSE', 'x', 'has no extension'],
    ['Img/Star.png', '\x89PNG\r\n\x1a\n', 'must be a plain lower-case path'],
    ['a b.json', '{}', 'must be a plain lower-case path'],
    ['fake.png', 'GIF89a', 'its bytes are not image/png'],
    ['fake.json', '{', 'its bytes are not application/json'],
    ['fake.webp', 'RIFF1234WAVE', 'its bytes are not image/webp'],
    ['page.js', ' <!doctype html>', 'its bytes are not text/javascript'],
    ['mapped.js', 'x;\n//# sourceMappingURL=data:x', 'names a source map'],
    ['second.js', 'export {}', 'is a second script beside the entry'],
    ['empty.json', '', 'is empty'],
    ['big.json', Buffer.alloc(8 * 1024 * 1024 + 1, 32), 'at most 8388608 are allowed'],
  ])('refuses %s', async (path, content, what) => {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
    const root = newStudio({ [path]: bytes });
    const { code, err } = await run(buildArgs(root));
    expect(code).toBe(1);
    expect(err).toContain(what);
    expect(err).toMatch(/✗ .*\n {2}→ .+/);
    expect(existsSync(join(root, 'out'))).toBe(false);
  });

  it('refuses symbolic links to files and to folders', async () => {
    const root = newStudio();
    symlinkSync('game.js', join(root, 'dist/link.js'));
    symlinkSync('/', join(root, 'dist/all'));
    const { code, err } = await run(buildArgs(root));
    expect(code).toBe(1);
    expect(err.match(/is a symbolic link/g)).toHaveLength(2);
  });

  it('names every fault at once', async () => {
    const { err } = await run(buildArgs(newStudio({ 'a.svg': 'x', 'b.html': 'x', 'c.gif': 'x' })));
    expect(err.match(/✗/g)).toHaveLength(3);
  });

  it('refuses a wrong game.json and names the field', async () => {
    const stakes = await run(buildArgs(newStudio({}, { stakes: { levels_minor: [20], default_minor: 50 } })));
    expect(stakes.err).toContain('stakes.default_minor: must be one of the levels');
    const unknown = await run(buildArgs(newStudio({}, { autor: 'x' })));
    expect(unknown.err).toContain('game.json, autor: is not a known field');
    const entry = await run(buildArgs(newStudio({}, { entry: 'main.js' })));
    expect(entry.err).toContain('the entry is not among the files');
  });

  it('refuses a model of another game or profile, and a strange model.json', async () => {
    const root = newStudio();
    const { err } = await run(buildArgs(root, { 'rtp-profile': '94' }));
    expect(err).toContain('rtp_profile: is "96", the build is for "94"');
    const strange = await run(buildArgs(newStudio({ 'model.json': '{}' })));
    expect(strange.err).toContain('model.json: is not what was given');
  });

  it('takes in a demo book of this very game, profile, model, engine and return', async () => {
    const root = newStudio();
    const { path } = writeBook(root);
    await hashOf(root, { 'demo-rounds': path });
    const { files } = JSON.parse(readFileSync(join(root, 'out/manifest.json'), 'utf8')) as BuildManifest;
    expect(files['demo-rounds.json']).toMatchObject({ role: 'demo', type: 'application/json' });
    expect(readFileSync(join(root, 'out/files/demo-rounds.json'))).toEqual(readFileSync(path));
  });

  it.each([
    [{ game_id: 'g-other' }, 'game_id: is "g-other", the build is for "g-night-market"'],
    [{ rtp_profile: '94' }, 'rtp_profile: is "94", the build is for "96"'],
    [{ model_hash: `sha256:${'0'.repeat(64)}` }, 'model_hash: is "sha256:000'],
    [{ mechanics_version: 'slot-engine/9' }, 'mechanics_version: is "slot-engine/9"'],
    [{ unit_stake_minor: 9 }, 'rounds: return 1.0667 of their stakes, the build is certified for 0.9600'],
    [{ rounds: [] }, 'rounds'],
  ])('refuses a demo book with %j', async (over, what) => {
    const root = newStudio();
    const { code, err } = await run(buildArgs(root, { 'demo-rounds': writeBook(root, over).path }));
    expect(code).toBe(1);
    expect(err).toContain(what);
  });

  it('refuses a demo book that lies in the folder unchecked', async () => {
    const root = newStudio({ 'demo-rounds.json': '{}' });
    expect((await run(buildArgs(root))).err).toContain('demo-rounds.json: is not what was given');
  });

  it('never writes into its input or over other things', async () => {
    const root = newStudio();
    const inside = await run(buildArgs(root, { out: join(root, 'dist/out') }));
    expect(inside.err).toContain('overlaps with the input folder');
    const around = await run(buildArgs(root, { out: root }));
    expect(around.err).toContain('overlaps with the input folder');
    const taken = newFolder();
    write(join(taken, 'thesis.txt'), 'x');
    const over = await run(buildArgs(root, { out: taken }));
    expect([over.code, over.err.includes('holds other things: thesis.txt')]).toEqual([1, true]);
  });

  it('names the odds of the top award in the manifest only where they were given', async () => {
    const root = newStudio();
    const oddsOf = async (over: Readonly<Record<string, string>>) => {
      await run(buildArgs(root, over));
      return JSON.parse(readFileSync(join(root, 'out/manifest.json'), 'utf8')).maths.top_win_odds;
    };
    expect([await oddsOf({}), await oddsOf({ 'top-win-odds': '303750' })]).toEqual([undefined, 303_750]);
  });

  it.each([
    [{ seq: '0' }, '--seq'],
    [{ seq: '1.5' }, '--seq'],
    [{ rtp: '96' }, '--rtp'],
    [{ 'rtp-profile': 'high' }, '--rtp-profile'],
    [{ 'top-win-odds': '0' }, '--top-win-odds'],
    [{ 'top-win-odds': '1/303750' }, '--top-win-odds'],
  ])('exits 2 for the option %j', async (over, where) => {
    const { code, err } = await run(buildArgs(newStudio(), over));
    expect([code, err.startsWith(`✗ ${where}:`)]).toEqual([2, true]);
  });

  it('refuses more files than the contract allows', async () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f${index}.json`, '{}']));
    expect((await run(buildArgs(newStudio(many)))).err).toContain('at most 500 are allowed');
  });
});
