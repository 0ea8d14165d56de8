import type { BuildManifest } from '@roundgate/contract';
import { sha256 } from '@roundgate/contract/trust';
import { LoaderFault } from './fault.ts';

type BuildFile = BuildManifest['files'][string];

/** A file whose every byte was checked; its type is the manifest's, never a header's. */
export interface VerifiedFile {
  readonly path: string;
  readonly blob: Blob;
}

/** Keeps files between launches. It is not believed: every byte that comes out of it is checked as if from the network. */
export interface FileStore {
  /** What is kept under a digest. Never rejects. */
  read(sha256: string): Promise<Response | undefined>;
  /** Takes out what turned out not to be what its name says. Never rejects. */
  drop(sha256: string): Promise<void>;
  /** Hands over a file that was just checked. */
  keep(sha256: string, blob: Blob): void;
}

const PARALLEL = 6;

/** Reads a body up to exactly `size` bytes; one byte more or less ends it. */
export async function readExactly(
  response: Response,
  size: number,
  path: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(size);
  const reader = response.body?.getReader();
  let at = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    if (at + value.length > size) {
      await reader.cancel();
      throw new LoaderFault('size_mismatch', path);
    }
    bytes.set(value, at);
    at += value.length;
  }
  if (at !== size) throw new LoaderFault('size_mismatch', path);
  return bytes;
}

/** The file that an answer carries, once its size and every byte are what the manifest says. */
async function checked(response: Response, path: string, file: BuildFile): Promise<VerifiedFile> {
  // 206, 304 and the like are no whole file, whatever they carry.
  if (response.status !== 200) throw new LoaderFault('download_failed', path);
  const bytes = await readExactly(response, file.size, path).catch((error: unknown) => {
    throw error instanceof LoaderFault ? error : new LoaderFault('download_failed', path);
  });
  if ((await sha256(bytes)) !== file.sha256) throw new LoaderFault('digest_mismatch', path);
  return { path, blob: new Blob([bytes], { type: file.type }) };
}

async function fetchOnce(
  url: string,
  path: string,
  file: BuildFile,
  fetcher: typeof fetch,
  cache: RequestCache,
): Promise<VerifiedFile> {
  const request = {
    cache,
    credentials: 'same-origin',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  } as const;
  const response = await fetcher(url, request).catch(() => {
    throw new LoaderFault('download_failed', path);
  });
  return checked(response, path, file);
}

/** The file as it was kept by an earlier launch; what is not exactly that file is taken out of the store. */
async function readKept(
  path: string,
  file: BuildFile,
  store: FileStore | undefined,
): Promise<VerifiedFile | undefined> {
  const kept = await store?.read(file.sha256);
  if (!kept) return undefined;
  try {
    return await checked(kept, path, file);
  } catch {
    await store?.drop(file.sha256);
    return undefined;
  }
}

/**
 * Gets one file by its digest and checks size and SHA-256, wherever it comes from. Bytes that are wrong are asked for
 * once more past the browser's cache: a file that was damaged there would otherwise stay damaged for ever. Throws
 * {@link LoaderFault}.
 */
export async function fetchFile(
  edge: string,
  path: string,
  file: BuildFile,
  fetcher: typeof fetch,
  store?: FileStore,
): Promise<VerifiedFile> {
  const kept = await readKept(path, file, store);
  if (kept) return kept;
  const url = `${edge}/assets/${file.sha256}`;
  const verified = await fetchOnce(url, path, file, fetcher, 'default').catch((error: unknown) => {
    const isDamaged =
      error instanceof LoaderFault && (error.code === 'digest_mismatch' || error.code === 'size_mismatch');
    if (!isDamaged) throw error;
    return fetchOnce(url, path, file, fetcher, 'reload');
  });
  store?.keep(file.sha256, verified.blob);
  return verified;
}

/** Gets every file of a build, a few at a time; the first fault ends it and nothing is handed out. */
export async function fetchBuild(
  edge: string,
  files: BuildManifest['files'],
  onProgress: (share: number) => void,
  fetcher: typeof fetch = fetch,
  store?: FileStore,
): Promise<VerifiedFile[]> {
  const waiting = Object.entries(files);
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
      verified.push(await fetchFile(edge, path, file, fetcher, store).catch(stopAll));
      done += file.size;
      onProgress(done / total);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return verified;
}
