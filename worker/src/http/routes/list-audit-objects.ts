import type { OPERATIONS } from '@roundgate/contract';
import { listKeys } from '../../adapters/audit-store.ts';
import type { HandlerOf } from '../bind.ts';

/** Lists the write-once store. */
export const listAuditObjects: HandlerOf<typeof OPERATIONS.listAuditObjects> = ({ query }, { env }) =>
  listKeys(env.AUDIT, query.after, query.limit);
