import { type OPERATIONS, toTimestamp } from '@roundgate/contract';
import type { HandlerOf } from '../bind.ts';
import { ProblemError } from '../error-response.ts';

/** Withdraws a certificate and what was inherited from it: within 5 s no spin is played on them. */
export const withdrawCertificate: HandlerOf<typeof OPERATIONS.withdrawCertificate> = async (
  { params, body, partner },
  { matrix, nowMs },
) => {
  const deed = { keyId: partner.keyId, at: toTimestamp(nowMs), reason: body.reason };
  const { done, row } = await matrix.withdraw(params.certificate_id, deed);
  if (!row) throw new ProblemError('CERTIFICATE_NOT_FOUND');
  return { certificate: row, already_there: !done };
};
