import { abortAllDurableObjects } from 'cloudflare:test';
import { exports } from 'cloudflare:workers';
import {
  type BusEvent,
  FEED_PROTOCOL,
  type FeedMessage,
  type PlayRules,
  type Problem,
  type RgView,
  type SessionInfo,
} from '@roundgate/contract';
import { expect } from 'vitest';
import { asPlayer, NO_FLAGS, type Player, signed } from './client.ts';
import { inStore } from './purse-client.ts';

/** Lays rules over a session's market, as if its market had them; the object forgets what it had read. */
export async function withRules(player: Player, rules: Partial<PlayRules>): Promise<void> {
  await inStore(player, ({ storage }) => {
    for (const [name, value] of Object.entries(rules)) {
      const update = 'UPDATE sessions SET data = json_set(data, ?, json(?)) WHERE session_id = ?';
      storage.sql.exec(update, `$.market.rules.${name}`, JSON.stringify(value), player.sessionId);
    }
  });
  await abortAllDurableObjects();
}

/** Makes the past of a session longer by so many minutes: its launch, its checks, its sitting. Memory is lost with it. */
export async function makeOlder(player: Player, minutes: number): Promise<void> {
  const ms = minutes * 60_000;
  await inStore(player, ({ storage: { sql } }) => {
    const { sessionId } = player;
    sql.exec('UPDATE sessions SET launched_at_ms = launched_at_ms - ? WHERE session_id = ?', ms, sessionId);
    sql.exec("UPDATE rounds SET data = json_set(data, '$.acceptedAtMs', (data ->> 'acceptedAtMs') - ?)", ms);
    for (const [table, fields] of [
      ['session_rg', ['checkFromMs', 'limitsFromMs']],
      ['player_rg', ['sitting.sinceMs']],
    ] as const)
      for (const field of fields)
        sql.exec(
          `UPDATE ${table} SET data = json_set(data, '$.${field}', cast((data ->> '$.${field}') - ? AS INTEGER))`,
          ms,
        );
  });
  await abortAllDurableObjects();
}

/** The session as its player reads it. */
export const rgOf = async ({ token }: Player): Promise<RgView> =>
  (await asPlayer<SessionInfo>(token, 'GET', '/v1/session')).body.rg;

export const post = <T = RgView & Problem>({ token }: Player, path: string, body: unknown = {}) =>
  asPlayer<T>(token, 'POST', path, body);

export const pushFlags = ({ operatorId, playerId }: Player, flags: object) =>
  signed(`key-${operatorId}`, 'PUT', `/v1/players/${playerId}/rg-flags`, {
    rg_flags: { ...NO_FLAGS, ...flags },
    reason: 'test',
  });

/** The names of what was told of a player on its chain, with their reasons, in order. */
export async function rgEvents({ operatorId, playerId }: Player): Promise<string[]> {
  const path = `/v1/players/${playerId}/events?pull=missing`;
  const { body } = await signed<{ events: { event: BusEvent }[] }>(`key-${operatorId}`, 'GET', path);
  return body.events.flatMap(({ event }) => (event.type === 'rg_event' ? [event.name] : []));
}

/** What a window heard on its feed. */
export interface Feed {
  readonly heard: FeedMessage[];
  readonly closed: () => boolean;
  /** The first message of a kind that is heard within a second, from now on or before. */
  hears(matches: (message: FeedMessage) => boolean): Promise<void>;
  readonly socket: WebSocket;
}

/** Asks for a feed as a browser does. */
export const askFeed = (token: string, change: Record<string, string> = {}): Promise<Response> =>
  exports.default.fetch(
    new Request('https://play.example/v1/session/feed', {
      headers: {
        upgrade: 'websocket',
        origin: 'https://play.example',
        'sec-websocket-protocol': `${FEED_PROTOCOL}, ${token}`,
        ...change,
      },
    }),
  );

/** Listens to a session as the loader does. */
export async function listen({ token }: Player): Promise<Feed> {
  const response = await askFeed(token);
  const socket = response.webSocket;
  if (!socket) throw new Error(`the feed answers ${response.status}`);
  const heard: FeedMessage[] = [];
  let isClosed = false;
  socket.addEventListener('message', ({ data }) => void heard.push(JSON.parse(String(data)) as FeedMessage));
  socket.addEventListener('close', () => {
    isClosed = true;
  });
  socket.accept();
  return {
    heard,
    socket,
    closed: () => isClosed,
    hears: (matches) => expect.poll(() => heard.some(matches), { timeout: 1_000, interval: 10 }).toBe(true),
  };
}
