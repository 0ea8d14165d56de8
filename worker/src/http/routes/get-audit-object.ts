import type { OPERATIONS } from '@roundgate/contract';
import { readObject } from '../../adapters/audit-store.ts';
import type { HandlerOf } from '../bind.ts';
import { ProblemError } from '../error-response.ts';

/** Reads one object of the write-once store. */
export const getAuditObject: HandlerOf<typeof OPERATIONS.getAuditObject> = async (
  { query: { key } },
  { env },
) => {
  const text = await readObject(env.AUDIT, key);
  if (text === undefined) throw new ProblemError('NOT_FOUND', { detail: `there is no ${key}` });
  return { key, text };
};
