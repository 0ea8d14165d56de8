import { describe, expect, it } from 'vitest';
import paeVectors from '../vectors/dsse-pae.json' with { type: 'json' };
import { BuildManifest, Certificate, FilePath } from './builds.ts';
import { OPERATIONS } from './operations/index.ts';
import { fieldProblems } from './problems.ts';
import { preAuthEncoding } from './trust/envelope.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

describe('preAuthEncoding', () => {
  it.each(paeVectors)('agrees with the vector of $name', ({ payload_type, payload_hex, pae_hex }) => {
    expect(Buffer.from(preAuthEncoding(payload_type, bytes(payload_hex))).toString('hex')).toBe(pae_hex);
  });

  it('gives no two pairs the same bytes', () => {
    const one = preAuthEncoding('a', bytes('31'));
    const other = preAuthEncoding('a 1', bytes(''));
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);
  });
});

describe('FilePath', () => {
  it.each(['game.js', 'img/star.webp', 'a/b/c/d-1_2.json', '1.png'])('accepts %s', (path) => {
    expect(FilePath.safeParse(path).success).toBe(true);
  });

  it.each([
    '../game.js',
    './game.js',
    '/game.js',
    'a//b.js',
    'a/../b.js',
    'a/.hidden.js',
    '.env',
    'Game.js',
    'a b.js',
    'a%2e.js',
    'a\\b.js',
    'a.b.js',
    'a.d/b.js',
    'a',
    'a.',
    'a/',
    'a.js?x',
    'a.js#x',
    'é.js',
    'a.js\n',
    `${'a'.repeat(120)}.js`,
  ])('refuses %j', (path) => {
    expect(FilePath.safeParse(path).success).toBe(false);
  });
});

const digest = '3f'.repeat(32);
const MANIFEST = {
  format: 'roundgate.build/1',
  studio_id: 'st-harbour',
  game_id: 'g-night-market',
  title: 'Night Market',
  version: '1.0.0',
  seq: 1,
  entry: 'game.js',
  files: {
    'game.js': { sha256: 'aa'.repeat(32), size: 10, type: 'text/javascript', role: 'entry' },
    'model.json': { sha256: digest, size: 10, type: 'application/json', role: 'model' },
  },
  maths: {
    model_path: 'model.json',
    model_hash: `sha256:${digest}`,
    rtp_profile: '96',
    rtp: '0.9600',
    mechanics_version: 'slot-engine/1',
  },
  stakes: { levels_minor: [20, 100], default_minor: 100 },
};
const DEMO = { sha256: 'bb'.repeat(32), size: 10, type: 'application/json', role: 'demo' };
const refusedFields = (over: object): string[] => {
  const parsed = BuildManifest.safeParse({ ...MANIFEST, ...over });
  return parsed.success ? [] : fieldProblems(parsed.error).map(({ field }) => field);
};

describe('BuildManifest', () => {
  it('accepts a whole manifest', () => {
    expect(refusedFields({})).toEqual([]);
    expect(refusedFields({ files: { ...MANIFEST.files, 'demo-rounds.json': DEMO } })).toEqual([]);
  });

  it.each([
    [{ entry: 'other.js' }, 'entry'],
    [{ entry: 'model.json' }, 'entry'],
    [{ maths: { ...MANIFEST.maths, model_path: 'game.js' } }, 'maths.model_hash'],
    [{ maths: { ...MANIFEST.maths, model_hash: `sha256:${'00'.repeat(32)}` } }, 'maths.model_hash'],
    [{ maths: { ...MANIFEST.maths, rtp: '96%' } }, 'maths.rtp'],
    [{ stakes: { levels_minor: [20], default_minor: 100 } }, 'stakes.default_minor'],
    [{ seq: 0 }, 'seq'],
    [{ version: '1.0' }, 'version'],
    [{ format: 'roundgate.build/2' }, 'format'],
    [{ files: { ...MANIFEST.files, '../x.json': MANIFEST.files['model.json'] } }, 'files.../x.json'],
    [
      { files: { ...MANIFEST.files, 'x.html': { ...MANIFEST.files['model.json'], type: 'text/html' } } },
      'files.x.html.type',
    ],
    [{ expires: 'never' }, 'expires'],
    [{ files: { ...MANIFEST.files, 'a.json': DEMO, 'b.json': DEMO } }, 'files'],
    [{ files: { ...MANIFEST.files, 'a.png': { ...DEMO, type: 'image/png' } } }, 'files.a.png.type'],
  ])('refuses %j and names the field', (over, field) => {
    expect(refusedFields(over)).toContain(field);
  });
});

describe('Certificate', () => {
  it('ends after it begins', () => {
    const row = OPERATIONS.proposeCertificate.examples.request;
    expect(Certificate.safeParse(row).success).toBe(true);
    const { error } = Certificate.safeParse({ ...row, valid_to: row?.valid_from });
    expect(error && fieldProblems(error)).toEqual([
      { field: 'valid_to', message: 'must be after valid_from' },
    ]);
  });
});
