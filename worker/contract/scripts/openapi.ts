import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openapiText } from './openapi/document.ts';

/** Writes `openapi.json`, or with `--check` compares it and exits 1 when it is not what the schemas say (spec P4). */
function main(args: readonly string[]): number {
  const path = resolve(import.meta.dirname, '../openapi.json');
  const text = openapiText();
  if (args.includes('--check')) {
    if (readFileSync(path, 'utf8') === text) return 0;
    console.error(
      'worker/contract/openapi.json is not what the schemas say\n  → node worker/contract/scripts/openapi.ts',
    );
    return 1;
  }
  writeFileSync(path, text);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
