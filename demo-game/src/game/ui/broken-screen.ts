import { el } from '../../engine/dom.ts';
import type { Words } from '../words.ts';

/** Covers the game with a message when it must not go on. */
export function showBroken(parent: HTMLElement, words: Words | null): void {
  const title = words?.text('broken.title') ?? 'The game has stopped';
  const text = words?.text('broken.text') ?? 'Please open the game again.';
  for (const child of parent.children) if (child instanceof HTMLElement) child.inert = true;
  parent.append(
    el('section', {
      class: 'broken',
      attributes: { role: 'alert' },
      children: [el('h2', { children: [title] }), el('p', { class: 'broken-text', children: [text] })],
    }),
  );
}
