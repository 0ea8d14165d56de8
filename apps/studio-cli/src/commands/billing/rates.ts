import { FxRate, OPERATIONS } from '@roundgate/contract';
import { z } from 'zod';
import { checkShape, parseJson, readBytes } from '../../build/read-json.ts';
import { defineCommand } from '../../cli/command.ts';
import { callOf, connect } from '../../edge/connect.ts';
import { EDGE_OPTIONS } from '../../edge/credentials.ts';

const MEND = 'give {"rates": [{"base", "quote", "day", "rate", "source"}]}';
const RatesFile = z.strictObject({
  rates: z
    .array(FxRate.omit({ entered_on: true }))
    .min(1)
    .max(500),
});

/** `roundgate billing rates`: enters rates of exchange with their source. */
export const rates = defineCommand({
  name: 'billing rates',
  summary: 'Enter rates of exchange with day and source; they never change once they are entered.',
  options: { file: { value: 'FILE', help: 'the rates as JSON', required: true }, ...EDGE_OPTIONS },
  example:
    'roundgate billing rates --file rates.json --edge https://edge.example --key-id compliance-1 --secret-file desk.secret',
  async run({ options, json, terminal }) {
    const { file } = options;
    const body = checkShape(RatesFile, parseJson(readBytes(file, MEND), file), file, MEND);
    const client = connect(options, terminal, json);
    const { entered } = await client.call(callOf(OPERATIONS.putFxRates, { label: file, body }));
    return { facts: { entered }, lines: [`✓ ${entered} rates entered`] };
  },
});
