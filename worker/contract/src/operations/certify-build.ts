import { z } from 'zod';
import { Certificate } from '../builds.ts';
import { BODY_PROBLEMS, PARTNER_PROBLEMS, SAMPLE } from './common.ts';
import { operation } from './operation.ts';

/** The platform's compliance desk enters a certificate into the market matrix (spec M1). */
export const certifyBuild = operation({
  id: 'certifyBuild',
  server: 'gateway',
  method: 'POST',
  path: '/v1/certificates',
  auth: 'platform',
  summary: 'Enter a certificate into the market matrix',
  request: Certificate,
  response: z.object({ certificate: Certificate, already_there: z.boolean() }),
  problems: [
    ...PARTNER_PROBLEMS,
    ...BODY_PROBLEMS,
    'BUILD_NOT_FOUND',
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
      certificate: {
        game_id: SAMPLE.game,
        country: 'MT',
        rtp_profile: '96',
        build_hash: SAMPLE.build,
        lab: 'Sandbox (no lab)',
        number: 'SBX-1',
        valid_from: SAMPLE.ts,
        valid_to: '2027-01-31T12:00:00.000Z',
      },
      already_there: false,
    },
  },
});
