import { OPERATIONS } from '@roundgate/contract';
import { defineCommand } from '../cli/command.ts';
import { callOf, connect } from '../edge/connect.ts';
import { EDGE_OPTIONS } from '../edge/credentials.ts';
import { REASON_OPTION, readReason } from '../register/reason.ts';
import { certificateTable } from '../register/texts.ts';

/** `roundgate withdraw`: a certificate does not count any more. */
export const withdraw = defineCommand({
  name: 'withdraw',
  summary: 'Withdraw a certificate, and those that hotfixes inherited from it. At once and for good.',
  target: { name: 'CERTIFICATE', help: 'its id, as roundgate matrix prints it (cert-…)' },
  options: { ...REASON_OPTION, ...EDGE_OPTIONS },
  example:
    'roundgate withdraw cert-… --reason "the lab recalled its report" --edge https://edge.example --key-id compliance-1 --secret-file compliance.secret',
  async run({ target, options, json, terminal }) {
    const body = { reason: readReason(options.reason) };
    const client = connect(options, terminal, json);
    const input = { label: `withdraw ${target}`, params: { certificate_id: target }, body };
    const answer = await client.call(callOf(OPERATIONS.withdrawCertificate, input));
    const state = answer.already_there ? ['it was withdrawn already'] : [];
    return { facts: { ...answer }, lines: [...certificateTable([answer.certificate]), ...state] };
  },
});
