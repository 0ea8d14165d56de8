import { Country, type MarketFile, type MarketRule, OPERATIONS } from '@roundgate/contract';
import { checkShape } from '../../build/read-json.ts';
import { defineCommand } from '../../cli/command.ts';
import { table } from '../../cli/table.ts';
import { readEdge } from '../../edge/credentials.ts';
import { readPublic } from '../../edge/read-public.ts';

const HEADS = ['rule', 'value', 'grade', 'standing', 'gone by', 'review by'];

const rowOf = ({ rule, value, grade, standing, applied, refuses, review_by }: MarketRule): string[] => [
  ...[rule, standing === 'unknown' ? '?' : JSON.stringify(value), grade, standing],
  ...[refuses ? 'nothing is launched' : JSON.stringify(applied), standing === 'unknown' ? '' : review_by],
];

const sourcesOf = ({ rule, sources, note }: MarketRule): string[] => [
  `${rule}${note ? `: ${note}` : ''}`,
  ...sources.map((source) => `    ${source}`),
];

const linesOf = (market: MarketFile): string[] => [
  `${market.country} ${market.name}, verified ${market.verified_on}, ${market.launchable ? 'launchable' : 'not launchable'}`,
  '',
  ...table(HEADS, market.rules.map(rowOf)),
  '',
  ...market.rules.filter(({ standing }) => standing !== 'unknown').flatMap(sourcesOf),
  ...market.duties.map(({ who, what, grade }) => `of the ${who}: ${what} (${grade})`),
  ...market.pending.map(({ what, grade }) => `pending: ${what} (${grade})`),
];

/** `roundgate markets show`: one market in full. */
export const show = defineCommand({
  name: 'markets show',
  summary: 'Print every rule of one market with its grade, sources and dates.',
  target: { name: 'COUNTRY', help: 'ISO 3166 code, such as DE or CA-ON' },
  options: {
    edge: { value: 'URL', help: 'origin of the edge, such as https://edge.example', required: true },
  },
  example: 'roundgate markets show DE --edge https://edge.example',
  async run({ target, options }) {
    const country = checkShape(Country, target, 'COUNTRY', 'give a code such as DE or CA-ON');
    const path = OPERATIONS.getMarket.path.replace('{country}', country);
    const market = await readPublic(readEdge(options.edge), path, OPERATIONS.getMarket.response);
    return { facts: { market }, lines: linesOf(market) };
  },
});
