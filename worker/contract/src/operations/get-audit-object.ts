import { z } from 'zod';
import { PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** One object of the write-once store, as its bytes are. */
export const getAuditObject = operation({
  id: 'getAuditObject',
  server: 'gateway',
  method: 'GET',
  path: '/v1/audit/object',
  auth: 'platform',
  summary: 'Read one batch or manifest of the write-once store',
  query: z.strictObject({
    key: z.string().regex(/^(batches|manifests)\/[\w./-]{1,150}$/, 'must be a key of the write-once store'),
  }),
  response: z.object({ key: z.string(), text: z.string() }),
  problems: [...PARTNER_PROBLEMS, 'VALIDATION_FAILED', 'NOT_FOUND'],
  examples: {
    response: { key: `batches/ledger-00/0000000001-${SAMPLE.digest}.ndjson`, text: '{"format":"…"}\n' },
  },
});
