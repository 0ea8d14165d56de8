import type { ExitReason } from '@roundgate/contract';
import { el, write } from '../el.ts';
import type { OverlayParts } from '../overlay.ts';
import { button, type Draw, helpList, type ScreenTools } from './screen-tools.ts';

/** A screen that nothing follows: why, until when, what became of the running round, and the way back. */
function drawLast(
  text: string,
  until: string | null,
  exitReason: ExitReason,
  tools: ScreenTools,
): OverlayParts {
  const told = el('p', { class: 'note', role: 'status' });
  return {
    title: tools.words.say('over.title'),
    body: [el('p', { role: 'alert' }, text), el('p', {}, until), told, helpList(tools)],
    actions: [button(tools.words.say('leave'), () => tools.exit(exitReason), 'main')],
    tick: () => write(told, tools.told() ?? ''),
  };
}

/** Play is blocked: each reason in its own words, and until when where that is known. */
export const drawBlocked: Draw<'blocked'> = ({ reason, untilMs }, tools) => {
  const { words } = tools;
  const until = untilMs === null ? null : words.say('blocked.until', { time: words.moment(untilMs) });
  return drawLast(words.say(`blocked.${reason}`), until, 'rg', tools);
};

/** The session is over: by the operator, by a build that was withdrawn, or by the player. */
export const drawEnd: Draw<'ended' | 'revoked' | 'left'> = ({ kind }, tools) =>
  drawLast(tools.words.say(`ended.${kind}`), null, kind === 'left' ? 'player' : 'session_ended', tools);
