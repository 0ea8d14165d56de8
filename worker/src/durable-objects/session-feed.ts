import { FEED_PROTOCOL, type FeedMessage } from '@roundgate/contract';

/** Windows of one session that may listen at once; the oldest makes room. */
const MAX_LISTENERS = 4;
/** WebSocket close codes: a normal end, and a peer that says what nobody asked for. */
const ENDED = 1000;
const UNEXPECTED = 1008;

/**
 * The windows that listen to a player's sessions. The sockets hibernate: the object sleeps between messages, and what
 * a session's sockets are is found by their tag.
 */
export class SessionFeed {
  readonly #ctx: DurableObjectState;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
    // Answered by the platform, without waking the object.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
  }

  /** Takes a window in; `first` is what it is told at once. */
  open(sessionId: string, first: FeedMessage): Response {
    const listening = this.#sockets(sessionId);
    for (const socket of listening.slice(0, Math.max(0, listening.length - MAX_LISTENERS + 1)))
      socket.close(ENDED, 'replaced');
    const [client, server] = Object.values(new WebSocketPair()) as [WebSocket, WebSocket];
    this.#ctx.acceptWebSocket(server, [sessionId]);
    server.send(JSON.stringify(first));
    const headers = { 'sec-websocket-protocol': FEED_PROTOCOL };
    return new Response(null, { status: 101, webSocket: client, headers });
  }

  isHeard(sessionId: string): boolean {
    return this.#sockets(sessionId).length > 0;
  }

  /** Tells every window of a session; after `ended` nothing follows. */
  tell(sessionId: string, message: FeedMessage): void {
    const text = JSON.stringify(message);
    for (const socket of this.#sockets(sessionId)) {
      socket.send(text);
      if (message.type === 'ended') socket.close(ENDED, 'ended');
    }
  }

  /** Tells every window of every one of these sessions. */
  tellAll(sessionIds: readonly string[], message: FeedMessage): void {
    for (const sessionId of sessionIds) this.tell(sessionId, message);
  }

  /** A window said something: the feed only speaks. */
  reject(socket: WebSocket): void {
    socket.close(UNEXPECTED, 'nothing is read here');
  }

  #sockets(sessionId: string): WebSocket[] {
    return this.#ctx
      .getWebSockets(sessionId)
      .filter((socket) => socket.readyState === WebSocket.READY_STATE_OPEN);
  }
}
