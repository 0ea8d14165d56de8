import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { nameSeed, rawOutput } from '../src/rng/index.ts';

/**
 * `node scripts/rng-external.ts [--seed TEXT] [--mebibytes N] [--tests 0,1,…] --out FILE.json`: runs ent and dieharder on the raw
 * output and writes what they said, for the dossier. On Debian: apt-get install ent dieharder. One that is missing is told as such.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: 'dossier' },
    mebibytes: { type: 'string', default: '64' },
    // Those of dieharder's tests that have no known flaw and do not need more output than the default.
    tests: { type: 'string', default: '0,1,2,8,10,11,12,13,15,16,100,101,102' },
    out: { type: 'string' },
  },
});
const { out } = values;
if (!out) {
  console.error(
    'usage: node scripts/rng-external.ts --out FILE.json [--seed TEXT] [--mebibytes N] [--tests LIST]',
  );
  process.exit(2);
}
const bytes = Number(values.mebibytes) * 2 ** 20;

/** Writes the raw output to a file; answers its digest. */
function writeRaw(path: string): string {
  const file = openSync(path, 'w');
  const digest = createHash('sha256');
  for (const part of rawOutput(nameSeed(values.seed, 'sandbox'), bytes)) {
    writeSync(file, part);
    digest.update(part);
  }
  return digest.digest('hex');
}

/** What a program says, or null where it is not installed. */
function ask(program: string, args: readonly string[]): string | null {
  const { error, stdout } = spawnSync(program, args, { encoding: 'utf8' });
  return error ? null : stdout;
}

interface DieharderResult {
  readonly test: string;
  readonly p: number;
  readonly assessment: string;
}

const ROW = /^\s*(\S+)\|\s*(\d+)\|\s*\d+\|\s*\d+\|\s*([\d.]+)\|\s*(\w+)/;

/** dieharder on the file; it begins again at the file's start when a test needs more, and says so by rewinding. */
function dieharder(path: string): DieharderResult[] | null {
  const results: DieharderResult[] = [];
  for (const test of values.tests.split(',')) {
    process.stderr.write(`dieharder test ${test}\n`);
    const said = ask('dieharder', ['-g', '201', '-f', path, '-d', test, '-k', '2']);
    if (said === null) return null;
    for (const line of said.split('\n')) {
      const [, name, size, p, assessment = ''] = ROW.exec(line) ?? [];
      if (name) results.push({ test: `${name} ${size}`, p: Number(p), assessment });
    }
  }
  return results;
}

const folder = mkdtempSync(join(tmpdir(), 'roundgate-rng-'));
try {
  const path = join(folder, 'raw.bin');
  const sha256 = writeRaw(path);
  const [, entCsv] = ask('ent', ['-t', path])?.trim().split('\n') ?? [];
  const [, , entropy, chiSquare, mean, pi, serial] = entCsv?.split(',').map(Number) ?? [];
  const ent = entCsv ? { entropy, chiSquare, mean, pi, serial } : null;
  const report = { seed: values.seed, bytes, sha256, ent, dieharder: dieharder(path) };
  writeFileSync(out, `${JSON.stringify(report, undefined, 2)}\n`);
  const weak = report.dieharder?.filter(({ assessment }) => assessment !== 'PASSED') ?? [];
  console.log(
    `${out}: ent ${ent ? 'ran' : 'is missing'}, dieharder ${report.dieharder ? `${report.dieharder.length} results, ${weak.length} not PASSED` : 'is missing'}`,
  );
  process.exitCode = weak.some(({ assessment }) => assessment === 'FAILED') ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}
