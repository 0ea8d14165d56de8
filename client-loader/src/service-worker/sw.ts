import { wordsFile } from '../frame/words-file.ts';
import type { WorkerScope } from './scope.ts';
import { kindOf, type Served, Shell } from './shell.ts';

declare const __SHELL_VERSION__: string;
/** The pin of each language's file of words, for real play and for demos. */
declare const __WORDS__: readonly Readonly<Record<string, string>>[];

const scope = globalThis as unknown as WorkerScope;
const { origin } = scope.location;
const shell = new Shell({
  caches,
  fetch: fetch.bind(globalThis),
  origin,
  version: __SHELL_VERSION__,
  wordsOf: (language) => __WORDS__.map((pins) => wordsFile(language, pins[language] ?? '')),
});
const quietly = (work: Promise<unknown>): Promise<unknown> => work.catch(() => {});

// No skipWaiting and no claim: a new version takes over between launches, never under a running game.
scope.addEventListener('install', (event) => {
  // What is never kept need not come by here, where the browser can be told so.
  event.addRoutes?.({ condition: { urlPattern: { pathname: '/v1/*' } }, source: 'network' }).catch(() => {});
  event.waitUntil(quietly(shell.renew()));
});
scope.addEventListener('activate', (event) => event.waitUntil(quietly(shell.clean())));

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const kind = kindOf(new URL(request.url), origin);
  const serve = ({ answer, kept }: Served): void => {
    event.respondWith(answer);
    event.waitUntil(quietly(kept));
  };
  if (kind === 'page' && request.mode === 'navigate') serve(shell.page(request));
  else if (kind === 'document') serve(shell.document(request));
  else if (kind === 'file') event.respondWith(shell.file(request));
  else if (kind === 'asset') event.respondWith(shell.asset(request));
});

scope.addEventListener('message', (event) => {
  const { keep } = (event.data ?? {}) as { keep?: unknown };
  if (!Array.isArray(keep)) return;
  const urls = keep.filter((url) => typeof url === 'string').slice(0, 32);
  event.waitUntil(quietly(shell.keep(urls)).then(() => event.ports[0]?.postMessage('kept')));
});
