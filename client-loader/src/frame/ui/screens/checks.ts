import { countdownText } from '../../rg/countdown.ts';
import { el, write } from '../el.ts';
import { helpLink } from '../links.ts';
import {
  button,
  type Draw,
  enable,
  factList,
  failureLine,
  helpList,
  limitsText,
  type ScreenTools,
  sender,
} from './screen-tools.ts';

/** A reality check or a rest: time, stakes, wins and net, until it is acknowledged and its lock-out has passed. */
export const drawCheck: Draw<'check' | 'rest'> = ({ kind, checkId, acknowledged, untilMs }, tools) => {
  const { words, desk, clock } = tools;
  const facts = factList(() => tools.checkFacts());
  const wait = el('p', { class: 'countdown', role: 'timer' });
  const failure = failureLine();
  const goOn = sender(
    words.say('continue'),
    () => (checkId ? desk.acknowledge(checkId) : Promise.resolve(false)),
    failure,
    tools,
  );
  // The clock here is ahead of the gateway's word: there is nothing to acknowledge yet.
  enable(goOn, checkId !== null);
  const text = words.say(`${kind}.text`, { time: words.span(desk.sessionMs) });
  return {
    title: words.say(`${kind}.title`),
    body: [el('p', {}, text), facts.element, wait, failure, helpList(tools)],
    actions: [acknowledged ? null : goOn, button(words.say('stop'), () => desk.leave())],
    tick: () => {
      facts.tick();
      const isLocked = untilMs !== null && clock.now() < untilMs;
      write(wait, isLocked ? words.say('check.wait', { time: countdownText(untilMs, clock.now()) }) : '');
    },
  };
};

/** The limits offer and their state, for as long as the market says (CZ: five seconds after a login). */
export const drawNotice: Draw<'notice'> = ({ untilMs }, tools) => {
  const { words, desk, clock, terms } = tools;
  const goOn = button(words.say('continue'), () => desk.dismiss(), 'main');
  const offers = terms.links.filter(({ kind }) => kind === 'limits');
  return {
    title: words.say('notice.title'),
    body: [
      el('p', {}, limitsText(desk.view, words) ?? words.say('notice.none')),
      el('p', {}, words.say('notice.offer')),
      ...offers.map((link) => el('p', { class: 'help' }, helpLink(link, words))),
    ],
    actions: [goOn],
    tick: () => {
      const isOver = clock.now() >= untilMs;
      enable(goOn, isOver);
      const left = isOver ? '' : ` (${countdownText(untilMs, clock.now())})`;
      write(goOn, words.say('continue') + left);
    },
  };
};

/** The warning before a limit is reached. */
export const drawNear: Draw<'near'> = (_screen, { words, desk }) => ({
  title: words.say('near.title'),
  body: [el('p', {}, limitsText(desk.view, words) ?? '')],
  actions: [
    button(words.say('continue'), () => desk.dismiss(), 'main'),
    button(words.say('stop'), () => desk.leave()),
  ],
});

/** The player chooses how often to be reminded; the market says among what. */
export const drawInterval: Draw<'interval'> = (_screen, tools) => {
  const { words, desk, terms } = tools;
  const failure = failureLine();
  const choice = (minutes: number): HTMLElement =>
    sender(words.span(minutes * 60_000), () => desk.setInterval(minutes), failure, tools);
  const choices = (terms.rules.reality_check?.choices_min ?? []).map(choice);
  for (const element of choices) element.className = 'plain';
  return {
    title: words.say('interval.title'),
    body: [el('p', {}, words.say('interval.text')), el('div', { class: 'row' }, ...choices), failure],
    actions: [button(words.say('interval.none'), () => desk.dismiss())],
  };
};

/** The interval in force, and the way to change it; null where the market leaves no choice. */
export function intervalLine({ words, desk }: ScreenTools): HTMLElement {
  const minutes = desk.view.reality_check_min;
  const now = minutes === null ? '' : words.say('interval.now', { time: words.span(minutes * 60_000) });
  return el(
    'p',
    { class: 'row' },
    now,
    button(words.say('interval.change'), () => desk.ask('interval')),
  );
}
