import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { repo } from '../fixtures/paths.ts';

/** What a page is asked to start. */
export type Job =
  | { readonly kind: 'verified'; readonly launch: string }
  | { readonly kind: 'plain'; readonly launch: string; readonly address: string }
  | { readonly kind: 'hash' };

/** The operator's page of the boot measurement, on a port of this machine; one page of it is open at a time. */
export interface StartPage {
  readonly port: number;
  /** Where a new page is opened; from now on no other is given work. */
  newPage(): string;
  /** Has the open page do a job once it is at rest; milliseconds. Throws what the page told instead. */
  run(job: Job): Promise<number>;
  stop(): void;
}

/** Serves an operator's page; `head` brings the embedding script. */
export async function serveStartPage(head: string): Promise<StartPage> {
  const page = `<!doctype html><html lang="de"><meta charset="utf-8"><title>Operator</title><link rel="icon" href="data:,">
<style>body{margin:0}roundgate-game{display:block;height:100vh}</style>${head}
<script type="module" src="/bench/start-page.js"></script><body></body></html>`;
  const script = readFileSync(repo('e2e/bench/start-page.js'));
  let waiting: ServerResponse | undefined;
  let tell: (told: { tookMs?: number; message?: string }) => void = () => {};
  let next: Job | undefined;
  let newest = 0;
  const hand = (): void => {
    if (!next || !waiting) return;
    waiting.end(JSON.stringify(next));
    [next, waiting] = [undefined, undefined];
  };
  const server = createServer(async (request, response) => {
    if (request.url?.startsWith('/bench/next')) {
      if (request.url !== `/bench/next?${newest}`) return;
      waiting = response;
      hand();
    } else if (request.url === '/bench/took') {
      tell((await json(request)) as Parameters<typeof tell>[0]);
      response.end('{}');
    } else if (request.url === '/bench/start-page.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    } else response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    newPage: () => {
      waiting = undefined;
      newest += 1;
      return `/bench?${newest}`;
    },
    run: (job) =>
      new Promise((resolve, reject) => {
        tell = ({ tookMs, message }) =>
          tookMs === undefined ? reject(new Error(`${job.kind}: ${message}`)) : resolve(tookMs);
        next = job;
        hand();
      }),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
