import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { busEventVectors } from './vectors/bus-events.ts';
import { frameMessageVectors } from './vectors/frame-messages.ts';
import { queryVectors, requestVectors } from './vectors/requests.ts';
import type { Vector } from './vectors/vector.ts';

const FILES: Readonly<Record<string, () => Record<string, Vector[]>>> = {
  'requests.gen.json': requestVectors,
  'queries.gen.json': queryVectors,
  'bus-events.gen.json': busEventVectors,
  'frame-messages.gen.json': frameMessageVectors,
};

/** One vector on each line, so that a change reads well. */
function format(groups: Record<string, Vector[]>): string {
  const group = ([name, vectors]: [string, Vector[]]) =>
    `  ${JSON.stringify(name)}: [\n${vectors.map((vector) => `    ${JSON.stringify(vector)}`).join(',\n')}\n  ]`;
  return `{\n${Object.entries(groups).map(group).join(',\n')}\n}\n`;
}

/** Writes `vectors/*.json`, or with `--check` exits 1 when one is not what the scripts say. */
function main(args: readonly string[]): number {
  const stale = Object.entries(FILES).filter(([file, make]) => {
    const path = resolve(import.meta.dirname, '../vectors', file);
    const text = format(make());
    if (!args.includes('--check')) writeFileSync(path, text);
    return readFileSync(path, 'utf8') !== text;
  });
  for (const [file] of stale)
    console.error(`worker/contract/vectors/${file} is stale\n  → node worker/contract/scripts/vectors.ts`);
  return stale.length > 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
