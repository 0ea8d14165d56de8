import type { BuildManifest } from '@roundgate/contract';
import { sha256 } from '@roundgate/contract/trust';
import { LoaderFault } from './fault.ts';

type BuildFile = BuildManifest['files'][string];

/** A file whose every byte was checked; its type is the manifest's, never a header's. */
export interface VerifiedFile {
  readonly path: string;
  readonly sha256: string;
  readonly blob: Blob;
}

const PARALLEL = 6;

/**
 * Asks for something that is believed by what it is, not by where it comes from. Nothing is sent to the edge, which is
 * another origin; this is the mode of the page's preloads, which are then used.
 */
export const request = (url: string, fetcher: typeof fetch, cache: RequestCache): Promise<Response> =>
  fetcher(url, { cache, credentials: 'same-origin', redirect: 'error', referrerPolicy: 'no-referrer' });

/** Reads a body of at most `limit` bytes and stops there, whatever its length header says; undefined: there was more. */
export async function readUpTo(
  { body }: Response,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bytes = new Uint8Array(limit);
  const reader = body?.getReader();
  let at = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    if (at + value.length > limit) return void (await reader.cancel());
    bytes.set(value, at);
    at += value.length;
  }
  return bytes.subarray(0, at);
}

async function fetchOnce(
  url: string,
  path: string,
  file: BuildFile,
  fetcher: typeof fetch,
  cache: RequestCache,
): Promise<VerifiedFile> {
  const lost = () => {
    throw new LoaderFault('download_failed', path);
  };
  const response = await request(url, fetcher, cache).catch(lost);
  // 206, 304 and the like are no whole file, whatever they carry.
  if (response.status !== 200) lost();
  const bytes = await readUpTo(response, file.size).catch(lost);
  if (bytes?.length !== file.size) throw new LoaderFault('size_mismatch', path);
  if ((await sha256(bytes)) !== file.sha256) throw new LoaderFault('digest_mismatch', path);
  return { path, sha256: file.sha256, blob: new Blob([bytes], { type: file.type }) };
}

/**
 * Gets one file by its digest and checks size and SHA-256, wherever it comes from. What is not the file is asked for
 * once more past every cache: a file that was damaged there would otherwise stay damaged for ever. Throws
 * {@link LoaderFault}.
 */
export async function fetchFile(
  edge: string,
  path: string,
  file: BuildFile,
  fetcher: typeof fetch,
): Promise<VerifiedFile> {
  const get = (cache: RequestCache) => fetchOnce(`${edge}/assets/${file.sha256}`, path, file, fetcher, cache);
  return get('default').catch(() => get('reload'));
}

/** Gets files of a build by path, a few at a time; the first fault ends it and nothing is handed out. */
export async function fetchBuild(
  edge: string,
  files: readonly (readonly [path: string, file: BuildFile])[],
  onProgress: (share: number) => void,
  fetcher: typeof fetch = fetch,
): Promise<VerifiedFile[]> {
  const waiting = [...files];
  const total = waiting.reduce((sum, [, file]) => sum + file.size, 0);
  const verified: VerifiedFile[] = [];
  let done = 0;
  const stopAll = (error: unknown): never => {
    waiting.length = 0;
    throw error;
  };
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [path, file] = next;
      verified.push(await fetchFile(edge, path, file, fetcher).catch(stopAll));
      done += file.size;
      onProgress(done / total);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return verified;
}
