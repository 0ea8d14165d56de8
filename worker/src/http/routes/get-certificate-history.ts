import type { OPERATIONS } from '@roundgate/contract';
import { statusAt } from '../../domain/matrix/certificate.ts';
import type { HandlerOf } from '../bind.ts';
import { ProblemError } from '../error-response.ts';
import { requireOwnGame } from '../register-access.ts';

/** A certificate and what was done to it, in order. */
export const getCertificateHistory: HandlerOf<typeof OPERATIONS.getCertificateHistory> = async (
  { params, partner },
  { matrix, config, nowMs },
) => {
  const row = await matrix.find(params.certificate_id);
  if (!row) throw new ProblemError('CERTIFICATE_NOT_FOUND');
  requireOwnGame(row.game_id, partner, config);
  const history = [...(await matrix.history(params.certificate_id))];
  return { certificate: { ...row, status: statusAt(row, nowMs) }, history };
};
