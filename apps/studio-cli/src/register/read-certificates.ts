import { type CertificateRecord, OPERATIONS } from '@roundgate/contract';
import type { EdgeClient } from '../edge/client.ts';
import { callOf } from '../edge/connect.ts';

/** Which rows of the matrix are wanted. */
export interface CertificateQuery {
  readonly game_id?: string | undefined;
  readonly country?: string | undefined;
  readonly build_hash?: string | undefined;
}

/** Reads the matrix, page by page. */
export async function readCertificates(
  client: EdgeClient,
  query: CertificateQuery,
): Promise<CertificateRecord[]> {
  const rows: CertificateRecord[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const input = { label: 'matrix', query: { ...query, after, limit: '200' } };
    const page: { certificates: CertificateRecord[]; next_after: string | null } = await client.call(
      callOf(OPERATIONS.listCertificates, input),
    );
    rows.push(...page.certificates);
    after = page.next_after;
  }
  return rows;
}
