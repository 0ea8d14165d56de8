import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NOW_MS, newSignedBuild, PNG, run, TEST_KEY_ID, TEST_SECRET, write } from '../fixtures.ts';
import { problemAnswer, useTestEdge } from '../test-edge.ts';

const edge = useTestEdge();

const publishArgs = (out: string, over: readonly string[] = ['--secret-env', 'RG_SECRET']) => [
  'publish',
  out,
  ...['--edge', edge.origin, '--key-id', TEST_KEY_ID],
  ...over,
];

/** A picture of 300 kB, so that it leaves in several parts; each number another one. */
const bigPng = (index: number) => Buffer.concat([PNG, Buffer.alloc(300_000, index + 1)]);

describe('roundgate publish', () => {
  it('uploads each content once by its digest, then the envelope by the build_hash', async () => {
    const { out, buildHash } = await newSignedBuild();
    const { code, out: text, err } = await run(publishArgs(out));
    expect([code, text]).toEqual([
      0,
      `3 files uploaded (104 B), 0 already there\nbuild_hash ${buildHash} is published`,
    ]);
    expect(err).toContain('3/3 ');
    expect(edge.files.size).toBe(3);
    expect(edge.seen.at(-1)?.path).toBe(`/v1/builds/${buildHash.slice(7)}`);
    expect(JSON.parse(edge.builds.get(buildHash.slice(7)) ?? '')).toEqual(
      JSON.parse(readFileSync(join(out, 'envelope.json'), 'utf8')),
    );
    expect(new Set(edge.seen.map(({ contentType }) => contentType))).toEqual(
      new Set(['application/octet-stream', 'application/json']),
    );
  });

  it('skips files that are there and says when the build was published already', async () => {
    const { out } = await newSignedBuild();
    await run(publishArgs(out));
    edge.seen.length = 0;
    const { code, out: text } = await run(publishArgs(out));
    expect([code, edge.seen.length]).toEqual([0, 1]);
    expect(text).toContain('0 files uploaded (0 B), 3 already there');
    expect(text).toContain('was published already');
  });

  it('repeats temporary failures with the same content and a new nonce, and waits as asked', async () => {
    const { out } = await newSignedBuild();
    await run(publishArgs(out));
    edge.seen.length = 0;
    edge.pranks.push(
      problemAnswer('SERVICE_UNAVAILABLE', { retry_after_ms: 1500 }),
      { status: 429, body: '', headers: { 'retry-after': '3' } },
      { status: 502, body: '<html>bad gateway</html>' },
      'drop',
      { status: 200, body: { something: 'else' } },
    );
    const { code, sleepsMs, err } = await run(publishArgs(out));
    expect(code).toBe(0);
    expect(sleepsMs).toEqual([1500, 3000, 750, 1500, 3000]);
    expect(new Set(edge.seen.map(({ body }) => body.toString())).size).toBe(1);
    expect(new Set(edge.seen.map(({ nonce }) => nonce)).size).toBe(6);
    expect(err).toContain('SERVICE_UNAVAILABLE Not ready to serve this now; again in 1500 ms');
  });

  it('takes a lost answer for unknown and finds the build published', async () => {
    const { out } = await newSignedBuild();
    edge.pranks.push('drop', 'drop', 'drop', 'drop');
    const { code, out: text } = await run(publishArgs(out));
    expect(code).toBe(0);
    expect(text).toContain('is published');
  });

  it('sends a file again from its beginning when the line breaks under it', async () => {
    const { out } = await newSignedBuild({ 'img/big.png': bigPng(1) });
    edge.pranks.push('cut');
    const { code, err } = await run(publishArgs(out), { live: true });
    expect(code).toBe(0);
    expect(err).toContain('; again in ');
    const shown = [...err.matchAll(/([\d.]+) (k?B) of 300\.1 kB/g)];
    const bytes = shown.map(([, count, unit]) => Number(count) * (unit === 'kB' ? 1_000 : 1));
    expect(Math.max(...bytes)).toBe(300_100);
    expect(edge.files.size).toBe(4);
  });

  it('goes on where a run was cut: what is at the edge is not sent again', async () => {
    const pictures = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [`img/big-${index}.png`, bigPng(index)]),
    );
    const { out, buildHash } = await newSignedBuild(pictures);
    edge.goesAwayAfter(5);
    const first = await run(publishArgs(out));
    expect([first.code, edge.builds.size]).toEqual([3, 0]);
    const stored = new Set(edge.files.keys());
    expect(stored.size).toBe(5);

    edge.goesAwayAfter(Number.POSITIVE_INFINITY);
    edge.seen.length = 0;
    const second = await run(publishArgs(out));
    expect([second.code, second.out]).toEqual([0, expect.stringContaining(', 5 already there')]);
    const sent = edge.seen.filter(({ path }) => path.includes('/files/'));
    expect(sent).toHaveLength(11 - 5);
    expect(sent.some(({ path }) => stored.has(path.split('/').at(-1) ?? ''))).toBe(false);
    expect(edge.builds.has(buildHash.slice(7))).toBe(true);
  });

  it('exits 3 when the edge stays away, and says how to go on', async () => {
    const { out } = await newSignedBuild();
    for (let count = 0; count < 40; count += 1) edge.pranks.push({ status: 503, body: '' });
    const { code, err } = await run(publishArgs(out));
    expect(code).toBe(3);
    expect(err).toContain('answered 503 (6 attempts)\n  → run the same command again later');
  });

  it('exits 1 at once when the edge refuses, with code, field and how to mend it', async () => {
    const { out } = await newSignedBuild();
    await run(publishArgs(out));
    edge.pranks.push(
      problemAnswer('SIGNATURE_CHAIN_INVALID', { detail: 'no pinned key', trace_id: 'a'.repeat(32) }),
    );
    const { code, err, sleepsMs } = await run(publishArgs(out));
    expect([code, sleepsMs]).toEqual([1, []]);
    expect(err).toContain('SIGNATURE_CHAIN_INVALID The build is not signed by a trusted key: no pinned key');
    expect(err).toContain('→ let the platform pin your public key, then sign with it (trace aaaa');
  });

  it('explains a wrong secret, a wrong key id and a wrong clock', async () => {
    const { out } = await newSignedBuild();
    const wrongSecret = await run(publishArgs(out), { env: { RG_SECRET: 'other' } });
    expect([wrongSecret.code, wrongSecret.err]).toEqual([
      1,
      expect.stringContaining('check that the secret belongs'),
    ]);
    const late = await run(publishArgs(out), { nowMs: () => NOW_MS + 600_000 });
    expect([late.code, late.err]).toEqual([1, expect.stringContaining('set the clock of this machine')]);
  });

  it('reads the secret from a file, without its line end', async () => {
    const { root, out } = await newSignedBuild();
    const file = write(join(root, 'secret'), `${TEST_SECRET}\n`);
    expect((await run(publishArgs(out, ['--secret-file', file]))).code).toBe(0);
  });

  it('sends nothing when the build was tampered with', async () => {
    const { out } = await newSignedBuild();
    write(join(out, 'files/game.js'), 'evil();');
    expect((await run(publishArgs(out))).code).toBe(1);
    expect(edge.seen).toEqual([]);
  });

  it('draws a bar on a terminal and stays silent beside --json', async () => {
    const { out, buildHash } = await newSignedBuild();
    let nowMs = NOW_MS;
    const live = await run(publishArgs(out), { live: true, nowMs: () => (nowMs += 10) });
    expect(live.err).toMatch(/█+░+ [012]\/3 files · \d+ B of 104 B · [\d.]+ k?B\/s · \d:\d\d left · \S+/);
    expect(live.err).toMatch(/█{24} 3\/3 files · 104 B of 104 B/);
    const json = await run([...publishArgs(out), '--json']);
    expect(json.err).toBe('');
    expect(JSON.parse(json.out)).toEqual({
      ok: true,
      command: 'publish',
      build_hash: buildHash,
      already_there: true,
      uploaded: 0,
      uploaded_bytes: 0,
      present: 3,
    });
  });

  it.each([
    [['--edge', 'http://edge.example'], 'plain http is for this machine only'],
    [['--edge', 'edge'], 'is not an address'],
    [['--edge', 'https://edge.example/v1'], 'is more than an origin'],
  ])('exits 2 for %j', async (args, what) => {
    const { out } = await newSignedBuild();
    const { code, err } = await run(['publish', out, ...args, '--key-id', 'k', '--secret-env', 'RG_SECRET']);
    expect([code, err]).toEqual([2, expect.stringContaining(what)]);
  });

  it('wants exactly one place for the secret, and one that holds something', async () => {
    const { out } = await newSignedBuild();
    expect((await run(publishArgs(out, []))).code).toBe(2);
    expect((await run(publishArgs(out, ['--secret-env', 'A', '--secret-file', 'b']))).code).toBe(2);
    expect((await run(publishArgs(out, ['--secret-env', 'NOT_SET']))).err).toContain(
      '$NOT_SET: holds no secret',
    );
  });
});
