import { type MarketStatus, OPERATIONS } from '@roundgate/contract';
import { defineCommand } from '../../cli/command.ts';
import { EXIT, Failure, type Fault } from '../../cli/failure.ts';
import { table } from '../../cli/table.ts';
import { readEdge } from '../../edge/credentials.ts';
import { readPublic } from '../../edge/read-public.ts';

const HEADS = ['market', 'launch', 'certified', 'unknown', 'stale', 'verified', 'review by', 'name'];

const rowOf = (market: MarketStatus): string[] => [
  ...[market.country, market.launchable ? 'yes' : 'no', market.certified ? 'yes' : '-'],
  ...[String(market.unknown.length), String(market.stale.length)],
  ...[market.verified_on, market.review_by, market.name],
];

const detailsOf = ({ country, refused_for, stale }: MarketStatus): string[] => [
  ...refused_for.map(({ rule, why }) => `${country} is not launched for ${rule}: ${why}`),
  ...(stale.length > 0 ? [`${country} is stale in ${stale.join(', ')}`] : []),
];

/** What is wrong where something may be played: a market without certificates harms nobody. */
const faultsOf = ({ country, certified, stale }: MarketStatus): Fault[] =>
  certified && stale.length > 0
    ? [
        {
          where: country,
          what: `has certificates, and rules that are stale: ${stale.join(', ')}`,
          mend: 'compare them with their sources, correct them and move their date of verification',
        },
      ]
    : [];

/** `roundgate markets status`: which markets can be launched, and what of them is unknown or stale. */
export const status = defineCommand({
  name: 'markets status',
  summary: 'List every market: launchable or not and why, what is unknown, what is stale.',
  options: {
    edge: { value: 'URL', help: 'origin of the edge, such as https://edge.example', required: true },
  },
  example: 'roundgate markets status --edge https://edge.example',
  async run({ options, json, terminal }) {
    const { path, response } = OPERATIONS.listMarkets;
    const { markets } = await readPublic(readEdge(options.edge), path, response);
    const lines = [...table(HEADS, markets.map(rowOf)), '', ...markets.flatMap(detailsOf)];
    const faults = markets.flatMap(faultsOf);
    if (faults.length === 0) return { facts: { markets }, lines };
    if (!json) for (const line of lines) terminal.out(line);
    throw new Failure(EXIT.refused, faults);
  },
});
