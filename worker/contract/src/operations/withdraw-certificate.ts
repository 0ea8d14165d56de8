import { z } from 'zod';
import { CertificateId, CertificateRecord, Reason } from '../register.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE_CERTIFICATE } from './common.ts';
import { operation } from './operation.ts';

/** Takes a certificate back, and with it those that hotfixes inherited from it. One person is enough to stop play. */
export const withdrawCertificate = operation({
  id: 'withdrawCertificate',
  server: 'gateway',
  method: 'POST',
  path: '/v1/certificates/{certificate_id}/withdraw',
  auth: 'platform',
  summary: 'Withdraw a certificate, and those inherited from it, at once and for good',
  params: z.strictObject({ certificate_id: CertificateId }),
  request: z.strictObject({ reason: Reason }),
  response: z.object({ certificate: CertificateRecord, already_there: z.boolean() }),
  problems: [...PARTNER_PROBLEMS, ...BODY_PROBLEMS, 'CERTIFICATE_NOT_FOUND'],
  examples: {
    request: { reason: 'the lab recalled its report' },
    response: { certificate: { ...SAMPLE_CERTIFICATE, status: 'withdrawn' }, already_there: false },
  },
});
