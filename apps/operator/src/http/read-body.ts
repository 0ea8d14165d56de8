import type { z } from 'zod';
import { check, ProblemError } from './problem.ts';

/** The largest body of any operation. */
export const MAX_BODY_BYTES = 64 * 1024;
const JSON_TYPES = new Set(['application/json', 'application/vnd.rgs.v1+json']);

const tooLarge = () =>
  new ProblemError('BODY_TOO_LARGE', { detail: `a body may have ${MAX_BODY_BYTES} bytes` });

/** Reads the body, giving up as soon as it is over the limit whatever its headers said. */
export async function readBody(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Parses a JSON body that was read already, and checks it against its schema. */
export function parseBody<S extends z.ZodType>(request: Request, bytes: Uint8Array, schema: S): z.output<S> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!JSON_TYPES.has(type)) throw new ProblemError('MEDIA_TYPE_NOT_SUPPORTED');
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw new ProblemError('BODY_NOT_JSON');
  }
  return check(schema, value);
}
