import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS, toTimestamp } from '@roundgate/contract';
import {
  type RootDocument,
  type StatusDocument,
  type TrustEnvelope,
  verifyRoots,
} from '@roundgate/contract/trust';
import { signDocument } from '@roundgate/contract/trust/sign';
import { afterEach, describe, expect, it } from 'vitest';
import { NOW_MS, newFolder, removeFolders, run } from '../../fixtures.ts';
import { accessTo, startTestEdge } from '../../test-edge.ts';
import { contentOf, readEnvelopeFile, readPins, readRoots, signerFrom } from '../../trust/trust-folder.ts';

afterEach(removeFolders);

const keyOf = (dir: string, name: string): string => join(dir, `keys/${name}.private.pem`);
const publicOf = (dir: string, name: string): string => join(dir, `keys/${name}.public.json`);
const rootOf = (dir: string, version: number) =>
  contentOf<RootDocument>(readEnvelopeFile(join(dir, `root.${version}.json`)), 'root');
const believed = async (dir: string) =>
  (await verifyRoots(readRoots(dir), readPins(join(dir, 'pins.json')))).document.version;

async function newTrust(): Promise<string> {
  const dir = join(newFolder(), 'trust');
  expect((await run(['trust', 'init', dir])).code).toBe(0);
  return dir;
}

describe('roundgate trust init', () => {
  it('makes a root that its own pins vouch for, with keys that only their owner can read', async () => {
    const dir = await newTrust();
    expect(await believed(dir)).toBe(1);
    expect(statSync(keyOf(dir, 'root-1')).mode & 0o077).toBe(0);
    expect(rootOf(dir, 1)).toMatchObject({ roles: { root: { threshold: 2 } }, min_loader: '0.1.0' });
  });

  it('never overwrites a root', async () => {
    const dir = await newTrust();
    const again = await run(['trust', 'init', dir]);
    expect([again.code, again.err.includes('never overwritten')]).toEqual([1, true]);
  });

  it('takes public keys from their holders, who sign one after another', async () => {
    const holders = newFolder();
    for (const name of ['root-a', 'root-b', 'root-c', 'registrar', 'desk-1', 'desk-2', 'online'])
      expect((await run(['trust', 'key', holders, '--name', name])).code).toBe(0);
    const list = (...names: string[]) => names.map((name) => publicOf(holders, name)).join(',');
    const dir = join(newFolder(), 'trust');
    const keys = [
      ...['--root-keys', list('root-a', 'root-b', 'root-c'), '--registrar-keys', list('registrar')],
      ...['--compliance-keys', list('desk-1', 'desk-2'), '--status-keys', list('online')],
    ];
    const made = await run(['trust', 'init', dir, ...keys]);
    expect([made.code, made.out.includes('2 more signatures are needed')]).toEqual([0, true]);
    await expect(believed(dir)).rejects.toThrow();
    const file = join(dir, 'root.1.json');
    for (const name of ['root-c', 'root-a'])
      expect((await run(['trust', 'sign', file, '--key', keyOf(holders, name)])).code).toBe(0);
    expect(await believed(dir)).toBe(1);
    expect(rootOf(dir, 1).roles.compliance.threshold).toBe(2);
    const twice = await run(['trust', 'sign', file, '--key', keyOf(holders, 'root-a')]);
    expect([twice.code, twice.err.includes('signed it already')]).toEqual([1, true]);
  });

  it('asks for all lists of keys or none', async () => {
    const { code, err } = await run(['trust', 'init', join(newFolder(), 't'), '--root-keys', 'a.json']);
    expect([code, err.includes('all four lists')]).toEqual([2, true]);
  });
});

describe('roundgate trust rotate', () => {
  it('replaces a root key under the signatures of the old and the new role', async () => {
    const dir = await newTrust();
    const fresh = newFolder();
    await run(['trust', 'key', fresh, '--name', 'root-4']);
    const [first] = rootOf(dir, 1).roles.root.keyids;
    const done = await run([
      ...['trust', 'rotate', dir, '--drop', first ?? '', '--add', publicOf(fresh, 'root-4')],
      ...['--min-loader', '0.2.0'],
    ]);
    expect([done.code, done.err]).toEqual([0, '']);
    expect(await believed(dir)).toBe(2);
    expect(rootOf(dir, 2).roles.root.keyids).not.toContain(first);
    expect(rootOf(dir, 2).min_loader).toBe('0.2.0');
  });

  it('refuses to leave a role without enough keys, and names an unknown key', async () => {
    const dir = await newTrust();
    const [status] = rootOf(dir, 1).roles.status.keyids;
    const alone = await run(['trust', 'rotate', dir, '--role', 'status', '--drop', status ?? '']);
    expect([alone.code, alone.err.includes('--add')]).toEqual([2, true]);
    const unknown = await run(['trust', 'rotate', dir, '--drop', '0'.repeat(16)]);
    expect([unknown.code, existsSync(join(dir, 'root.2.json'))]).toEqual([2, false]);
  });
});

describe('the documents below a root', () => {
  async function registerOf(dir: string, change: Partial<StatusDocument> = {}) {
    await run(['keygen', '--studio', 'st-harbour', '--out', dir]);
    const studio = ['--studio', 'st-harbour', '--prefix', 'g-night', '--version', '1'];
    const keys = ['--keys', join(dir, 'st-harbour.public.json')];
    expect((await run(['trust', 'studio', dir, ...studio, ...keys])).code).toBe(0);
    const studioFile = readEnvelopeFile(join(dir, 'studio.st-harbour.1.json'));
    const { createHash } = await import('node:crypto');
    const pin = (envelope: TrustEnvelope) => ({
      version: 1,
      digest: createHash('sha256').update(Buffer.from(envelope.payload, 'base64')).digest('hex'),
    });
    const roots = readRoots(dir);
    const status: StatusDocument = {
      format: 'roundgate.status/1',
      version: 7,
      issued_at: toTimestamp(NOW_MS),
      expires_at: toTimestamp(NOW_MS + 600_000),
      documents: { root: pin(roots[0] as TrustEnvelope), 'studio/st-harbour': pin(studioFile) },
      live: {},
      revoked_builds: [],
      revoked_keys: [],
      ...change,
    };
    const signer = signerFrom(keyOf(dir, 'status'));
    const register = {
      ...{ roots, studios: [studioFile], permits: [] },
      status: await signDocument('status', status, [signer]),
    };
    const file = join(dir, 'register.json');
    writeFileSync(file, JSON.stringify(register));
    return { file, register };
  }
  const verify = (dir: string, file: string) =>
    run(['trust', 'verify', file, '--pins', join(dir, 'pins.json')]);

  it('are verified from the pins, with how long each lives', async () => {
    const dir = await newTrust();
    const { file } = await registerOf(dir);
    const { code, out } = await verify(dir, file);
    expect([code, out.includes('studio/st-harbour'), out.includes('365 days')]).toEqual([0, true, true]);
  });

  it('are refused when the status names another version, or a byte was changed', async () => {
    const dir = await newTrust();
    const { file, register } = await registerOf(dir, {
      documents: { root: { version: 9, digest: 'a'.repeat(64) } },
    });
    const unnamed = await verify(dir, file);
    expect([unnamed.code, unnamed.err.includes('root v1 is not the one that the status names')]).toEqual([
      1,
      true,
    ]);
    const payload = Buffer.from(register.status.payload, 'base64');
    payload[30] = (payload[30] ?? 0) ^ 1;
    const spoilt = { ...register, status: { ...register.status, payload: payload.toString('base64') } };
    writeFileSync(file, JSON.stringify(spoilt));
    expect((await verify(dir, file)).err).toContain('signature_invalid');
  });

  it('are refused by other pins', async () => {
    const dir = await newTrust();
    const { file } = await registerOf(dir);
    const stranger = await newTrust();
    expect((await verify(stranger, file)).code).toBe(1);
  });
});

describe('roundgate trust permit and push', () => {
  it('sign what the edge drafts with the desk’s key, and hand it in under its own name', async () => {
    const dir = await newTrust();
    mkdirSync(dir, { recursive: true });
    const edge = await startTestEdge();
    const access = accessTo(edge);
    const draft = { ...OPERATIONS.draftPermit.examples.response, version: 4 };
    edge.pranks.push({ status: 200, body: draft });
    const signed = await run(['trust', 'permit', dir, '--country', 'MT', ...access]);
    expect([signed.code, signed.err]).toEqual([0, '']);
    const file = join(dir, 'permit.MT.4.json');
    const envelope = readEnvelopeFile(file);
    expect(contentOf<{ country: string; expires_at: string }>(envelope, file)).toMatchObject({
      country: 'MT',
      expires_at: toTimestamp(NOW_MS + 30 * 86_400_000),
    });
    expect(JSON.parse(readFileSync(publicOf(dir, 'compliance'), 'utf8')).keyid).toBe(
      envelope.signatures[0]?.keyid,
    );
    edge.pranks.push({
      status: 200,
      body: { name: 'permit/MT', version: 4, digest: 'a'.repeat(64), already_there: false },
    });
    const pushed = await run(['trust', 'push', file, ...access]);
    expect([pushed.code, pushed.out]).toEqual([0, 'permit/MT v4 is published']);
    await edge.close();
  });
});
