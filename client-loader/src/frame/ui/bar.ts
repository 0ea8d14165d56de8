import type { MarketTerms, UiElement } from '@roundgate/contract';
import type { Words } from '../words.ts';
import { el, icon, write } from './el.ts';
import type { Fact } from './facts.ts';
import { helpLink, logoPlate } from './links.ts';

const INFO = 'M12 3a9 9 0 1 0 .01 0M12 11v6M12 7.500v.5';

/**
 * The strip above the game: label, warnings, links and facts of the market. Its elements are made once and stay, as
 * evidence is about them; no filter, transparency or transform may touch them, or no browser vouches for them.
 */
export class Bar {
  readonly element: HTMLElement;
  readonly #terms: MarketTerms;
  readonly #age = el('b', { id: 'age', role: 'img' });
  readonly #warnings = el('p', { id: 'warnings' });
  readonly #label = el('div', { id: 'label' }, this.#age, this.#warnings);
  readonly #links = el('p', { id: 'links' });
  readonly #logos = el('ul', { id: 'logos' });
  readonly #facts = el('dl', { id: 'facts' });
  readonly #info: HTMLButtonElement;
  readonly #panic: HTMLButtonElement | null;
  readonly #tools: HTMLElement;
  readonly #cells = new Map<string, { cell: HTMLElement; label: HTMLElement; value: HTMLElement }>();

  constructor(terms: MarketTerms, ask: (asked: 'info' | 'panic') => void) {
    this.#terms = terms;
    this.#info = el('button', { id: 'info', type: 'button', click: () => ask('info') }, icon(INFO));
    this.#panic = terms.rules.panic_h
      ? el('button', { id: 'panic', type: 'button', click: () => ask('panic') })
      : null;
    this.#tools = el('div', { id: 'tools' }, this.#panic, this.#info);
    const logos = terms.logos.length > 0 && this.#logos;
    const links = terms.links.length > 0 && this.#links;
    this.element = el('header', { id: 'bar' }, logos, this.#label, this.#tools, links, this.#facts);
  }

  /** Where an element of the market stands, for the evidence that it is seen. */
  elementOf(name: UiElement): HTMLElement | undefined {
    const elements: Record<UiElement, HTMLElement | undefined> = {
      age_label: this.#age,
      warnings: this.#warnings,
      links: this.#links,
      logos: this.#logos,
      clock: this.#cells.get('session_time')?.cell,
      balance: this.#cells.get('balance')?.cell,
    };
    return elements[name]?.isConnected ? elements[name] : undefined;
  }

  /** Writes everything that depends on the language: what the market mandates in a language of the market. */
  label(words: Words, legal: Words): void {
    const { age_label, warnings, links, logos } = this.#terms;
    for (const element of [this.#label, this.#links, this.#logos]) element.lang = legal.language;
    this.#age.textContent = age_label;
    this.#age.ariaLabel = legal.say('age_label', { age: age_label });
    this.#warnings.textContent = warnings.map((key) => legal.say(`warning.${key}`)).join(' ');
    this.#links.replaceChildren(...links.map((link) => helpLink(link, legal)));
    this.#logos.replaceChildren(...logos.map((link) => logoPlate(link, legal)));
    this.#info.title = words.say('info.title');
    this.#info.ariaLabel = this.#info.title;
    if (this.#panic) this.#panic.textContent = words.say('panic.button');
  }

  /** Writes the facts; only what has changed is touched. A fact that was told once stays. */
  write(facts: readonly Fact[]): void {
    for (const fact of facts) this.#writeOne(fact);
  }

  /** Nothing follows: label and help stay, what could be pressed goes. */
  close(): void {
    this.#tools.remove();
  }

  #writeOne({ id, label, value, always }: Fact): void {
    const parts = this.#cells.get(id) ?? this.#addCell(id, always);
    write(parts.label, label);
    write(parts.value, value);
  }

  #addCell(id: string, always: boolean) {
    const label = el('dt', { id: `${id}-label` });
    const value = el('dd', { id });
    const cell = el('div', always ? {} : { class: 'wide' }, label, value);
    this.#facts.append(cell);
    const parts = { cell, label, value };
    this.#cells.set(id, parts);
    return parts;
  }
}
