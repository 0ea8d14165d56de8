import { chmodSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  buildArgs,
  newFolder,
  newSignedBuild,
  newStudio,
  PNG,
  removeFolders,
  run,
  write,
} from '../fixtures.ts';

afterEach(removeFolders);

describe('roundgate keygen', () => {
  it('writes a private key for its owner only and the public half as it is pinned', async () => {
    const out = join(newFolder(), 'keys');
    const { code } = await run(['keygen', '--studio', 'st-harbour', '--out', out]);
    expect(code).toBe(0);
    expect(statSync(join(out, 'st-harbour.private.pem')).mode & 0o777).toBe(0o600);
    const pinned = JSON.parse(readFileSync(join(out, 'st-harbour.public.json'), 'utf8'));
    expect(pinned).toEqual({
      studioId: 'st-harbour',
      keyid: expect.stringMatching(/^[0-9a-f]{16}$/),
      key: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
    });
  });

  it('never overwrites a key', async () => {
    const args = ['keygen', '--studio', 'st-harbour', '--out', newFolder()];
    await run(args);
    const again = await run(args);
    expect([again.code, again.err.includes('a key is never overwritten')]).toEqual([1, true]);
  });

  it('refuses a wrong studio id', async () => {
    expect((await run(['keygen', '--studio', 'harbour', '--out', newFolder()])).code).toBe(2);
  });
});

describe('roundgate sign', () => {
  it('gives the same envelope each time', async () => {
    const { out, key } = await newSignedBuild();
    const first = readFileSync(join(out, 'envelope.json'), 'utf8');
    await run(['sign', out, '--key', key]);
    expect(readFileSync(join(out, 'envelope.json'), 'utf8')).toBe(first);
  });

  it('refuses a key that others can read, and one that is none', async () => {
    const { out, key } = await newSignedBuild();
    chmodSync(key, 0o640);
    expect((await run(['sign', out, '--key', key])).err).toContain('can be read by other users');
    const text = write(join(newFolder(), 'x.pem'), 'hello');
    chmodSync(text, 0o600);
    expect((await run(['sign', out, '--key', text])).err).toContain('is not a private key');
  });

  it('refuses a build that was changed after it was built', async () => {
    const { out, key } = await newSignedBuild();
    write(join(out, 'files/game.js'), 'evil();');
    expect((await run(['sign', out, '--key', key])).code).toBe(1);
  });
});

type Tamper = (build: Awaited<ReturnType<typeof newSignedBuild>>) => void;
const edit = (path: string, change: (text: string) => string) =>
  write(path, change(readFileSync(path, 'utf8')));
const TAMPERS: [string, Tamper, string][] = [
  [
    'one byte of code',
    ({ out }) => edit(join(out, 'files/game.js'), (text) => text.replace('1', '2')),
    'has the digest',
  ],
  [
    'a shorter image',
    ({ out }) => write(join(out, 'files/img/star.png'), PNG.subarray(0, 9)),
    'in the manifest 18',
  ],
  ['a missing file', ({ out }) => rmSync(join(out, 'files/img/star.png')), 'is missing'],
  ['an extra file', ({ out }) => write(join(out, 'files/extra.json'), '{}'), 'is not in the manifest'],
  [
    'another model',
    ({ out }) => edit(join(out, 'files/model.json'), (text) => text.replace('3', '4')),
    'has the digest',
  ],
  [
    'another rtp',
    ({ out }) => edit(join(out, 'manifest.json'), (text) => text.replace('0.9600', '0.9601')),
    'another manifest',
  ],
  [
    'a space in the manifest',
    ({ out }) => edit(join(out, 'manifest.json'), (text) => `${text} `),
    'not in canonical form',
  ],
  [
    'a key twice',
    ({ out }) => edit(join(out, 'manifest.json'), (text) => text.replace('"seq":1', '"seq":9,"seq":1')),
    'not in canonical form',
  ],
  [
    'a flipped signature',
    ({ out }) => edit(join(out, 'envelope.json'), flipSignature),
    'the signature does not hold',
  ],
  [
    'another payload type',
    ({ out }) =>
      edit(join(out, 'envelope.json'), (text) => text.replace('vnd.roundgate.build', 'vnd.roundgate.permit')),
    'has the payload type',
  ],
  ['no envelope', ({ out }) => rmSync(join(out, 'envelope.json')), 'sign the build first'],
];

function flipSignature(text: string): string {
  const envelope = JSON.parse(text);
  const bytes = Buffer.from(envelope.signatures[0].sig, 'base64');
  bytes[10] = (bytes[10] ?? 0) ^ 1;
  envelope.signatures[0].sig = bytes.toString('base64');
  return JSON.stringify(envelope);
}

describe('roundgate verify', () => {
  it('accepts a signed build and names it', async () => {
    const { out, pinned, buildHash } = await newSignedBuild();
    const { code, out: text } = await run(['verify', out, '--pinned', pinned]);
    expect([code, text.includes(buildHash)]).toEqual([0, true]);
  });

  it('accepts a list of pinned keys', async () => {
    const { root, out, pinned } = await newSignedBuild();
    const other = newFolder();
    await run(['keygen', '--studio', 'st-other', '--out', other]);
    const keys = [join(other, 'st-other.public.json'), pinned].map((path) =>
      JSON.parse(readFileSync(path, 'utf8')),
    );
    const list = write(join(root, 'list.json'), JSON.stringify(keys));
    expect((await run(['verify', out, '--pinned', list])).code).toBe(0);
  });

  it.each(TAMPERS)('catches %s', async (_name, tamper, what) => {
    const build = await newSignedBuild();
    tamper(build);
    const { code, err } = await run(['verify', build.out, '--pinned', build.pinned]);
    expect(err).toContain(what);
    expect(code).toBe(1);
  });

  it('catches the signature of another build', async () => {
    const { out, pinned, key, root } = await newSignedBuild();
    const other = newStudio();
    await run(buildArgs(other, { seq: '2' }));
    await run(['sign', join(other, 'out'), '--key', key]);
    write(join(out, 'envelope.json'), readFileSync(join(other, 'out/envelope.json')));
    expect(root).not.toBe(other);
    expect((await run(['verify', out, '--pinned', pinned])).err).toContain(
      'the signature of another manifest',
    );
  });

  it('refuses a key that is not pinned, a wrong keyid, and the key of another studio', async () => {
    const { root, out, pinned } = await newSignedBuild();
    const stranger = newFolder();
    await run(['keygen', '--studio', 'st-harbour', '--out', stranger]);
    const unknown = await run(['verify', out, '--pinned', join(stranger, 'st-harbour.public.json')]);
    expect(unknown.err).toContain('which is not pinned');
    const own = JSON.parse(readFileSync(pinned, 'utf8'));
    const renamed = write(join(root, 'a.json'), JSON.stringify({ ...own, studioId: 'st-other' }));
    expect((await run(['verify', out, '--pinned', renamed])).err).toContain('is signed by st-other');
    const borrowed = JSON.parse(readFileSync(join(stranger, 'st-harbour.public.json'), 'utf8'));
    const mixed = write(join(root, 'b.json'), JSON.stringify({ ...borrowed, keyid: own.keyid }));
    expect((await run(['verify', out, '--pinned', mixed])).err).toContain('the keyid of this key is');
  });
});
