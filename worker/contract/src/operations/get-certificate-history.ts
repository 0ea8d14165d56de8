import { z } from 'zod';
import { CertificateId, CertificateRecord, RegisterEvent } from '../register.ts';
import { PARTNER_PROBLEMS, SAMPLE_CERTIFICATE, SAMPLE_EVENT } from './common.ts';
import { operation } from './operation.ts';

/** A certificate with everything that was done to it: who, when and why (spec M1). */
export const getCertificateHistory = operation({
  id: 'getCertificateHistory',
  server: 'gateway',
  method: 'GET',
  path: '/v1/certificates/{certificate_id}/history',
  auth: 'studio_or_platform',
  summary: 'Read what was done to a certificate, by whom, when and why',
  params: z.strictObject({ certificate_id: CertificateId }),
  response: z.object({ certificate: CertificateRecord, history: z.array(RegisterEvent) }),
  problems: [...PARTNER_PROBLEMS, 'VALIDATION_FAILED', 'CERTIFICATE_NOT_FOUND'],
  examples: {
    response: {
      certificate: SAMPLE_CERTIFICATE,
      history: [
        { ...SAMPLE_EVENT, act: 'approve', country: 'MT', certificate_id: SAMPLE_CERTIFICATE.certificate_id },
      ],
    },
  },
});
