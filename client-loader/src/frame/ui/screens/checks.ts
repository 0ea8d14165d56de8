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
  const { texts, desk, clock } = tools;
  const facts = factList(() => tools.checkFacts());
  const wait = el('p', { class: 'countdown', role: 'timer' });
  const failure = failureLine();
  const goOn = sender(
    texts.say('continue'),
    () => (checkId ? desk.acknowledge(checkId) : Promise.resolve(false)),
    failure,
    tools,
  );
  // The clock here is ahead of the gateway's word: there is nothing to acknowledge yet.
  enable(goOn, checkId !== null);
  const text = texts.say(`${kind}.text`, { time: texts.span(desk.sessionMs) });
  return {
    title: texts.say(`${kind}.title`),
    body: [el('p', {}, text), facts.element, wait, failure, helpList(tools)],
    actions: [acknowledged ? null : goOn, button(texts.say('stop'), () => desk.leave())],
    tick: () => {
      facts.tick();
      const isLocked = untilMs !== null && clock.now() < untilMs;
      write(wait, isLocked ? texts.say('check.wait', { time: countdownText(untilMs, clock.now()) }) : '');
    },
  };
};

/** The limits offer and their state, for as long as the market says (CZ: five seconds after a login). */
export const drawNotice: Draw<'notice'> = ({ untilMs }, tools) => {
  const { texts, desk, clock, terms } = tools;
  const goOn = button(texts.say('continue'), () => desk.dismiss(), 'main');
  const offers = terms.links.filter(({ kind }) => kind === 'limits');
  return {
    title: texts.say('notice.title'),
    body: [
      el('p', {}, limitsText(desk.view, texts) ?? texts.say('notice.none')),
      el('p', {}, texts.say('notice.offer')),
      ...offers.map((link) => el('p', { class: 'help' }, helpLink(link, texts))),
    ],
    actions: [goOn],
    tick: () => {
      const isOver = clock.now() >= untilMs;
      enable(goOn, isOver);
      const left = isOver ? '' : ` (${countdownText(untilMs, clock.now())})`;
      write(goOn, texts.say('continue') + left);
    },
  };
};

/** The warning before a limit is reached. */
export const drawNear: Draw<'near'> = (_screen, { texts, desk }) => ({
  title: texts.say('near.title'),
  body: [el('p', {}, limitsText(desk.view, texts) ?? '')],
  actions: [
    button(texts.say('continue'), () => desk.dismiss(), 'main'),
    button(texts.say('stop'), () => desk.leave()),
  ],
});

/** The player chooses how often to be reminded; the market says among what. */
export const drawInterval: Draw<'interval'> = (_screen, tools) => {
  const { texts, desk, terms } = tools;
  const failure = failureLine();
  const choice = (minutes: number): HTMLElement =>
    sender(texts.span(minutes * 60_000), () => desk.setInterval(minutes), failure, tools);
  const choices = (terms.rules.reality_check?.choices_min ?? []).map(choice);
  for (const element of choices) element.className = 'plain';
  return {
    title: texts.say('interval.title'),
    body: [el('p', {}, texts.say('interval.text')), el('div', { class: 'row' }, ...choices), failure],
    actions: [button(texts.say('interval.none'), () => desk.dismiss())],
  };
};

/** The interval in force, and the way to change it; null where the market leaves no choice. */
export function intervalLine({ texts, desk }: ScreenTools): HTMLElement {
  const minutes = desk.view.reality_check_min;
  const now = minutes === null ? '' : texts.say('interval.now', { time: texts.span(minutes * 60_000) });
  return el(
    'p',
    { class: 'row' },
    now,
    button(texts.say('interval.change'), () => desk.ask('interval')),
  );
}
