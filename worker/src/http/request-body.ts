import { readAs } from '@roundgate/contract';
import type { z } from 'zod';
import { ProblemError } from './error-response.ts';

/** The largest JSON body of any operation. */
export const MAX_JSON_BYTES = 256 * 1024;

/** Reads a body up to a limit; a longer one is refused as soon as it is known to be. */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () =>
    new ProblemError('BODY_TOO_LARGE', { detail: `at most ${maxBytes} bytes are accepted` });
  const told = request.headers.get('content-length');
  if (Number(told ?? 0) > maxBytes) throw tooLarge();
  if (!request.body) return new Uint8Array();
  // HTTP holds a body to the length that it tells, so only one of untold length is counted while it comes.
  if (told !== null) return new Uint8Array(await request.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as ReadableStream<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : concat(chunks, size);
}

function concat(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Parses a JSON body; 415, 400 `BODY_NOT_JSON`. */
export function parseJsonBody(request: Request, body: Uint8Array): unknown {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim();
  if (type !== 'application/json' && type !== 'application/vnd.rgs.v1+json')
    throw new ProblemError('MEDIA_TYPE_NOT_SUPPORTED');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(body));
  } catch {
    throw new ProblemError('BODY_NOT_JSON');
  }
}

/** Checks a value against its schema; 400 that names every wrong field. */
export function check<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = readAs(schema, value);
  if (!read.success) throw new ProblemError('VALIDATION_FAILED', { errors: read.errors.slice(0, 20) });
  return read.data;
}
