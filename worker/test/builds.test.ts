import { applyD1Migrations } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../src/sha256.ts';
import { signed } from './client.ts';
import { CODE, envelope, MODEL, manifest, publish, upload } from './studio.ts';
import { installRoot } from './trust-kit.ts';

beforeAll(async () => {
  await applyD1Migrations(env.MATRIX, JSON.parse(env.TEST_MIGRATIONS));
  await installRoot();
});

describe('publishing', () => {
  it('refuses a file that is not what its name says, and a build whose files are not there', async () => {
    expect((await upload(sha256Hex('other'), CODE)).code).toBe('DIGEST_MISMATCH');
    const answer = await publish(
      manifest({
        seq: 99,
        files: {
          ...manifest().files,
          'img/a.png': { sha256: 'ee'.repeat(32), size: 5, type: 'image/png', role: 'asset' },
        },
      }),
    );
    expect([answer.status, answer.body.code, answer.body.errors?.[0]?.field]).toEqual([
      422,
      'FILE_MISSING',
      'files.game.js',
    ]);
  });

  it('sends a file packed to whoever can unpack it, and as it is to everyone else', async () => {
    const code = 'export const reel = "cherry";\n'.repeat(400);
    const address = `https://edge.example/assets/${sha256Hex(code)}`;
    await upload(sha256Hex(code), code);
    const plain = await exports.default.fetch(address);
    expect([plain.headers.get('content-encoding'), Number(plain.headers.get('content-length'))]).toEqual([
      null,
      code.length,
    ]);
    expect(await plain.text()).toBe(code);
    const packed = await exports.default.fetch(address, { headers: { 'accept-encoding': 'br, gzip' } });
    expect([packed.headers.get('content-encoding'), packed.headers.get('vary')]).toEqual([
      'gzip',
      'accept-encoding',
    ]);
    expect(Number(packed.headers.get('content-length'))).toBeLessThan(code.length / 10);
    expect(await packed.text()).toBe(code);
  });

  it('serves a signed build and its files, byte for byte, to any page but not on the play origin', async () => {
    await upload(sha256Hex(CODE), CODE);
    expect((await upload(sha256Hex(MODEL), MODEL)).already_there).toBe(false);
    expect((await upload(sha256Hex(MODEL), MODEL)).already_there).toBe(true);
    const first = await publish(manifest());
    expect(first.status).toBe(200);
    expect((await publish(manifest())).body.already_there).toBe(true);
    const asset = await exports.default.fetch(`https://edge.example/assets/${sha256Hex(CODE)}`);
    expect(await asset.text()).toBe(CODE);
    expect(asset.headers.get('content-type')).toBe('application/octet-stream');
    expect(asset.headers.get('access-control-allow-origin')).toBe('*');
    expect((await exports.default.fetch(`https://edge.example/builds/${first.digest}`)).status).toBe(200);
    const onPlay = await exports.default.fetch(`https://play.example/assets/${sha256Hex(CODE)}`);
    expect(onPlay.status).toBe(404);
    await onPlay.body?.cancel();
  });

  it('refuses a foreign key under the right keyid, another studio, another digest and a broken manifest', async () => {
    const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
    expect((await publish(manifest(), pair.privateKey)).body.code).toBe('SIGNATURE_CHAIN_INVALID');
    expect((await publish(manifest({ studio_id: 'st-other' }))).body.code).toBe('SIGNATURE_CHAIN_INVALID');
    const { body } = await envelope(manifest());
    expect((await signed('key-st-harbour', 'PUT', `/v1/builds/${'00'.repeat(32)}`, body)).body.code).toBe(
      'DIGEST_MISMATCH',
    );
    const broken = await publish(manifest({ seq: 0 }));
    expect([broken.body.code, broken.body.errors?.[0]?.field]).toEqual(['VALIDATION_FAILED', 'seq']);
  });

  it('certifies no build whose return is outside the bounds of the market', async () => {
    const { digest } = await publish(
      manifest({ seq: 2, maths: { ...manifest().maths, rtp_profile: '85', rtp: '0.8499' } }),
    );
    const certify = (country: string) =>
      signed('key-compliance', 'POST', '/v1/certificates', {
        ...{ game_id: 'g-night-market', country, rtp_profile: '85', build_hash: `sha256:${digest}` },
        ...{ lab: 'Test', number: `B-85-${country}` },
        ...{ valid_from: '2020-01-01T00:00:00.000Z', valid_to: '2099-01-01T00:00:00.000Z' },
      });
    const refused = await certify('MT');
    expect([refused.body.code, refused.body.errors?.[0]?.message]).toEqual([
      'MARKET_NOT_CERTIFIED',
      'returns less than the 85 % that MT asks for',
    ]);
    // Germany is not known to set a bound, and Czechia sets a lower one.
    expect([(await certify('DE')).status, (await certify('CZ')).status]).toEqual([200, 200]);
  });
});
