import {
  CAMPAIGN_RESULT_COLUMNS,
  type CampaignArmResult,
  campaignResultLines,
  OPERATIONS,
} from '@roundgate/contract';
import { csvTable } from '@roundgate/contract/reporting';
import { defineCommand } from '../../cli/command.ts';
import { misused } from '../../cli/failure.ts';
import { writeOut } from '../../cli/write-out.ts';
import { callOf, connect } from '../../edge/connect.ts';
import { EDGE_OPTIONS } from '../../edge/credentials.ts';

interface Results {
  readonly campaign_id: string;
  readonly currency: string;
  readonly reference: string;
  readonly arms: readonly CampaignArmResult[];
}

const apart = (value: number | null | undefined): string =>
  typeof value === 'number' ? value.toFixed(2) : '–';

/** An arm in a line: how many, what an exposed player leaves, and how far that is from the reference. */
function armLine({ arm, exposed, is_reference, figures }: CampaignArmResult): string {
  const net = figures.find(({ metric }) => metric === 'net_minor');
  const { mean, low, high } = net?.difference ?? {};
  const compared = is_reference
    ? 'the reference'
    : `${apart(mean)} [${apart(low)}, ${apart(high)}] to the reference`;
  return `  ${arm}: ${exposed} exposed, net ${apart(net?.mean)} minor units each, ${compared}`;
}

/** `roundgate reports campaign`: what the arms of a campaign came to. */
export const campaign = defineCommand({
  name: 'reports campaign',
  summary: 'Write the result table of a campaign, with 95 % intervals, to a file, as CSV or JSON.',
  options: {
    campaign: { value: 'cmp-…', help: "one of the operator's campaigns", required: true },
    out: { value: 'FILE', help: 'where to', required: true },
    format: { value: 'csv', help: 'csv or json (csv)' },
    ...EDGE_OPTIONS,
  },
  example:
    'roundgate reports campaign --campaign cmp-spring --out spring.csv --edge https://edge.example --key-id operator-1 --secret-file operator.secret',
  async run({ options, json, terminal }) {
    const { campaign: campaign_id, out, format = 'csv' } = options;
    if (format !== 'csv' && format !== 'json')
      throw misused('--format', `"${format}" is none`, 'give csv or json');
    const client = connect(options, terminal, json);
    const results: Results = await client.call(
      callOf(OPERATIONS.getCampaignResults, { label: `results of ${campaign_id}`, params: { campaign_id } }),
    );
    const { arms, currency } = results;
    const table = () => csvTable(CAMPAIGN_RESULT_COLUMNS, campaignResultLines(campaign_id, currency, arms));
    writeOut(out, format === 'csv' ? table() : `${JSON.stringify(results, null, 2)}\n`);
    return {
      facts: { out, format, arms: arms.length, reference: results.reference },
      lines: [`✓ ${arms.length} arms → ${out}`, ...arms.map(armLine)],
    };
  },
});
