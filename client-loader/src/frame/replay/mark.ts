import type { ReplayInfo } from '@roundgate/contract';
import { el } from '../ui/el.ts';
import { roundText } from '../ui/facts.ts';
import type { Words } from '../words.ts';
import '../ui/mark.css';
import './mark.css';

/**
 * Says in the loader's own bar, outside the game's frame, that this is a recording: of which round, when it was played,
 * what it took and gave. Called again in another language.
 */
export function showReplayMark(bar: HTMLElement, words: Words, { result, accepted_at }: ReplayInfo): void {
  const round = {
    stakeMinor: result.stake.amount_minor,
    winMinor: result.win.amount_minor,
  };
  const time = words.moment(Date.parse(accepted_at));
  bar.querySelector('#replay')?.remove();
  bar.prepend(
    el(
      'p',
      { id: 'replay', class: 'mark' },
      el('b', {}, words.say('replay.mark')),
      el('span', {}, words.say('replay.note', { time })),
      el('span', {}, roundText(round, words)),
      el('code', {}, result.round_id),
    ),
  );
}
