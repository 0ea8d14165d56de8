import { PROBLEMS, type ProblemCode, type ProblemFacts, readAs, toProblem } from '@roundgate/contract';
import type { z } from 'zod';

const RETRY_AFTER_MS = 1_000;

/** A refusal on its way to the wire. Thrown in the HTTP layer only; the ledger returns its refusals. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly facts: ProblemFacts;
  constructor(code: ProblemCode, facts: ProblemFacts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

/** The wire form of a problem: RFC 9457 body, status, and `Retry-After` where the code asks for one. */
export function problemResponse(code: ProblemCode, facts: ProblemFacts): Response {
  const { status, retry } = PROBLEMS[code];
  const waits = retry === 'after';
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  if (waits) headers.set('retry-after', String(RETRY_AFTER_MS / 1_000));
  const body = toProblem(code, waits ? { retry_after_ms: RETRY_AFTER_MS, ...facts } : facts);
  return new Response(JSON.stringify(body), { status, headers });
}

/** A rule between fields is broken: the field that is wrong, and why. */
export const fieldFault = (field: string, message: string): ProblemError =>
  new ProblemError('VALIDATION_FAILED', { errors: [{ field, message }] });

/** Checks a value against its schema; a problem that names every wrong field. */
export function check<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const read = readAs(schema, value);
  if (!read.success) throw new ProblemError('VALIDATION_FAILED', { errors: read.errors.slice(0, 20) });
  return read.data;
}
