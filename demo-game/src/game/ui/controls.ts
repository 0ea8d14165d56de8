import { el, icon } from '../../engine/dom.ts';
import type { SpinPress } from '../../model/round-state.ts';
import type { Words } from '../words.ts';
import { ICONS } from './icons.ts';

/** What the player can press. */
export interface ControlActions {
  spin(): void;
  stake(by: 1 | -1): void;
  autoplay(): void;
  rules(): void;
  history(): void;
  sound(): void;
}

/** What the controls show; a change of any field redraws them. */
export interface ControlState {
  readonly press: SpinPress;
  /** Share of the market's shortest round that has passed, 0 to 1. */
  readonly wait: number;
  readonly stakeMinor: number;
  /** A free spin is or will be played: what stands as the stake is not taken. */
  readonly free: boolean;
  readonly canLower: boolean;
  readonly canRaise: boolean;
  readonly canOpen: boolean;
  readonly autoplayLeft: number | null;
  readonly canAutoplay: boolean;
  readonly muted: boolean;
  readonly balanceMinor: number | null;
  readonly winMinor: number | null;
}

const button = (name: string, press: () => void, ...children: (Node | string)[]) =>
  el('button', {
    class: `control ${name}`,
    attributes: { type: 'button' },
    on: { click: press },
    children,
  });

const display = (name: string) => {
  const label = el('span', { class: 'label' });
  const value = el('span', { class: 'value' });
  return { label, value, box: el('div', { class: `display ${name}`, children: [label, value] }) };
};

const relabel = (element: HTMLElement, label: string): void => {
  element.setAttribute('aria-label', label);
  element.title = label;
};

const SPIN_LABELS = {
  spin: 'control.spin',
  stop: 'control.stop',
  skip: 'control.skip',
  none: 'control.wait',
} as const satisfies Record<SpinPress, string>;

/** The panel of controls. A control that the market forbids is not built at all. */
export class Controls {
  readonly panel = el('div', { class: 'panel' });
  /** Announced by screen readers when it changes. */
  readonly result = el('p', {
    class: 'result',
    attributes: { role: 'status', 'aria-live': 'polite', 'aria-atomic': 'true' },
  });
  readonly spin: HTMLButtonElement;
  readonly #words: Words;
  readonly #lower: HTMLButtonElement;
  readonly #raise: HTMLButtonElement;
  readonly #rules: HTMLButtonElement;
  readonly #history: HTMLButtonElement;
  readonly #sound: HTMLButtonElement;
  readonly #autoplay: HTMLButtonElement | null;
  readonly #autoplayRounds: number;
  readonly #balance = display('balance');
  readonly #win = display('win');
  readonly #stake = display('stake');
  #shown: ControlState | null = null;

  /** `autoplayRounds` 0: the market forbids autoplay, and there is no button for it. */
  constructor(parent: HTMLElement, words: Words, actions: ControlActions, autoplayRounds: number) {
    this.#words = words;
    this.#autoplayRounds = autoplayRounds;
    this.#lower = button('lower', () => actions.stake(-1), icon(...ICONS.minus));
    this.#raise = button('raise', () => actions.stake(1), icon(...ICONS.plus));
    this.spin = button('spin', () => actions.spin());
    this.#rules = button('rules', () => actions.rules(), icon(...ICONS.rules));
    this.#history = button('history', () => actions.history(), icon(...ICONS.history));
    this.#sound = button('sound', () => actions.sound());
    this.#autoplay = autoplayRounds > 0 ? button('autoplay', () => actions.autoplay()) : null;
    this.#stake.value.setAttribute('aria-live', 'polite');
    const stepper = el('div', { class: 'stepper', children: [this.#lower, this.#stake.box, this.#raise] });
    const displays = el('div', { class: 'displays', children: [this.#balance.box, this.#win.box] });
    const left = el('div', { class: 'side left', children: [this.#rules, this.#history] });
    const right = el('div', { class: 'side right', children: [this.#autoplay ?? '', this.#sound] });
    const row = el('div', { class: 'row', children: [left, this.spin, right] });
    this.panel.append(this.result, displays, stepper, row);
    parent.append(this.panel);
  }

  /** Writes the result line; an unchanged text is not announced twice. */
  say(text: string): void {
    if (this.result.textContent !== text) this.result.textContent = text;
  }

  /** Writes every label anew, in the language that is set now. */
  relabel(): void {
    const shown = this.#shown;
    this.#shown = null;
    if (shown) this.update(shown);
  }

  update(state: ControlState): void {
    const before = this.#shown;
    this.#shown = state;
    if (before?.wait !== state.wait) this.spin.style.setProperty('--wait', String(state.wait));
    const fields = Object.keys(state) as (keyof ControlState)[];
    if (before && fields.every((field) => field === 'wait' || before[field] === state[field])) return;
    this.#updateSpin(state, before);
    this.#updateStake(state);
    this.#updateSides(state, before);
    this.#updateDisplays(state);
  }

  #updateSpin(state: ControlState, before: ControlState | null): void {
    if (before?.press === state.press) return;
    const { press } = state;
    relabel(this.spin, this.#words.text(SPIN_LABELS[press]));
    this.spin.dataset.press = press;
    // Not `disabled`: that would throw the keyboard's focus away in every round.
    this.spin.setAttribute('aria-disabled', String(press === 'none'));
    this.spin.replaceChildren(icon(...ICONS[press === 'none' ? 'spin' : press]));
  }

  #updateStake(state: ControlState): void {
    const { text, money } = this.#words;
    this.#stake.label.textContent = text(state.free ? 'hud.freeBet' : 'hud.stake');
    this.#stake.value.textContent = money(state.stakeMinor);
    relabel(this.#lower, text('control.stakeDown'));
    relabel(this.#raise, text('control.stakeUp'));
    this.#lower.setAttribute('aria-disabled', String(!state.canLower));
    this.#raise.setAttribute('aria-disabled', String(!state.canRaise));
  }

  #updateSides(state: ControlState, before: ControlState | null): void {
    const { text } = this.#words;
    relabel(this.#rules, text('control.rules'));
    relabel(this.#history, text('control.history'));
    for (const control of [this.#rules, this.#history])
      control.setAttribute('aria-disabled', String(!state.canOpen));
    relabel(this.#sound, text(state.muted ? 'control.soundOn' : 'control.soundOff'));
    if (before?.muted !== state.muted)
      this.#sound.replaceChildren(icon(...(state.muted ? ICONS.soundOff : ICONS.soundOn)));
    if (this.#autoplay) this.#updateAutoplay(this.#autoplay, state);
  }

  #updateAutoplay(control: HTMLButtonElement, state: ControlState): void {
    const left = state.autoplayLeft;
    const label =
      left === null
        ? this.#words.text('control.autoplay', { rounds: this.#autoplayRounds })
        : this.#words.text('control.autoplayStop', { left });
    relabel(control, label);
    control.setAttribute('aria-pressed', String(left !== null));
    control.setAttribute('aria-disabled', String(!state.canAutoplay));
    const picture = icon(...(left === null ? ICONS.autoplay : ICONS.stop));
    control.replaceChildren(
      picture,
      left === null ? '' : el('span', { class: 'count', children: [`${left}`] }),
    );
  }

  #updateDisplays(state: ControlState): void {
    const { text, money } = this.#words;
    this.#balance.label.textContent = text('hud.balance');
    const { balanceMinor, winMinor } = state;
    this.#balance.value.textContent = balanceMinor === null ? text('hud.unknown') : money(balanceMinor);
    this.#win.label.textContent = text('hud.win');
    this.#win.value.textContent = winMinor === null ? '–' : money(winMinor);
  }
}
