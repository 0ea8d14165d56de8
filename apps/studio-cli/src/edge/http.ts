import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import type { LookupFunction } from 'node:net';

/** An answer of the edge, whole. */
export interface HttpAnswer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly body: Uint8Array;
}

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly timeoutMs: number;
}

const MAX_ANSWER_BYTES = 1024 * 1024;
const LOOPBACK = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/** RFC 6761 6.3: every name under localhost is this machine, though not every resolver knows. */
export const isLoopbackName = (hostname: string): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost');

const lookupLoopback: LookupFunction = (_hostname, options, done) => {
  if (options.all) done(null, LOOPBACK);
  else done(null, '127.0.0.1', 4);
};

/** Sends one request. Follows no redirect; rejects when there is no whole answer in time. */
export function sendHttp({ method, url, headers, body, timeoutMs }: HttpRequest): Promise<HttpAnswer> {
  const start = url.protocol === 'https:' ? requestTls : requestPlain;
  const lookup = isLoopbackName(url.hostname) ? { lookup: lookupLoopback } : {};
  const signal = AbortSignal.timeout(timeoutMs);
  return new Promise((resolve, reject) => {
    const outgoing = start(
      url,
      {
        method,
        headers: { ...headers, 'content-length': String(body.length) },
        signal,
        agent: false,
        ...lookup,
      },
      async (incoming) => {
        try {
          const chunks: Buffer[] = [];
          let size = 0;
          for await (const chunk of incoming as AsyncIterable<Buffer>) {
            size += chunk.length;
            if (size > MAX_ANSWER_BYTES) throw new Error('the answer is longer than any of the contract');
            chunks.push(chunk);
          }
          const header = (name: string) => incoming.headers[name]?.toString();
          resolve({ status: incoming.statusCode ?? 0, header, body: new Uint8Array(Buffer.concat(chunks)) });
        } catch (cause) {
          outgoing.destroy();
          reject(cause);
        }
      },
    );
    outgoing.on('error', (cause) =>
      reject(signal.aborted ? new Error(`no answer within ${timeoutMs} ms`, { cause }) : cause),
    );
    outgoing.end(body);
  });
}
