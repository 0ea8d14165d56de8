import { z } from 'zod';
import { Certificate } from '../builds.ts';
import { CertificateRecord } from '../register.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE, SAMPLE_CERTIFICATE } from './common.ts';
import { operation } from './operation.ts';

/** The platform's compliance desk enters a certificate; it counts once another key has approved it (spec M1). */
export const proposeCertificate = operation({
  id: 'proposeCertificate',
  server: 'gateway',
  method: 'POST',
  path: '/v1/certificates',
  auth: 'platform',
  summary: 'Propose a certificate for the market matrix; a second key has to approve it',
  request: Certificate,
  response: z.object({ certificate: CertificateRecord, already_there: z.boolean() }),
  problems: [
    ...PARTNER_PROBLEMS,
    ...BODY_PROBLEMS,
    'BUILD_NOT_FOUND',
    'BUILD_REVOKED',
    'MARKET_NOT_CERTIFIED',
    'IDEMPOTENCY_CONFLICT',
  ],
  examples: {
    request: {
      game_id: SAMPLE.game,
      country: 'MT',
      rtp_profile: '96',
      build_hash: SAMPLE.build,
      lab: 'Sandbox (no lab)',
      number: 'SBX-1',
      valid_from: SAMPLE.ts,
      valid_to: '2027-01-31T12:00:00.000Z',
    },
    response: {
      certificate: { ...SAMPLE_CERTIFICATE, status: 'proposed', approved_by: null, approved_at: null },
      already_there: false,
    },
  },
});
