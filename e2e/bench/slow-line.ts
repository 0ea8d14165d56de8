import { createServer, type Server, Socket } from 'node:net';

/** A line between a browser and a server of this machine: how long a round trip takes, and how much it carries. */
export interface SlowLine {
  readonly port: number;
  /** What it has carried towards the browser so far, headers included. */
  readonly carriedBytes: number;
  stop(): Promise<void>;
}

/** What a line is like; `mbitPerS` is shared by all connections, towards the browser. */
export interface LineFacts {
  readonly rttMs: number;
  readonly mbitPerS: number;
}

/** Hands bytes on after half a round trip; towards the browser, no faster than the line carries them. */
class Way {
  readonly #delayMs: number;
  readonly #bytesPerMs: number;
  #freeAtMs = 0;
  carriedBytes = 0;

  constructor(delayMs: number, mbitPerS: number) {
    this.#delayMs = delayMs;
    this.#bytesPerMs = (mbitPerS * 125_000) / 1_000;
  }

  /** When a piece that comes now is over the line. */
  send(bytes: number, nowMs: number): number {
    this.carriedBytes += bytes;
    this.#freeAtMs = Math.max(nowMs, this.#freeAtMs) + bytes / this.#bytesPerMs;
    return this.#freeAtMs + this.#delayMs - nowMs;
  }
}

function join(from: Socket, to: Socket, way: Way): void {
  let last = Promise.resolve();
  const later = (waitMs: number, act: () => void): void => {
    const due = new Promise<void>((resolve) => setTimeout(resolve, waitMs));
    last = last.then(() => due).then(act);
  };
  from.on('data', (piece) => later(way.send(piece.length, performance.now()), () => void to.write(piece)));
  from.on('end', () => later(way.send(0, performance.now()), () => void to.end()));
  from.on('error', () => to.destroy());
  from.on('close', () => later(0, () => void to.destroy()));
}

/** Opens a line to a port of this machine. A new connection costs one round trip more, as it does everywhere. */
export async function openSlowLine(to: number, { rttMs, mbitPerS }: LineFacts): Promise<SlowLine> {
  const [up, down] = [new Way(rttMs / 2, 1_000), new Way(rttMs / 2, mbitPerS)];
  const sockets = new Set<Socket>();
  const server: Server = createServer((browser) => {
    const upstream = new Socket().setNoDelay();
    browser.setNoDelay();
    for (const socket of [browser, upstream]) sockets.add(socket.on('close', () => sockets.delete(socket)));
    join(upstream, browser, down);
    setTimeout(() => {
      upstream.connect(to, '127.0.0.1');
      join(browser, upstream, up);
      browser.resume();
    }, rttMs);
    browser.pause();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    get carriedBytes() {
      return down.carriedBytes;
    },
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
