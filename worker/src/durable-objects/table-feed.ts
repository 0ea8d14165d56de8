import { FEED_PROTOCOL, type TableMessage } from '@roundgate/contract';

/** Somebody who watches and is no player. */
const ONLOOKER = '-';
/** The platform's close code for a socket that sent something. */
const UNEXPECTED = 1008;
/** The most windows that one player watches a table in. */
const MAX_OF_ONE = 4;
/** The most that watch one table without a place in it: lobbies. */
const MAX_ONLOOKERS = 2_000;

/** The windows that watch a table, over sockets that let the object sleep. */
export class TableFeed {
  readonly #ctx: DurableObjectState;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
    // Answered by the platform, without waking the object.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
  }

  /** Takes a window in; `first` is what it is told at once. Null when too many watch already. */
  open(playerId: string | null, first: TableMessage): Response | null {
    const tag = playerId ?? ONLOOKER;
    const watching = this.#ctx.getWebSockets(tag);
    if (playerId === null && watching.length >= MAX_ONLOOKERS) return null;
    if (playerId !== null)
      for (const socket of watching.slice(0, Math.max(0, watching.length - MAX_OF_ONE + 1)))
        socket.close(1000, 'replaced');
    const [client, server] = Object.values(new WebSocketPair()) as [WebSocket, WebSocket];
    this.#ctx.acceptWebSocket(server, [tag]);
    server.send(JSON.stringify(first));
    const headers = { 'sec-websocket-protocol': FEED_PROTOCOL };
    return new Response(null, { status: 101, webSocket: client, headers });
  }

  get isWatched(): boolean {
    return this.#ctx.getWebSockets().length > 0;
  }

  /** Tells every window its own view of the table; what all see is written out once. */
  tell(messageOf: (playerId: string | null) => TableMessage): void {
    const forOnlookers = JSON.stringify(messageOf(null));
    for (const socket of this.#ctx.getWebSockets()) {
      if (socket.readyState !== WebSocket.READY_STATE_OPEN) continue;
      const [tag = ONLOOKER] = this.#ctx.getTags(socket);
      socket.send(tag === ONLOOKER ? forOnlookers : JSON.stringify(messageOf(tag)));
    }
  }

  /** A window said something: the feed only speaks. */
  reject(socket: WebSocket): void {
    socket.close(UNEXPECTED, 'nothing is read here');
  }
}
