import { z } from 'zod';
import { AuditKeys, SignedEnvelope } from '../archive.ts';
import { PARTNER_PROBLEMS } from './common.ts';
import { operation } from './operation.ts';

/** Where the archive ends at this moment, signed: what a copy of it must reach, and what is anchored elsewhere. */
export const getAuditHead = operation({
  id: 'getAuditHead',
  server: 'gateway',
  method: 'GET',
  path: '/v1/audit/head',
  auth: 'platform',
  summary: 'The newest manifest of the write-once store, signed with the time of asking',
  response: z.object({ head: SignedEnvelope, keys: AuditKeys }),
  problems: [...PARTNER_PROBLEMS],
  examples: {
    response: {
      head: {
        payloadType: 'application/vnd.roundgate.audit-head+json',
        payload: 'e30=',
        signatures: [{ keyid: '0123456789abcdef', sig: 'AA==' }],
      },
      keys: { keys: { '0123456789abcdef': 'AA==' } },
    },
  },
});
