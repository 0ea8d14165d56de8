import { once } from 'node:events';
import { type ClientRequest, request as requestPlain } from 'node:http';
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
  /** Told as the body leaves this process, part by part. */
  readonly onSent?: (bytes: number) => void;
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

const PART_BYTES = 64 * 1024;

/** Writes a body no faster than the line takes it, so that what is told as sent has left. */
async function writeBody(outgoing: ClientRequest, body: Uint8Array, onSent: (bytes: number) => void) {
  for (let at = 0; at < body.length; at += PART_BYTES) {
    const part = body.subarray(at, at + PART_BYTES);
    if (!outgoing.write(part)) await once(outgoing, 'drain');
    onSent(part.length);
  }
  outgoing.end();
}

/** Sends one request. Follows no redirect; rejects when there is no whole answer in time. */
export function sendHttp({
  method,
  url,
  headers,
  body,
  timeoutMs,
  onSent = () => undefined,
}: HttpRequest): Promise<HttpAnswer> {
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
    // A line that breaks is told by the error event.
    writeBody(outgoing, body, onSent).catch(() => outgoing.destroy());
  });
}
