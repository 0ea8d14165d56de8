import { applyD1Migrations } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { canonicalJson, type Problem } from '@roundgate/contract';
import { signatureHeaders } from '@roundgate/contract/http-signature';
import { PAYLOAD_TYPES } from '@roundgate/contract/trust';
import { signPayload } from '@roundgate/contract/trust/sign';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../src/sha256.ts';
import { signed } from './client.ts';
import { installRoot, signerOf } from './trust-kit.ts';

const CODE = 'export {};\n';
const MODEL = '{}';

const manifest = (change: Record<string, unknown> = {}) => ({
  format: 'roundgate.build/1',
  studio_id: 'st-harbour',
  game_id: 'g-night-market',
  title: 'Night Market',
  version: '1.0.0',
  seq: 1,
  entry: 'game.js',
  files: {
    'game.js': { sha256: sha256Hex(CODE), size: CODE.length, type: 'text/javascript', role: 'entry' },
    'model.json': { sha256: sha256Hex(MODEL), size: MODEL.length, type: 'application/json', role: 'model' },
  },
  maths: {
    model_path: 'model.json',
    model_hash: `sha256:${sha256Hex(MODEL)}`,
    rtp_profile: '96',
    rtp: '0.9600',
    mechanics_version: 'slot-engine/1',
  },
  stakes: { levels_minor: [100], default_minor: 100 },
  ...change,
});

async function envelope(content: unknown, key?: CryptoKey) {
  const payload = new TextEncoder().encode(canonicalJson(content)) as Uint8Array<ArrayBuffer>;
  const own = await signerOf('studio');
  const signer = key
    ? {
        ...own,
        sign: async (message: Uint8Array<ArrayBuffer>) =>
          new Uint8Array(await crypto.subtle.sign('Ed25519', key, message)),
      }
    : own;
  const body = await signPayload(PAYLOAD_TYPES.build, payload, [signer]);
  return { body, digest: sha256Hex(canonicalJson(content)) };
}

async function upload(digest: string, bytes: string) {
  const path = `/v1/builds/files/${digest}`;
  const parts = {
    method: 'PUT',
    path,
    timestampMs: Date.now(),
    nonce: crypto.randomUUID().replaceAll('-', ''),
    body: bytes,
  };
  const headers = signatureHeaders(
    'key-st-harbour',
    JSON.parse(env.PARTNER_SECRETS)['key-st-harbour'],
    parts,
  );
  const response = await exports.default.fetch(
    new Request(`https://edge.example${path}`, { method: 'PUT', headers, body: bytes }),
  );
  return (await response.json()) as Problem & { already_there?: boolean };
}

const publish = async (content: unknown, key?: CryptoKey) => {
  const { body, digest } = await envelope(content, key);
  return {
    digest,
    ...(await signed<Problem & { already_there?: boolean }>(
      'key-st-harbour',
      'PUT',
      `/v1/builds/${digest}`,
      body,
    )),
  };
};

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

  it('certifies only a build that is there, as the game and profile that it is', async () => {
    const { digest } = await publish(manifest());
    const row = {
      game_id: 'g-night-market',
      country: 'MT',
      rtp_profile: '96',
      build_hash: `sha256:${digest}`,
      lab: 'Test',
      number: 'B-1',
      valid_from: '2020-01-01T00:00:00.000Z',
      valid_to: '2099-01-01T00:00:00.000Z',
    };
    const certify = (change = {}) =>
      signed<Problem & { already_there: boolean }>('key-compliance', 'POST', '/v1/certificates', {
        ...row,
        ...change,
      });
    expect((await certify()).status).toBe(200);
    expect((await certify()).body.already_there).toBe(true);
    expect((await certify({ lab: 'Another' })).body.code).toBe('IDEMPOTENCY_CONFLICT');
    expect((await certify({ rtp_profile: '94' })).body.errors?.[0]?.field).toBe('rtp_profile');
    expect((await certify({ build_hash: `sha256:${'00'.repeat(32)}` })).body.code).toBe('BUILD_NOT_FOUND');
    expect((await signed('key-st-harbour', 'POST', '/v1/certificates', row)).body.code).toBe('FORBIDDEN');
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
