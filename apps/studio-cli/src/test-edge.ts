import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  BuildManifest,
  OPERATIONS,
  type ProblemCode,
  type ProblemFacts,
  toProblem,
} from '@roundgate/contract';
import { checkSignature, readSignature } from '@roundgate/contract/http-signature';
import { afterEach, beforeEach } from 'vitest';
import { NOW_MS, removeFolders, TEST_KEY_ID, TEST_SECRET } from './fixtures.ts';

/** One request as it arrived, its signature and nonce already checked. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly body: Buffer;
  readonly contentType: string | undefined;
  readonly nonce: string;
}

/**
 * An answer that replaces the usual one; `drop` applies the request and cuts the line before the answer, `cut` cuts it
 * while the body is on its way, so that nothing of it is known.
 */
export type Prank =
  | { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> }
  | 'drop'
  | 'cut';

/** What a command is told to reach an edge, signed as {@link TEST_KEY_ID}. */
export const accessTo = ({ origin }: TestEdge): string[] => [
  ...['--edge', origin, '--key-id', TEST_KEY_ID, '--secret-env', 'RG_SECRET'],
];

/** A small edge that keeps builds in memory and believes only correct signatures. */
export interface TestEdge {
  readonly origin: string;
  readonly seen: Seen[];
  readonly files: Map<string, Buffer>;
  readonly builds: Map<string, string>;
  /** Answers for the next signed requests, first come first served. */
  readonly pranks: Prank[];
  /** Breaks the line of every signed request after so many more. */
  goesAwayAfter(requests: number): void;
  close(): Promise<void>;
}

export const problemAnswer = (code: ProblemCode, facts: ProblemFacts = {}) => {
  const body = toProblem(code, facts);
  return { status: body.status, body };
};

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

type Stores = Pick<TestEdge, 'seen' | 'files' | 'builds' | 'pranks'> & { left: number };
type Answer = Exclude<Prank, string>;

/** A problem code when the request is not signed as it must be, else what was seen. */
function authenticate(request: IncomingMessage, body: Buffer, nonces: Set<string>): ProblemCode | Seen {
  const claim = readSignature((name) => request.headers[name]?.toString());
  if (typeof claim === 'string' || claim.keyId !== TEST_KEY_ID) return 'UNAUTHENTICATED';
  const { method = '', url: path = '' } = request;
  const fault = checkSignature(claim, TEST_SECRET, { method, path, body }, NOW_MS);
  if (fault) return fault === 'stale' ? 'SIGNATURE_STALE' : 'SIGNATURE_INVALID';
  if (nonces.has(claim.nonce)) return 'NONCE_REPLAYED';
  nonces.add(claim.nonce);
  return { method, path, body, nonce: claim.nonce, contentType: request.headers['content-type'] };
}

function putFile({ files }: Stores, sha256: string, body: Buffer): Answer {
  if (createHash('sha256').update(body).digest('hex') !== sha256) return problemAnswer('DIGEST_MISMATCH');
  const already_there = files.has(sha256);
  files.set(sha256, body);
  return { status: 200, body: { sha256, size: body.length, already_there } };
}

function putBuild({ files, builds }: Stores, digest: string, body: Buffer): Answer {
  const { payload } = JSON.parse(body.toString()) as { payload: string };
  const manifest = BuildManifest.parse(JSON.parse(Buffer.from(payload, 'base64').toString()));
  const missing = Object.entries(manifest.files).find(([, { sha256 }]) => !files.has(sha256));
  if (missing)
    return problemAnswer('FILE_MISSING', { errors: [{ field: `files.${missing[0]}`, message: 'no' }] });
  const already_there = builds.has(digest);
  builds.set(digest, body.toString());
  return { status: 200, body: { build_hash: `sha256:${digest}`, already_there } };
}

function answer(stores: Stores, { method, path, body }: Seen): Answer {
  const file = /^\/v1\/builds\/files\/([0-9a-f]{64})$/.exec(path)?.[1];
  const build = /^\/v1\/builds\/([0-9a-f]{64})$/.exec(path)?.[1];
  if (method === 'PUT' && file) return putFile(stores, file, body);
  if (method === 'PUT' && build) return putBuild(stores, build, body);
  return answerOfContract(method, path) ?? problemAnswer('NOT_FOUND');
}

/** The example that the contract gives for an operation: what is done with it is the gateway's, tested there. */
function answerOfContract(method: string, path: string): Answer | undefined {
  const isOf = (template: string) =>
    new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path.split('?')[0] ?? '');
  const operation = Object.values(OPERATIONS).find(
    (candidate) => candidate.method === method && isOf(candidate.path),
  );
  return operation && { status: 200, body: operation.examples.response };
}

function head({ files }: Stores, path: string, response: ServerResponse): void {
  const file = files.get(path.replace('/assets/', ''));
  response.writeHead(file ? 200 : 404, { 'content-length': file?.length ?? 0 }).end();
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** True when this request is one that does not get through. */
function isCut(stores: Stores): boolean {
  stores.left -= 1;
  if (stores.left < 0) return true;
  if (stores.pranks[0] !== 'cut') return false;
  stores.pranks.shift();
  return true;
}

/** Reads the beginning of a body and breaks the line. */
const cut = (request: IncomingMessage): void => {
  request.once('data', () => request.socket.destroy());
};

async function serve(
  stores: Stores,
  nonces: Set<string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'HEAD' && isCut(stores)) return cut(request);
  const body = await readAll(request);
  if (request.method === 'HEAD') return head(stores, request.url ?? '', response);
  const seen = authenticate(request, body, nonces);
  if (typeof seen === 'string') return send(response, problemAnswer(seen));
  stores.seen.push(seen);
  const prank = stores.pranks.shift();
  if (typeof prank !== 'string') return send(response, prank ?? answer(stores, seen));
  answer(stores, seen);
  request.socket.destroy();
}

/** Starts the edge on a free port of this machine. */
export async function startTestEdge(): Promise<TestEdge> {
  const stores: Stores = {
    ...{ seen: [], files: new Map(), builds: new Map(), pranks: [] },
    left: Number.POSITIVE_INFINITY,
  };
  const nonces = new Set<string>();
  const server = createServer((request, response) => void serve(stores, nonces, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    ...stores,
    goesAwayAfter(requests) {
      stores.left = requests;
    },
    origin: `http://edge.localhost:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** An edge for each test of a file, a new one every time; what the test wrote is taken away after it. */
export function useTestEdge(): TestEdge {
  let edge: TestEdge;
  beforeEach(async () => {
    edge = await startTestEdge();
  });
  afterEach(async () => {
    await edge.close();
    removeFolders();
  });
  return new Proxy({} as TestEdge, { get: (_, name) => Reflect.get(edge, name) });
}
