import { OPERATIONS, RoyaltyContract } from '@roundgate/contract';
import { checkShape, parseJson, readBytes } from '../../build/read-json.ts';
import { defineCommand } from '../../cli/command.ts';
import { callOf, connect } from '../../edge/connect.ts';
import { EDGE_OPTIONS } from '../../edge/credentials.ts';

const MEND = 'see worker/docs/billing.md for the form of a contract';

/** `roundgate billing contract`: enters the next version of a royalty contract. */
export const contract = defineCommand({
  name: 'billing contract',
  summary: 'Enter the next version of a royalty contract; it never changes once it is entered.',
  options: { file: { value: 'FILE', help: 'the contract as JSON', required: true }, ...EDGE_OPTIONS },
  example:
    'roundgate billing contract --file ct.json --edge https://edge.example --key-id compliance-1 --secret-file desk.secret',
  async run({ options, json, terminal }) {
    const { file } = options;
    const body = checkShape(RoyaltyContract, parseJson(readBytes(file, MEND), file), file, MEND);
    const client = connect(options, terminal, json);
    const answer = await client.call(callOf(OPERATIONS.putContract, { label: body.contract_id, body }));
    const { contract_id, version, already_there } = answer;
    return {
      facts: { contract_id, version, already_there },
      lines: [
        `✓ ${contract_id} version ${version} ${already_there ? 'is there already' : 'entered'}, from ${body.starts_on}`,
      ],
    };
  },
});
