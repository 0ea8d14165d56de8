import { frameLine } from '../embed/frame-line.ts';
import type { Line, LineEvents } from '../embed/line.ts';

/** The loader itself, made by the build: its whole script, and the page that it works in. */
declare const __PINNED_SCRIPT__: string;
declare const __FRAME_BODY__: string;

interface HtmlPolicy {
  createHTML(html: string): string;
}
const factory = (
  globalThis as { trustedTypes?: { createPolicy(name: string, rules: HtmlPolicy): HtmlPolicy } }
).trustedTypes;
let policy: HtmlPolicy | undefined;

const quoted = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const meta = (name: string, content: string): string =>
  `<meta name="roundgate:${name}" content="${quoted(content)}">`;

/** The loader's document. Its one script is ours and came under the operator's own digest; addresses are only data. */
const documentOf = (url: URL, edge: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">${meta('launch-url', url.href)}${meta('edge', edge)}<title>Roundgate</title></head><body>${__FRAME_BODY__}<script type="module">${__PINNED_SCRIPT__}</script></body></html>`;

/**
 * Pinned mode: the loader is written into a frame of the operator's own origin, out of the script that the operator's
 * digest vouches for. Our servers supply bytes, and every one of them is checked by code that they did not supply
 * (shared design: integrity).
 */
export function openPinned(
  url: URL,
  edge: string,
  title: string,
  events: LineEvents,
  signal: AbortSignal,
): Line {
  const node = document.createElement('iframe');
  const line = frameLine(node, origin, title, events, signal);
  const html = documentOf(url, edge);
  policy ??= factory?.createPolicy('roundgate', { createHTML: (text) => text });
  node.srcdoc = policy ? policy.createHTML(html) : html;
  return line;
}
