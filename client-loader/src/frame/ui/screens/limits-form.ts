import { readAmount, readMinutes } from '../../rg/read-amount.ts';
import { el } from '../el.ts';
import { type Draw, failureLine, type ScreenTools, sender } from './screen-tools.ts';

interface Field<T> {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  /** The value, or null after the mistake was told in words. */
  read(): T | null;
}

/** A labelled line for one value; empty at first, as the player decides and not a default. */
function field<T>(
  id: string,
  label: string,
  mode: 'numeric' | 'decimal',
  parse: (text: string) => T | null,
  wrong: string,
): Field<T> {
  const error = el('p', { id: `${id}-error`, class: 'failure', role: 'alert' });
  const attributes = { id, inputmode: mode, autocomplete: 'off', maxlength: '16', required: '' };
  const input = el('input', { ...attributes, 'aria-describedby': error.id });
  const read = (): T | null => {
    const value = parse(input.value);
    error.textContent = value === null ? wrong : '';
    input.ariaInvalid = String(value === null);
    return value;
  };
  const element = el('div', { class: 'field' }, el('label', { for: id }, label), input, error);
  return { element, input, read };
}

function fields({ words }: ScreenTools) {
  const { locale } = words;
  const { exponent, currency } = words.sample;
  const time = field(
    'limit-time',
    words.say('limits.time'),
    'numeric',
    readMinutes,
    words.say('limits.time_wrong'),
  );
  const example = words.number(20, { minimumFractionDigits: exponent });
  const spend = field(
    'limit-spend',
    words.say('limits.spend', { currency }),
    'decimal',
    (text) => readAmount(text, exponent, locale),
    words.say('limits.spend_wrong', { example }),
  );
  return { time, spend };
}

/** Longest time and largest loss, set before play, every session, without defaults (ES). */
export const drawLimits: Draw<'limits'> = (_screen, tools) => {
  const { words, desk } = tools;
  const { time, spend } = fields(tools);
  const failure = failureLine();
  const send = async (): Promise<boolean> => {
    const timeMin = time.read();
    const spendMinor = spend.read();
    if (timeMin !== null && spendMinor !== null) return desk.setLimits(timeMin, spendMinor);
    (timeMin === null ? time : spend).input.focus();
    // Told beside the field: there is no second message to give.
    return true;
  };
  const set = sender(words.say('limits.set'), send, failure, tools);
  // No form element: this frame's sandbox lets none be sent, and swallows its event too.
  const onEnter = (event: Event): void => {
    if ((event as KeyboardEvent).key === 'Enter') set.click();
  };
  for (const { input } of [time, spend]) input.addEventListener('keydown', onEnter);
  const soon = desk.view.soon_again && el('p', { class: 'note' }, words.say('limits.soon'));
  return {
    title: words.say('limits.title'),
    body: [el('p', {}, words.say('limits.text')), soon || null, time.element, spend.element, failure],
    actions: [set],
  };
};
