import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { RootPins } from '@roundgate/contract/trust';
import { wordsFile } from '../src/frame/words-file.ts';
import { buildPackage } from './build-package.ts';
import { buildBoot, bundle, entryOf } from './bundle.ts';
import { scriptTag, snippet } from './embed-snippet.ts';
import { type PageMode, pinsOf, saying, type WordSet, wordSet } from './words.ts';

const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const DIST = here('dist');
const { version } = JSON.parse(readFileSync(here('package.json'), 'utf8')) as { version: string };

/** The root keys that are compiled into the loader: all that it believes from the start. No pins, no loader. */
function rootPins(): RootPins {
  const file = process.env.ROUNDGATE_ROOT_PINS_FILE;
  const text = file && existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (!text)
    throw new Error('set ROUNDGATE_ROOT_PINS_FILE to the pins.json that `roundgate trust init` has made');
  return JSON.parse(text) as RootPins;
}

const write = (path: string, content: string | Uint8Array): void => {
  mkdirSync(dirname(join(DIST, path)), { recursive: true });
  writeFileSync(join(DIST, path), content);
};

/** One file of words per language; a missing or broken message ends the build. */
function writeWords(mode: PageMode): WordSet {
  const set = wordSet(mode);
  for (const { language, pin, content } of set.files) write(wordsFile(language, pin), content);
  return set;
}

interface NamedFile {
  readonly file: string;
  readonly integrity: string;
}

/** Writes one of the loader's own files under a name that holds the beginning of its hash. */
function writeNamed(name: string, content: string | Uint8Array): NamedFile {
  const hash = createHash('sha256').update(content).digest('base64');
  const start = hash.slice(0, 12).replaceAll('+', '-').replaceAll('/', '_');
  const file = name.replace(/(?=\.\w+$)/, `.${start}`);
  write(`loader/${file}`, content);
  return { file, integrity: `sha256-${hash}` };
}

/** The script of what no start waits for: keeping and promotions. A page asks for it once its game runs. */
async function buildLater(words: WordSet): Promise<string> {
  const { code } = entryOf(await bundle('src/later/main.ts', 'es', {}, saying(words)));
  return JSON.stringify(writeNamed('later.js', code));
}

/** One page and its script: that of real play, of a demo, or of a replay. */
async function buildFrame(
  page: string,
  entry: string,
  words: WordSet,
  made: Record<string, string>,
): Promise<void> {
  const output = await bundle(entry, 'es', made, saying(words));
  const head: string[] = [];
  for (const item of output.output) {
    const { file, integrity } = writeNamed(item.fileName, item.type === 'chunk' ? item.code : item.source);
    if (file.endsWith('.css'))
      head.push(`<link rel="stylesheet" href="/loader/${file}" integrity="${integrity}">`);
    else if (item.type === 'chunk' && item.isEntry)
      head.push(`<script type="module" src="/loader/${file}" integrity="${integrity}"></script>`);
  }
  const html = readFileSync(here('src/frame/frame.html'), 'utf8').replace('__HEAD__', head.join(''));
  write(page, html.replace(/\n\s*/g, ''));
}

/** The style of the loader frame, as one text. */
function styleOf(page: string): string {
  const file = /(?<=\/loader\/)[\w.-]+\.css/.exec(readFileSync(join(DIST, page), 'utf8'))?.[0];
  if (!file) throw new Error(`${page} names no style`);
  return readFileSync(join(DIST, 'loader', file), 'utf8');
}

/** Writes a script for operators' pages under its digest; answers what is told of it. */
function writeForOperators(name: string, code: string): NamedFile & { gzipBytes: number; tag: string } {
  const digest = createHash('sha384').update(code).digest();
  const file = `embed/${name}.${digest.toString('hex').slice(0, 12)}.js`;
  const integrity = `sha384-${digest.toString('base64')}`;
  write(file, code);
  const tag = scriptTag(process.env.ROUNDGATE_EDGE_ORIGIN ?? 'https://edge.example', file, integrity);
  return { file, integrity, gzipBytes: gzipSync(code).length, tag };
}

/** The script of pinned mode: the element with the whole loader in it, and the digests that an operator's policy names. */
async function buildPinned(words: WordSet, made: Record<string, string>, boot: string): Promise<void> {
  const style = { __FRAME_STYLE__: JSON.stringify(styleOf('frame.html')) };
  const { code } = entryOf(
    await bundle('src/frame/pinned/main.ts', 'es', { ...made, ...style }, saying(words)),
  );
  // It is written into a document: nothing in it may end its element.
  const script = code.trim().replaceAll('</script', '<\\/script');
  const [, body = ''] =
    /<body>([\s\S]*)<\/body>/.exec(readFileSync(here('src/frame/frame.html'), 'utf8')) ?? [];
  const define = { __PINNED_SCRIPT__: JSON.stringify(script), __FRAME_BODY__: JSON.stringify(body.trim()) };
  const whole = entryOf(await bundle('src/pinned/pinned.ts', 'iife', define)).code;
  const scripts = [`sha256-${createHash('sha256').update(script).digest('base64')}`, boot];
  write('pinned.json', `${JSON.stringify({ ...writeForOperators('pinned', whole), scripts })}\n`);
}

/** The service worker; its version differs with everything that the frame is made of. */
async function buildServiceWorker(...words: readonly WordSet[]): Promise<void> {
  const pins = `[${words.map(pinsOf).join()}]`;
  const parts = [
    pins,
    ...['frame.html', 'demo.html', 'replay.html'].map((page) => readFileSync(join(DIST, page), 'utf8')),
  ];
  const shellVersion = createHash('sha256').update(parts.join()).digest('hex').slice(0, 16);
  const define = { __SHELL_VERSION__: JSON.stringify(shellVersion), __WORDS__: pins };
  write('sw.js', entryOf(await bundle('src/service-worker/sw.ts', 'iife', define)).code);
}

async function buildEmbed(): Promise<void> {
  const { code } = entryOf(await bundle('src/embed/embed.ts', 'iife', {}));
  const facts = writeForOperators('embed', code);
  write('embed/embed.js', code);
  write('embed.json', `${JSON.stringify(facts)}\n`);
  write('embed-snippet.html', snippet(facts.tag));
  console.log(facts.tag);
}

const boot = await buildBoot();
rmSync(DIST, { recursive: true, force: true });
const [real, demo, replay] = [writeWords('real'), writeWords('demo'), writeWords('replay')];
const [later, pinned] = [writeWords('later'), writeWords('pinned')];
const made = {
  __ROOT_PINS__: JSON.stringify(rootPins()),
  __VERSION__: JSON.stringify(version),
  __BOOT_SCRIPT__: JSON.stringify(boot.script),
  __BOOT_HASH__: JSON.stringify(boot.hash),
  __LATER__: await buildLater(later),
};
await buildFrame('frame.html', 'src/frame/main.ts', real, made);
await buildFrame('demo.html', 'src/frame/demo/main.ts', demo, made);
await buildFrame('replay.html', 'src/frame/replay/main.ts', replay, made);
await buildPinned(pinned, made, boot.hash);
await buildServiceWorker(real, demo, replay);
await buildEmbed();
await buildPackage(join(DIST, 'package'), version);
write('csp.json', `${JSON.stringify({ boot: boot.hash })}\n`);
