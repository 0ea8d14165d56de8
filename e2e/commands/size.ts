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
const loader = (name: string): string => `client-loader/dist/loader/${name}`;
const largestWords = Math.max(
  ...readdirSync(repo('client-loader/dist/loader'))
    .filter((name) => name.startsWith('words-'))
    .map((name) => gzipped(loader(name))),
);

/** A page with the files that it names and one language; what it asks for once the game runs is not waited for. */
function pageBytes(page: string): number {
  const names =
    readFileSync(repo(`client-loader/dist/${page}`), 'utf8').match(/(?<=\/loader\/)[\w.-]+/g) ?? [];
  const files = names.map((name) => gzipped(loader(name))).reduce((sum, bytes) => sum + bytes, 0);
  return gzipped(`client-loader/dist/${page}`) + largestWords + files;
}
const frameGzipBytes = pageBytes('frame.html');
const demoGzipBytes = pageBytes('demo.html');

console.log(
  process.argv.includes('--json')
    ? JSON.stringify({ embedGzipBytes, frameGzipBytes, demoGzipBytes })
    : `embed ${embedGzipBytes} of ${EMBED_LIMIT} bytes, loader frame with its largest language ${frameGzipBytes} of ${FRAME_LIMIT} bytes (of a demo ${demoGzipBytes})`,
);
process.exit(embedGzipBytes <= EMBED_LIMIT && frameGzipBytes <= FRAME_LIMIT ? 0 : 1);
