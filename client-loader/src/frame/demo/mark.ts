import { el } from '../ui/el.ts';
import type { Words } from '../words.ts';
import '../ui/mark.css';

/** Says in the loader's own bar, outside the game's frame, that this is a demo. Called again in another language. */
export function showDemoMark(bar: HTMLElement, words: Words, offline: boolean): void {
  const name = el('b', {}, words.say('demo.mark'));
  const note = el('span', {}, words.say(offline ? 'demo.offline' : 'demo.note'));
  bar.querySelector('#demo')?.remove();
  bar.prepend(el('p', { id: 'demo', class: 'mark' }, name, note));
}
