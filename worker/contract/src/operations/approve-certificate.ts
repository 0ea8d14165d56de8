import { z } from 'zod';
import { CertificateId, CertificateRecord, Reason } from '../register.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE_CERTIFICATE } from './common.ts';
import { operation } from './operation.ts';

/** A second person of the compliance desk approves a certificate: from now on it counts (spec M1). */
export const approveCertificate = operation({
  id: 'approveCertificate',
  server: 'gateway',
  method: 'POST',
  path: '/v1/certificates/{certificate_id}/approve',
  auth: 'platform',
  summary: 'Approve a proposed certificate, with another key than the one that proposed it',
  params: z.strictObject({ certificate_id: CertificateId }),
  request: z.strictObject({ reason: Reason }),
  response: z.object({ certificate: CertificateRecord, already_there: z.boolean() }),
  problems: [
    ...PARTNER_PROBLEMS,
    ...BODY_PROBLEMS,
    'CERTIFICATE_NOT_FOUND',
    'FOUR_EYES_NEEDED',
    'CERTIFICATE_WITHDRAWN',
  ],
  examples: {
    request: { reason: 'compared with the lab report' },
    response: { certificate: SAMPLE_CERTIFICATE, already_there: false },
  },
});
