import { decimalText, type Invoice, money, OPERATIONS } from '@roundgate/contract';
import { z } from 'zod';
import { defineCommand } from '../../cli/command.ts';
import { misused } from '../../cli/failure.ts';
import { writeOut } from '../../cli/write-out.ts';
import { callOf, connect } from '../../edge/connect.ts';
import { EDGE_OPTIONS } from '../../edge/credentials.ts';

const { getInvoice } = OPERATIONS;

/** `roundgate billing invoice`: what a period comes to by its contract. */
export const invoice = defineCommand({
  name: 'billing invoice',
  summary: 'Fetch the invoice of a period, as JSON or as a page to print.',
  options: {
    contract: { value: 'ct-…', help: 'of which contract', required: true },
    period: { value: 'PERIOD', help: 'such as 2026-Q1 or 2026-01', required: true },
    out: { value: 'FILE', help: 'where to', required: true },
    format: { value: 'html', help: 'json or html (json)' },
    ...EDGE_OPTIONS,
  },
  example:
    'roundgate billing invoice --contract ct-1 --period 2026-Q1 --format html --out invoice.html --edge https://edge.example --key-id operator-1 --secret-file operator.secret',
  async run({ options, json, terminal }) {
    const { contract, period, out, format = 'json' } = options;
    if (format !== 'json' && format !== 'html')
      throw misused('--format', `"${format}" is none`, 'give json or html');
    const client = connect(options, terminal, json);
    const input = { label: `invoice of ${period}`, params: { contract_id: contract, period } };
    const made: Invoice = await client.call(callOf(getInvoice, input));
    const page = {
      ...callOf({ ...getInvoice, response: z.string() }, { ...input, query: { format } }),
      isText: true,
    };
    writeOut(out, format === 'html' ? await client.call(page) : `${JSON.stringify(made, null, 2)}\n`);
    const { total_minor, status, adjustments, digest } = made;
    const total = decimalText(money(total_minor, made.contract.currency));
    return {
      facts: {
        out,
        contract,
        period,
        status,
        total_minor,
        currency: made.contract.currency,
        adjustments: adjustments.length,
        digest,
      },
      lines: [
        `✓ ${contract}, ${period}: ${total} ${made.contract.currency} (${status}, ${adjustments.length} adjustments) → ${out}`,
      ],
    };
  },
});
