import { createHash, generateKeyPairSync, type KeyObject, randomInt, sign } from 'node:crypto';
import {
  BUILD_PAYLOAD_TYPE,
  BuildManifest,
  canonicalJson,
  type PinnedKey,
  preAuthEncoding,
} from '@roundgate/contract';
import { describe, expect, it } from 'vitest';
import { verifyEnvelope } from './envelope.ts';
import { LoaderFault } from './fault.ts';
import { fetchBuild, fetchFile } from './files.ts';
import { parseManifest } from './manifest.ts';

const hash = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const studio = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
const rawKey = (key: KeyObject): string =>
  Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');
const pinned: PinnedKey[] = [{ studioId: 'st-harbour', keyid: 'k1', key: rawKey(studio.publicKey) }];

const CODE = Buffer.from('export {};');
const manifest = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  format: 'roundgate.build/1',
  studio_id: 'st-harbour',
  game_id: 'g-night-market',
  title: 'Night Market',
  version: '1.0.0',
  entry: 'game.js',
  seq: 1,
  files: {
    'game.js': { sha256: hash(CODE), size: CODE.length, type: 'text/javascript', role: 'entry' },
    'model.json': { sha256: hash('{}'), size: 2, type: 'application/json', role: 'model' },
  },
  maths: {
    model_path: 'model.json',
    model_hash: `sha256:${hash('{}')}`,
    rtp_profile: '96',
    rtp: '0.9600',
    mechanics_version: 'm/1',
  },
  stakes: { levels_minor: [100], default_minor: 100 },
  ...change,
});

function envelope(
  content: unknown,
  options: { key?: KeyObject; keyid?: string; type?: string } = {},
): { text: string; digest: string } {
  const payload = Buffer.from(canonicalJson(content));
  const signature = sign(
    null,
    preAuthEncoding(options.type ?? BUILD_PAYLOAD_TYPE, payload),
    options.key ?? studio.privateKey,
  );
  const signatures = [{ keyid: options.keyid ?? 'k1', sig: signature.toString('base64') }];
  const text = JSON.stringify({
    payloadType: options.type ?? BUILD_PAYLOAD_TYPE,
    payload: payload.toString('base64'),
    signatures,
  });
  return { text, digest: hash(payload) };
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof LoaderFault ? error.code : String(error)),
  );

describe('a signed manifest', () => {
  it('is accepted when a pinned key signed exactly these bytes', async () => {
    const { text, digest } = envelope(manifest());
    expect((await verifyEnvelope(text, digest, pinned)).game_id).toBe('g-night-market');
  });

  it.each([
    [
      'a stranger signed it under the right keyid',
      envelope(manifest(), { key: stranger.privateKey }),
      'signature_invalid',
    ],
    ['the keyid is not pinned', envelope(manifest(), { keyid: 'k2' }), 'signature_invalid'],
    [
      'it is signed as another type of document',
      envelope(manifest(), { type: 'application/vnd.roundgate.permit+json' }),
      'signature_invalid',
    ],
    [
      'it names another studio than its signer',
      envelope(manifest({ studio_id: 'st-other' })),
      'signature_invalid',
    ],
    [
      'it is not the build that was asked for',
      { ...envelope(manifest()), digest: '0'.repeat(64) },
      'build_mismatch',
    ],
    ['it is no JSON', { text: 'x', digest: '0'.repeat(64) }, 'signature_invalid'],
    [
      'it is over the size limit',
      { text: `${' '.repeat(100 * 1024)}{}`, digest: '0'.repeat(64) },
      'signature_invalid',
    ],
  ])('is refused when %s', async (_, { text, digest }, code) => {
    expect(await codeOf(verifyEnvelope(text, digest, pinned))).toBe(code);
  });

  it('is refused with no keys pinned at all', async () => {
    const { text, digest } = envelope(manifest());
    expect(await codeOf(verifyEnvelope(text, digest, []))).toBe('signature_invalid');
  });

  it('is refused after any single bit of the envelope is flipped', async () => {
    const { text, digest } = envelope(manifest());
    const seed = randomInt(1_000_000);
    let mix = seed;
    const next = (bound: number): number => {
      mix = (mix * 1_103_515_245 + 12_345) % 2_147_483_648;
      return mix % bound;
    };
    for (let flip = 0; flip < 400; flip += 1) {
      const bytes = Buffer.from(text);
      const at = next(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << next(7));
      const changed = bytes.toString();
      const outcome = await codeOf(verifyEnvelope(changed, digest, pinned));
      // A flip in unsigned framing may leave the signed content whole; then it is the very same manifest.
      if (outcome === 'accepted')
        expect(await verifyEnvelope(changed, digest, pinned), `seed ${seed}, flip ${flip}`).toEqual(
          manifest(),
        );
    }
  });
});

describe('the manifest rules', () => {
  const cases: [string, Record<string, unknown>][] = [
    ['unknown field', { extra: 1 }],
    ['missing title', { title: undefined }],
    [
      'path that climbs',
      {
        files: {
          ...(manifest().files as object),
          '../x.js': { sha256: hash('a'), size: 1, type: 'text/javascript', role: 'asset' },
        },
      },
    ],
    [
      'upper-case path',
      {
        files: {
          ...(manifest().files as object),
          'A.js': { sha256: hash('a'), size: 1, type: 'text/javascript', role: 'asset' },
        },
      },
    ],
    [
      'file without size',
      { files: { 'game.js': { sha256: hash(CODE), type: 'text/javascript', role: 'entry' } } },
    ],
    [
      'html file',
      {
        files: {
          ...(manifest().files as object),
          'a.html': { sha256: hash('a'), size: 1, type: 'text/html', role: 'asset' },
        },
      },
    ],
    [
      'weak digest',
      {
        files: {
          ...(manifest().files as object),
          'a.png': { sha256: 'abc', size: 1, type: 'image/png', role: 'asset' },
        },
      },
    ],
    ['entry that is not there', { entry: 'other.js' }],
    ['entry named like a property', { entry: 'constructor.js' }],
    [
      'model with another digest',
      { maths: { ...(manifest().maths as object), model_hash: `sha256:${hash('other')}` } },
    ],
    ['default stake that is no level', { stakes: { levels_minor: [100], default_minor: 50 } }],
    ['fractional stake', { stakes: { levels_minor: [0.5], default_minor: 0.5 } }],
    ['seq zero', { seq: 0 }],
    ['wrong format', { format: 'roundgate.build/2' }],
  ];
  it.each(cases)('refuse a %s, as the contract does', (_, change) => {
    const value = manifest(change);
    expect(BuildManifest.safeParse(value).success).toBe(false);
    expect(() => parseManifest(new TextEncoder().encode(JSON.stringify(value)))).toThrow(LoaderFault);
  });

  it('accept what the contract accepts', () => {
    expect(BuildManifest.safeParse(manifest()).success).toBe(true);
    expect(parseManifest(new TextEncoder().encode(JSON.stringify(manifest()))).seq).toBe(1);
  });
});

describe('a file', () => {
  const file = { sha256: hash(CODE), size: CODE.length, type: 'text/javascript', role: 'entry' } as const;
  const answer = (body: Uint8Array<ArrayBuffer> | string, status = 200) =>
    (async () => new Response(status === 304 ? null : body, { status })) as typeof fetch;
  const flipped = Uint8Array.from(CODE);
  flipped[0] = (flipped[0] ?? 0) ^ 1;

  it('is handed out when size and digest agree, with the type of the manifest', async () => {
    const { blob } = await fetchFile('https://edge', 'game.js', file, answer(Uint8Array.from(CODE)));
    expect([blob.type, blob.size]).toEqual(['text/javascript', CODE.length]);
  });

  it.each([
    ['one flipped bit', answer(flipped), 'digest_mismatch'],
    ['one byte too few', answer(Uint8Array.from(CODE.subarray(1))), 'size_mismatch'],
    ['one byte too many', answer(`${CODE.toString()} `), 'size_mismatch'],
    ['nothing', answer(''), 'size_mismatch'],
    ['a part (206)', answer(Uint8Array.from(CODE), 206), 'download_failed'],
    ['not modified (304)', answer('', 304), 'download_failed'],
    ['an error page', answer('<html>', 404), 'download_failed'],
    [
      'a lost connection',
      (async () => Promise.reject(new TypeError('lost'))) as typeof fetch,
      'download_failed',
    ],
  ])('is refused with %s', async (_, fetcher, code) => {
    expect(await codeOf(fetchFile('https://edge', 'game.js', file, fetcher))).toBe(code);
  });

  it('that is endless is cut off at its size', async () => {
    let sent = 0;
    const endless = () =>
      new ReadableStream<Uint8Array<ArrayBuffer>>({
        pull(controller) {
          sent += 1;
          controller.enqueue(new Uint8Array(8));
        },
      });
    const fetcher = (async () => new Response(endless())) as typeof fetch;
    expect(await codeOf(fetchFile('https://edge', 'game.js', file, fetcher))).toBe('size_mismatch');
    expect(sent).toBeLessThan(10);
  });

  it('that was damaged in the cache is asked for once more past it', async () => {
    const asked: (RequestCache | undefined)[] = [];
    const fetcher = (async (_: string, init: RequestInit) => {
      asked.push(init.cache);
      return new Response(init.cache === 'reload' ? Uint8Array.from(CODE) : flipped);
    }) as typeof fetch;
    expect((await fetchFile('https://edge', 'game.js', file, fetcher)).path).toBe('game.js');
    expect(asked).toEqual(['default', 'reload']);
  });

  it('that fails keeps the whole build back', async () => {
    const files = {
      'game.js': file,
      'model.json': { sha256: hash('{}'), size: 2, type: 'application/json', role: 'model' } as const,
    };
    const fetcher = (async (url: string) =>
      new Response(url.endsWith(file.sha256) ? Uint8Array.from(CODE) : '[]')) as typeof fetch;
    expect(await codeOf(fetchBuild('https://edge', files, () => {}, fetcher))).toBe('digest_mismatch');
  });
});
