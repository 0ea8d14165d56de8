import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { buildAll } from '../fixtures/build-all.ts';
import { devSecrets } from '../fixtures/dev-secrets.ts';
import { repo } from '../fixtures/paths.ts';

/** What a player's browser may have to fetch before a game, gzipped (shared design: integrity, budgets). */
const EMBED_LIMIT = 5_000;
const FRAME_LIMIT = 25_000;

const { pinsFile } = await devSecrets(repo('.roundgate/dev'));
await buildAll(pinsFile, (text) => console.error(text));
const gzipped = (path: string): number => gzipSync(readFileSync(repo(path)), { level: 9 }).length;

const embedGzipBytes = gzipped('client-loader/dist/embed/embed.js');
const files = readdirSync(repo('client-loader/dist/loader'));
const code = files.filter((name) => !name.startsWith('words-'));
const largestWords = Math.max(
  ...files
    .filter((name) => name.startsWith('words-'))
    .map((name) => gzipped(`client-loader/dist/loader/${name}`)),
);
const frameGzipBytes =
  gzipped('client-loader/dist/frame.html') +
  largestWords +
  code.reduce((sum, name) => sum + gzipped(`client-loader/dist/loader/${name}`), 0);

console.log(
  process.argv.includes('--json')
    ? JSON.stringify({ embedGzipBytes, frameGzipBytes })
    : `embed ${embedGzipBytes} of ${EMBED_LIMIT} bytes, loader frame with its largest language ${frameGzipBytes} of ${FRAME_LIMIT} bytes`,
);
process.exit(embedGzipBytes <= EMBED_LIMIT && frameGzipBytes <= FRAME_LIMIT ? 0 : 1);
