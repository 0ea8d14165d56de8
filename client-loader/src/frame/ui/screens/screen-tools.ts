import type { ExitReason, MarketTerms, RgView } from '@roundgate/contract';
import type { RgDesk } from '../../rg/desk.ts';
import type { Screen } from '../../rg/screen.ts';
import type { ServerClock } from '../../rg/server-clock.ts';
import type { Words } from '../../words.ts';
import { el } from '../el.ts';
import type { Fact } from '../facts.ts';
import { helpLink } from '../links.ts';
import type { OverlayParts } from '../overlay.ts';

/** What the screens over the game are drawn from. */
export interface ScreenTools {
  readonly words: Words;
  readonly desk: RgDesk;
  readonly clock: ServerClock;
  readonly terms: MarketTerms;
  /** All facts of the session, and those that a check is about whatever the market keeps in sight. */
  facts(): Fact[];
  checkFacts(): Fact[];
  /** What became of the round that was running when play ended; null: there was none. */
  told(): string | null;
  /** Takes the player back to the operator's page. */
  exit(reason: ExitReason): void;
}

type ScreenOf<K> = Screen extends infer S
  ? S extends { kind: infer T }
    ? K extends T
      ? S
      : never
    : never
  : never;
/** Draws one kind of screen, or several of one shape. */
export type Draw<K extends Screen['kind']> = (screen: ScreenOf<K>, tools: ScreenTools) => OverlayParts;

/** A button. `main` is the one that goes on. */
export function button(
  label: string,
  press: () => unknown,
  kind: 'main' | 'plain' = 'plain',
): HTMLButtonElement {
  const element = el('button', { type: 'button', class: kind }, label);
  element.addEventListener('click', () => {
    if (element.ariaDisabled !== 'true') press();
  });
  return element;
}

/** Not `disabled`: that would throw the keyboard's focus away. */
export const enable = (element: HTMLElement, on: boolean): void => {
  element.ariaDisabled = String(!on);
};

/** Where an action that did not reach the gateway says so. */
export const failureLine = () => el('p', { class: 'failure', role: 'alert' });

/** A button whose action is sent once; its failure is told in `failure`, in words. */
export function sender(
  label: string,
  send: () => Promise<boolean>,
  failure: HTMLElement,
  { words }: ScreenTools,
): HTMLButtonElement {
  const press = async (): Promise<void> => {
    failure.textContent = '';
    enable(element, false);
    const done = await send();
    enable(element, true);
    if (!done) failure.textContent = words.say('failed');
  };
  const element = button(label, press, 'main');
  return element;
}

/** A list of facts that follows them. */
export function factList(facts: () => readonly Fact[]): { element: HTMLElement; tick(): void } {
  const element = el('dl', { class: 'facts' });
  let shown = '';
  const tick = (): void => {
    const now = facts();
    const text = JSON.stringify(now);
    if (text === shown) return;
    shown = text;
    element.replaceChildren(
      ...now.map(({ label, value }) => el('div', {}, el('dt', {}, label), el('dd', {}, value))),
    );
  };
  return { element, tick };
}

/** The help that the market names, as large links; null where it names none. */
export function helpList({ terms, words }: ScreenTools): HTMLElement | null {
  if (terms.links.length === 0) return null;
  return el('ul', { class: 'help' }, ...terms.links.map((link) => el('li', {}, helpLink(link, words))));
}

/** What is left of the player's own limits, in words; null where there are none. */
export function limitsText({ limits }: RgView, words: Words): string | null {
  if (!limits) return null;
  const values = {
    time: words.span(limits.time_left_ms),
    amount: words.money(limits.spend_left.amount_minor),
  };
  return words.say('limits.left', values);
}
