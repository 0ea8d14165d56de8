import { ProblemError } from './problem-error.ts';

/** The largest body of any operation. */
export const MAX_BODY_BYTES = 64 * 1024;

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
