import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { playerEventVectors, spinEventVectors } from './vectors/bus-events.ts';
import { frameMessageVectors } from './vectors/frame-messages.ts';
import { partnerRequestVectors, queryVectors, requestVectors } from './vectors/requests.ts';
import { trustVectorFile } from './vectors/trust/file.ts';
import type { Vector } from './vectors/vector.ts';

const FILES: Readonly<Record<string, () => Record<string, Vector[]>>> = {
  'requests.gen.json': requestVectors,
  'partner-requests.gen.json': partnerRequestVectors,
  'queries.gen.json': queryVectors,
  'spin-events.gen.json': spinEventVectors,
  'player-events.gen.json': playerEventVectors,
  'frame-messages.gen.json': frameMessageVectors,
};

/** One vector on each line, so that a change reads well. */
function format(groups: Record<string, Vector[]>): string {
  const group = ([name, vectors]: [string, Vector[]]) =>
    `  ${JSON.stringify(name)}: [\n${vectors.map((vector) => `    ${JSON.stringify(vector)}`).join(',\n')}\n  ]`;
  return `{\n${Object.entries(groups).map(group).join(',\n')}\n}\n`;
}

/** What each file must hold. */
async function contents(): Promise<[file: string, text: string][]> {
  const grouped = Object.entries(FILES).map(([file, make]): [string, string] => [file, format(make())]);
  return [...grouped, ['trust.gen.json', await trustVectorFile()]];
}

/** Writes `vectors/*.json`, or with `--check` exits 1 when one is not what the scripts say. */
async function main(args: readonly string[]): Promise<number> {
  const stale = (await contents()).filter(([file, text]) => {
    const path = resolve(import.meta.dirname, '../vectors', file);
    if (!args.includes('--check')) writeFileSync(path, text);
    return readFileSync(path, 'utf8') !== text;
  });
  for (const [file] of stale)
    console.error(`worker/contract/vectors/${file} is stale\n  → node worker/contract/scripts/vectors.ts`);
  return stale.length > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
