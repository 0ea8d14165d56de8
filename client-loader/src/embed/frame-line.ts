import { asLoaderMessage } from '../protocol/loader-guard.ts';
import type { Line, LineEvents } from './line.ts';

const SANDBOX = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox';

/** A line to a loader in a frame of its own: window messages go to its origin only, and come from nowhere else. */
export function frameLine(
  node: HTMLIFrameElement,
  home: string,
  title: string,
  events: LineEvents,
  signal: AbortSignal,
): Line {
  let sent = 0;
  let heard = 0;
  const send = (type: string, fields: object = {}): number => {
    sent += 1;
    node.contentWindow?.postMessage({ rg: 1, seq: sent, type, ...fields }, home);
    return sent;
  };
  const receive = ({ source, origin, data }: MessageEvent): void => {
    if (source === null || source !== node.contentWindow || origin !== home) return;
    const message = asLoaderMessage(data);
    if (!message || message.seq <= heard) return;
    const first = heard === 0;
    heard = message.seq;
    if (message.type !== 'hello') events.onMessage(message);
    else if (first) events.onOpen();
  };
  addEventListener('message', receive, { signal });
  // A document that loads after the loader has answered is another one.
  node.addEventListener('load', () => (heard > 0 ? events.onLost() : void send('hello')), { signal });
  node.setAttribute('sandbox', SANDBOX);
  node.allow = 'autoplay; fullscreen';
  node.title = title;
  return { node, send };
}
