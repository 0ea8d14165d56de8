import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LoaderFault } from './fault.ts';
import { fetchBuild, fetchFile } from './files.ts';

const hash = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const CODE = Buffer.from('export {};');

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof LoaderFault ? error.code : String(error)),
  );

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

  it('that was damaged in a cache is asked for once more past it', async () => {
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
    expect(await codeOf(fetchBuild('https://edge', Object.entries(files), () => {}, fetcher))).toBe(
      'digest_mismatch',
    );
  });
});
