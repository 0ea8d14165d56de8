import { mayChooseInterval } from '../../rg/screen.ts';
import { el } from '../el.ts';
import { intervalLine } from './checks.ts';
import { button, type Draw, factList, failureLine, helpList, limitsText, sender } from './screen-tools.ts';

/** The panic button asks once, then blocks. */
export const drawPanic: Draw<'panic'> = (_screen, tools) => {
  const { words, desk, terms } = tools;
  const failure = failureLine();
  const time = words.span((terms.rules.panic_h ?? 0) * 3_600_000);
  return {
    title: words.say('panic.title'),
    body: [el('p', {}, words.say('panic.text', { time })), failure],
    actions: [
      sender(words.say('panic.confirm'), () => desk.panic(), failure, tools),
      button(words.say('continue'), () => desk.dismiss()),
    ],
  };
};

/** All that the session knows, for screens on which the bar cannot hold it. */
export const drawInfo: Draw<'info'> = (_screen, tools) => {
  const { words, desk, terms } = tools;
  const facts = factList(() => tools.facts());
  return {
    title: words.say('info.title'),
    body: [
      facts.element,
      el('p', {}, limitsText(desk.view, words)),
      mayChooseInterval(terms) ? intervalLine(tools) : null,
      helpList(tools),
    ],
    actions: [button(words.say('continue'), () => desk.dismiss(), 'main')],
    tick: () => facts.tick(),
  };
};
