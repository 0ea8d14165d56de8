import { frameLine } from './frame-line.ts';
import type { OpenLine } from './line.ts';

/** Hosted mode: the loader is a frame of the play origin. */
export const openHosted: OpenLine = (url, title, events, signal) => {
  const node = document.createElement('iframe');
  const line = frameLine(node, url.origin, title, events, signal);
  node.src = url.href;
  return line;
};
