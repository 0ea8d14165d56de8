/** What keys do while no sheet is open. */
export interface KeyActions {
  spin(): void;
  stake(by: 1 | -1): void;
  /** Esc outside a sheet. */
  escape(): void;
}

const STAKE_KEYS: Readonly<Record<string, 1 | -1>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
};

/** True when the key belongs to the element that has the focus: a button is pressed by it, a sheet is scrolled by it. */
function belongsElsewhere(event: KeyboardEvent, spin: HTMLElement): boolean {
  const { target } = event;
  if (!(target instanceof Element)) return false;
  if (target.closest('dialog') || document.querySelector('dialog[open]')) return true;
  const presses = event.key === ' ' || event.key === 'Enter';
  return presses && target.closest('button') !== null && target !== spin;
}

/** Listens to the whole page, so that a round can be played without finding the button first. */
export function listenToKeys(spin: HTMLElement, actions: KeyActions): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || belongsElsewhere(event, spin)) return;
    const by = STAKE_KEYS[event.key];
    if (event.key === 'Escape') actions.escape();
    else if (by !== undefined) actions.stake(by);
    else if (event.key !== ' ' && event.key !== 'Enter') return;
    // A key that is held down must not play round after round.
    else if (!event.repeat) actions.spin();
    event.preventDefault();
  });
  // The browser presses a focused button on keyup of the space bar as well; keydown has done that already.
  spin.addEventListener('keyup', (event) => {
    if (event.key === ' ') event.preventDefault();
  });
}
