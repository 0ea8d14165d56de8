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
const text = (path: string): string => readFileSync(repo(path), 'utf8');
const words = readdirSync(repo('client-loader/dist/loader')).filter((name) => name.startsWith('words-'));

/** A page with the files that it names and the largest language of its own; what it asks for once the game runs is not waited for. */
function pageBytes(page: string): number {
  const names = text(`client-loader/dist/${page}`).match(/(?<=\/loader\/)[\w.-]+/g) ?? [];
  const scripts = names.map((name) => text(loader(name))).join();
  const own = words.filter((name) => scripts.includes(name.split('.')[1] ?? name));
  const files = names.map((name) => gzipped(loader(name))).reduce((sum, bytes) => sum + bytes, 0);
  return (
    gzipped(`client-loader/dist/${page}`) + files + Math.max(...own.map((name) => gzipped(loader(name))))
  );
}
const frameGzipBytes = pageBytes('frame.html');
const demoGzipBytes = pageBytes('demo.html');
const replayGzipBytes = pageBytes('replay.html');

console.log(
  process.argv.includes('--json')
    ? JSON.stringify({ embedGzipBytes, frameGzipBytes, demoGzipBytes, replayGzipBytes })
    : `embed ${embedGzipBytes} of ${EMBED_LIMIT} bytes, loader frame with its largest language ${frameGzipBytes} of ${FRAME_LIMIT} bytes (of a demo ${demoGzipBytes}, of a replay ${replayGzipBytes})`,
);
process.exit(embedGzipBytes <= EMBED_LIMIT && frameGzipBytes <= FRAME_LIMIT ? 0 : 1);
