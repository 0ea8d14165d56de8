import { readAs } from '@roundgate/contract';
import type { Context } from 'hono';
import type { z } from 'zod';
import type { AppEnv } from './context.ts';
import { ProblemError } from './problem-error.ts';

const JSON_TYPES = new Set(['application/json', 'application/vnd.rgs.v1+json']);

/** Checks any value against a schema of the contract; a wrong field is named. */
export function checked<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const read = readAs(schema, value);
  if (!read.success) throw new ProblemError('VALIDATION_FAILED', { errors: read.errors });
  return read.data;
}

/** A rule between fields is broken: the field that is wrong, and why. */
export const fieldFault = (field: string, message: string): ProblemError =>
  new ProblemError('VALIDATION_FAILED', { errors: [{ field, message }] });

/** The body of a signed request, checked against the schema of its operation. */
export function parseBody<S extends z.ZodType>(c: Context<AppEnv>, schema: S | undefined): z.output<S> {
  if (!schema) throw new Error('the operation has no body');
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!JSON_TYPES.has(type)) throw new ProblemError('MEDIA_TYPE_NOT_SUPPORTED');
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(c.get('body')));
  } catch {
    throw new ProblemError('BODY_NOT_JSON');
  }
  return checked(schema, value);
}
