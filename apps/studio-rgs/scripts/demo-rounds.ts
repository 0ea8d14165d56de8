import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { DemoRounds } from '@roundgate/contract';
import { drawBook, drawRounds, figuresOf, playsLike } from '../src/demo/demo-book.ts';
import { createRegistry } from '../src/registry/model-registry.ts';

/**
 * The sample book of the demo mode, drawn from the very model by the very engine.
 * `node scripts/demo-rounds.ts MODEL.json FIGURES.json OUT.json` writes the book of the seed that FIGURES.json names
 * beside the exact figures of `analyze`; with `--search` for OUT.json it looks for a seed whose book plays like the model.
 */
const ROUNDS = 1_000;
const MAX_SEEDS = 20_000;

const [modelFile, figuresFile, outFile] = process.argv.slice(2);
if (!modelFile || !figuresFile || !outFile) {
  console.error('usage: node scripts/demo-rounds.ts MODEL.json FIGURES.json OUT.json|--search');
  process.exit(2);
}

interface FiguresFile {
  readonly rtp: string;
  readonly hit_frequency: string;
  readonly mean_square: string;
  readonly demo_seed: string;
}
const file = JSON.parse(readFileSync(figuresFile, 'utf8')) as FiguresFile;
const exact = {
  rtp: Number(file.rtp),
  hitFrequency: Number(file.hit_frequency),
  meanSquare: Number(file.mean_square),
};
const [entry] = createRegistry([readFileSync(modelFile, 'utf8')], []).active;
if (!entry) throw new Error(`${modelFile} holds no model`);
const { lineCount } = entry.model;

function search(model: typeof entry & object): string {
  for (let index = 1; index <= MAX_SEEDS; index += 1) {
    const seed = `demo/${index}`;
    if (playsLike(figuresOf(drawRounds(model, ROUNDS, seed), lineCount), exact)) return seed;
  }
  throw new Error(`none of ${MAX_SEEDS} seeds gives a book that plays like the model`);
}

const seed = outFile === '--search' ? search(entry) : file.demo_seed;
const book = DemoRounds.parse(drawBook(entry, ROUNDS, seed, exact));
const text = `${JSON.stringify(book)}\n`;
if (outFile !== '--search') writeFileSync(outFile, text);
const topWin = Math.max(...book.rounds.map(({ win_minor }) => win_minor)) / lineCount;
const figures = { ...figuresOf(book.rounds, lineCount), topWin };
console.log(
  JSON.stringify({ seed, rounds: ROUNDS, figures, exact, bytes: text.length, gzip: gzipSync(text).length }),
);
