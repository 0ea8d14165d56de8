import type { FeedMessage } from '@roundgate/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Feed } from './feed.ts';

class FakeSocket {
  onopen: () => void = () => {};
  onmessage: (event: { data: unknown }) => void = () => {};
  onclose: () => void = () => {};
  readonly sent: string[] = [];
  isClosed = false;
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.isClosed = true;
  }
}

/** A feed whose sockets, time and chance are the test's. */
function setting() {
  const sockets: FakeSocket[] = [];
  const protocols: string[][] = [];
  const heard: FeedMessage[] = [];
  let polls = 0;
  let tokens = 0;
  const feed = new Feed('wss://play.example/v1/session/feed', {
    api: {
      token: async () => {
        tokens += 1;
        return `token-${tokens}`;
      },
    },
    onMessage: (message) => heard.push(message),
    refresh: () => {
      polls += 1;
    },
  });
  vi.stubGlobal(
    'WebSocket',
    class extends FakeSocket {
      constructor(_url: string, wanted: string[]) {
        super();
        protocols.push(wanted);
        sockets.push(this);
      }
    },
  );
  vi.spyOn(Math, 'random').mockReturnValue(1);
  const last = (): FakeSocket => sockets.at(-1) as FakeSocket;
  return { feed, sockets, protocols, heard, last, polls: () => polls };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

describe('the feed of a session', () => {
  it('names its protocol and a fresh token for every connection', async () => {
    const { feed, protocols, last } = setting();
    feed.start();
    await pass(0);
    last().onclose();
    await pass(500);
    expect(protocols).toEqual([
      ['roundgate.feed.v1', 'token-1'],
      ['roundgate.feed.v1', 'token-2'],
    ]);
  });

  it('asks for the session once when it opens, and then listens only', async () => {
    const { feed, last, polls } = setting();
    feed.start();
    await pass(0);
    last().onopen();
    for (let beat = 0; beat < 5; beat += 1) {
      await pass(20_000);
      last().onmessage({ data: 'pong' });
    }
    expect(polls()).toBe(1);
  });

  it('polls every 15 seconds while no socket is open', async () => {
    const { feed, polls } = setting();
    feed.start();
    await pass(45_000);
    expect(polls()).toBe(3);
  });

  it('waits twice as long after every failure, up to half a minute', async () => {
    const { feed, sockets, last } = setting();
    feed.start();
    await pass(0);
    for (const waitMs of [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const before = sockets.length;
      last().onclose();
      await pass(waitMs - 1);
      expect(sockets).toHaveLength(before);
      await pass(1);
      expect(sockets).toHaveLength(before + 1);
    }
  });

  it('hands on what it knows, drops what it does not, and polls after what cannot be read', async () => {
    const { feed, heard, last, polls } = setting();
    feed.start();
    await pass(0);
    for (const data of ['{"type":"build_revoked"}', '{"type":"explode"}', 'not json', 'null'])
      last().onmessage({ data });
    expect(heard).toEqual([{ type: 'build_revoked' }]);
    expect(polls()).toBe(2);
  });

  it('leaves a socket that answers no ping, and keeps one that does', async () => {
    const { feed, sockets, last } = setting();
    feed.start();
    await pass(0);
    last().onopen();
    await pass(20_000);
    last().onmessage({ data: 'pong' });
    await pass(20_000);
    expect(sockets).toHaveLength(1);
    expect(last().sent).toEqual(['ping', 'ping']);
    await pass(20_500);
    expect(sockets.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  it('stays away once it was stopped', async () => {
    const { feed, sockets, polls } = setting();
    feed.start();
    await pass(0);
    feed.stop();
    await pass(120_000);
    expect([sockets.length, polls()]).toEqual([1, 0]);
  });
});
