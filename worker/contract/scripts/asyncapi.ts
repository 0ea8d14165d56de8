import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { asyncapiText } from './asyncapi/document.ts';

/** Writes `asyncapi.json`, or with `--check` compares it and exits 1 when it is not what the schemas say. */
function main(args: readonly string[]): number {
  const path = resolve(import.meta.dirname, '../asyncapi.json');
  const text = asyncapiText();
  if (args.includes('--check')) {
    if (readFileSync(path, 'utf8') === text) return 0;
    console.error(
      'worker/contract/asyncapi.json is not what the schemas say\n  → node worker/contract/scripts/asyncapi.ts',
    );
    return 1;
  }
  writeFileSync(path, text);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
