import type { HelpLink } from '@roundgate/contract';
import { el, icon } from './el.ts';
import type { Texts } from './texts.ts';

/** Neutral symbols by what a link is for; the marks of the authorities are theirs, and their names stand beside. */
const SYMBOLS: Record<HelpLink['kind'], string> = {
  help: 'M12 3a9 9 0 1 0 .01 0M9.2 9.4a2.9 2.9 0 1 1 4.2 2.6c-1 .5-1.4 1-1.4 2M12 17v.5',
  self_exclusion: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM8 12h8',
  self_test: 'M6 3h12v18H6zM9 9l1.5 1.5L13 8M9 15l1.5 1.5L13 14M15 9.500h1M15 15.500h1',
  limits: 'M4 18a9 9 0 1 1 16 0M12 14l4-5M4 18h16',
  regulator: 'M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM9 12l2 2 4-4',
};

/** A link that opens beside the game, or its words where no address is known. */
export function helpLink(link: HelpLink, texts: Texts, ...children: Node[]): HTMLElement {
  const name = `${texts.say(`link.${link.kind}`)}: ${link.text}`;
  const content = children.length > 0 ? children : [document.createTextNode(name)];
  if (!link.url) return el('span', {}, ...content);
  const attributes = { href: link.url, target: '_blank', rel: 'noopener noreferrer' };
  return el('a', children.length > 0 ? { ...attributes, 'aria-label': name } : attributes, ...content);
}

/** A white plate with a black frame, a symbol and its name, as the Swedish rule has it. */
export const logoPlate = (link: HelpLink, texts: Texts): HTMLElement =>
  el('li', {}, helpLink(link, texts, icon(SYMBOLS[link.kind]), el('span', {}, link.text)));
