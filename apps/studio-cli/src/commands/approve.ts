import { type CertificateRecord, OPERATIONS } from '@roundgate/contract';
import { defineCommand } from '../cli/command.ts';
import { misused } from '../cli/failure.ts';
import type { EdgeClient } from '../edge/client.ts';
import { callOf, connect } from '../edge/connect.ts';
import { EDGE_OPTIONS } from '../edge/credentials.ts';
import { readCertificates } from '../register/read-certificates.ts';
import { REASON_OPTION, readReason } from '../register/reason.ts';
import { certificateTable } from '../register/texts.ts';

/** The certificates that are meant: one by its id, or all proposed ones of a build. */
async function wanted(
  client: EdgeClient,
  certificate: string | undefined,
  build_hash: string | undefined,
  country: string | undefined,
): Promise<string[]> {
  if (certificate !== undefined) return [certificate];
  const rows = await readCertificates(client, { build_hash, country });
  return rows.filter(({ status }) => status === 'proposed').map(({ certificate_id }) => certificate_id);
}

/** `roundgate approve`: the second pair of eyes. */
export const approve = defineCommand({
  name: 'approve',
  summary: 'Approve proposed certificates, with another key of the platform than the one that proposed them.',
  options: {
    certificate: { value: 'cert-…', help: 'the certificate, or' },
    build: { value: 'sha256:…', help: 'all that are proposed for this build' },
    country: { value: 'MT', help: 'of those, the ones in this country only' },
    ...REASON_OPTION,
    ...EDGE_OPTIONS,
  },
  example:
    'roundgate approve --certificate cert-… --reason "compared with the report" --edge https://edge.example --key-id compliance-2 --secret-file second.secret',
  async run({ options, json, terminal }) {
    const { certificate, build, country } = options;
    if ((certificate === undefined) === (build === undefined))
      throw misused('--certificate, --build', 'exactly one of the two is needed', 'see roundgate matrix');
    const reason = readReason(options.reason);
    const client = connect(options, terminal, json);
    const approved: CertificateRecord[] = [];
    for (const certificate_id of await wanted(client, certificate, build, country)) {
      const input = { label: `approve ${certificate_id}`, params: { certificate_id }, body: { reason } };
      approved.push((await client.call(callOf(OPERATIONS.approveCertificate, input))).certificate);
    }
    const lines = approved.length > 0 ? certificateTable(approved) : ['nothing waits for approval'];
    return { facts: { certificates: approved }, lines };
  },
});
