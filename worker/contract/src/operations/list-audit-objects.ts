import { z } from 'zod';
import { PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** The keys of the write-once store, in order, for a copy of it. */
export const listAuditObjects = operation({
  id: 'listAuditObjects',
  server: 'gateway',
  method: 'GET',
  path: '/v1/audit/objects',
  auth: 'platform',
  summary: 'List the batches and manifests of the write-once store',
  query: z.strictObject({
    after: z.string().max(200).default(''),
    limit: z.coerce.number().int().min(1).max(1000).default(1000),
  }),
  response: z.object({ keys: z.array(z.string()).max(1000), next: z.string().nullable() }),
  problems: [...PARTNER_PROBLEMS, 'VALIDATION_FAILED'],
  examples: {
    response: { keys: [`batches/ledger-00/0000000001-${SAMPLE.digest}.ndjson`], next: null },
  },
});
