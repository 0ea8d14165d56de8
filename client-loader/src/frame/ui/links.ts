import type { HelpLink } from '@roundgate/contract';
import type { Words } from '../words.ts';
import { el, icon } from './el.ts';

/** Neutral symbols by what a link is for; the marks of the authorities are theirs, and their names stand beside. */
const SYMBOLS: Record<HelpLink['kind'], string> = {
  help: 'M9 9a3 3 0 1 1 3 4v2m0 3v1',
  self_exclusion: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM8 12h8',
  self_test: 'M6 3h12v18H6zM9 12l2 3 4-6',
  limits: 'M4 18a9 9 0 1 1 16 0zM12 14l4-5',
  regulator: 'M12 3l8 3c0 8-3 13-8 15-5-2-8-7-8-15zM9 12l2 2 4-4',
};

/** A link that opens beside the game, or its words where no address is known. */
export function helpLink(link: HelpLink, words: Words, ...children: Node[]): HTMLElement {
  const name = `${words.say(`link.${link.kind}`)}: ${link.text}`;
  const content = children.length > 0 ? children : [name];
  if (!link.url) return el('span', {}, ...content);
  const element = el('a', { href: link.url, target: '_blank', rel: 'noopener noreferrer' }, ...content);
  if (children.length > 0) element.ariaLabel = name;
  return element;
}

/** A white plate with a black frame, a symbol and its name, as the Swedish rule has it. */
export const logoPlate = (link: HelpLink, words: Words): HTMLElement =>
  el('li', {}, helpLink(link, words, icon(SYMBOLS[link.kind]), el('span', {}, link.text)));
