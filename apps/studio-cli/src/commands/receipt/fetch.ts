import { OPERATIONS, PlayerId, RoundId } from '@roundgate/contract';
import { checkShape } from '../../build/read-json.ts';
import { defineCommand } from '../../cli/command.ts';
import { connect } from '../../edge/connect.ts';
import { EDGE_OPTIONS } from '../../edge/credentials.ts';
import { writeNew } from '../../trust/trust-folder.ts';

/** `roundgate receipt fetch`: an operator gets the receipt of a round of one of its players. */
export const fetchReceipt = defineCommand({
  name: 'receipt fetch',
  summary: "Get the receipt of a settled round of one of the operator's players, and keep it in a file.",
  options: {
    player: { value: 'p-…', help: 'who played', required: true },
    round: { value: 'rnd-…', help: 'which round', required: true },
    out: { value: 'FILE', help: 'where to keep it; never overwritten', required: true },
    ...EDGE_OPTIONS,
  },
  example:
    'roundgate receipt fetch --player p-1 --round rnd-4f9d2c7a1b --out receipt.json --edge https://edge.example --key-id operator-1 --secret-file operator.secret',
  async run({ options, json, terminal }) {
    const player = checkShape(PlayerId, options.player, '--player', 'give an id such as p-1');
    const round = checkShape(RoundId, options.round, '--round', 'give an id such as rnd-4f9d2c7a1b');
    const client = connect(options, terminal, json);
    const file = await client.call({
      label: `receipt of ${round}`,
      method: 'GET' as const,
      path: `/v1/players/${player}/rounds/${round}/receipt`,
      body: new Uint8Array(),
      contentType: 'application/json',
      response: OPERATIONS.getPlayerRoundReceipt.response,
    });
    writeNew(options.out, `${JSON.stringify(file, null, 2)}\n`);
    const { replay_url, replay_expires_at } = file;
    return {
      facts: { round, file: options.out, replay_url, replay_expires_at },
      lines: [
        `kept in ${options.out}; verify it with: roundgate receipt verify ${options.out} --pins pins.json`,
        `visual replay, until ${replay_expires_at}: ${replay_url}`,
      ],
    };
  },
});
