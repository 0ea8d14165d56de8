import { z } from 'zod';
import { BuildHash, Country, GameId } from '../ids.ts';
import { CertificateId, CertificateRecord } from '../register.ts';
import { PARTNER_PROBLEMS, SAMPLE_CERTIFICATE } from './common.ts';
import { operation } from './operation.ts';

/** The market matrix, filtered by game, country and build. A studio sees the rows of its own games (spec M1). */
export const listCertificates = operation({
  id: 'listCertificates',
  server: 'gateway',
  method: 'GET',
  path: '/v1/certificates',
  auth: 'studio_or_platform',
  summary: 'Read the market matrix',
  query: z.strictObject({
    game_id: GameId.optional(),
    country: Country.optional(),
    build_hash: BuildHash.optional(),
    after: CertificateId.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  response: z.object({
    certificates: z.array(CertificateRecord),
    next_after: CertificateId.nullable(),
  }),
  problems: [...PARTNER_PROBLEMS, 'VALIDATION_FAILED'],
  examples: { response: { certificates: [SAMPLE_CERTIFICATE], next_after: null } },
});
