import { closeSync, openSync, writeSync } from 'node:fs';
import { nameSeed, rawOutput, type Seed, seedCommitment } from '@roundgate/studio-rgs/rng';
import { defineCommand } from '../../cli/command.ts';
import { misused, reasonOf, refused } from '../../cli/failure.ts';

const MAX_BYTES = 1e12;
/** Small pieces are gathered, so that the output costs few system calls. */
const PIECE = 65_536;

function byteCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > MAX_BYTES)
    throw misused(
      '--bytes',
      `"${text}" is no whole number from 1 to ${MAX_BYTES}`,
      'give --bytes such a number',
    );
  return count;
}

function* pieces(seed: Seed, bytes: number): Generator<Uint8Array> {
  let held: Uint8Array[] = [];
  let size = 0;
  for (const part of rawOutput(seed, bytes)) {
    held.push(part);
    size += part.length;
    if (size < PIECE) continue;
    yield Buffer.concat(held);
    held = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(held);
}

function writeFile(path: string, seed: Seed, bytes: number): void {
  try {
    const file = openSync(path, 'w');
    try {
      for (const piece of pieces(seed, bytes)) writeSync(file, piece);
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw refused(path, `cannot be written: ${reasonOf(cause)}`, 'give --out a path in a folder that exists');
  }
}

/** `roundgate rng dump`: raw output of the generator, for laboratories. The seed is for tests and draws nothing else. */
export const dump = defineCommand({
  name: 'rng dump',
  summary: 'Write raw output of the generator, for laboratories and their test suites.',
  options: {
    bytes: { value: 'N', help: 'how many bytes', required: true },
    seed: { value: 'TEXT', help: 'the same text gives the same bytes; otherwise one is made up and told' },
    out: { value: 'FILE', help: 'where to; without it they go to standard output, for a pipe' },
  },
  example: 'roundgate rng dump --bytes 1000000 --out raw.bin',
  async run({ options, terminal, json }) {
    const bytes = byteCount(options.bytes);
    if (json && !options.out)
      throw misused('--json', 'and raw bytes cannot share one output', 'add --out FILE');
    const secret = options.seed ?? terminal.makeNonce();
    const seed = nameSeed(secret, 'sandbox');
    const commitment = seedCommitment(seed);
    if (options.out) writeFile(options.out, seed, bytes);
    else {
      terminal.err(`seed ${secret}\n`);
      for (const piece of pieces(seed, bytes)) if (!(await terminal.write(piece))) break;
    }
    return {
      facts: { bytes, seed: secret, commitment, out: options.out ?? null },
      lines: options.out ? [`${bytes} bytes written to ${options.out}, seed ${secret}`] : [],
    };
  },
});
