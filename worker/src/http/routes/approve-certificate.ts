import { type CertificateRecord, type OPERATIONS, toTimestamp } from '@roundgate/contract';
import { statusAt } from '../../domain/matrix/certificate.ts';
import type { HandlerOf } from '../bind.ts';
import { ProblemError } from '../error-response.ts';

/** Why a row was not approved now: undefined when it was approved before. */
function approvalProblem(row: CertificateRecord): ProblemError | undefined {
  if (row.status === 'withdrawn') return new ProblemError('CERTIFICATE_WITHDRAWN');
  if (row.status === 'approved') return undefined;
  return new ProblemError('FOUR_EYES_NEEDED', { detail: `it was proposed by ${row.proposed_by}` });
}

/** Approves a certificate, with four eyes: by another key than its proposer's (spec M1). */
export const approveCertificate: HandlerOf<typeof OPERATIONS.approveCertificate> = async (
  { params, body, partner },
  { matrix, nowMs },
) => {
  const deed = { keyId: partner.keyId, at: toTimestamp(nowMs), reason: body.reason };
  const { done, row } = await matrix.approve(params.certificate_id, deed);
  if (!row) throw new ProblemError('CERTIFICATE_NOT_FOUND');
  const problem = done ? undefined : approvalProblem(row);
  if (problem) throw problem;
  return { certificate: { ...row, status: statusAt(row, nowMs) }, already_there: !done };
};
