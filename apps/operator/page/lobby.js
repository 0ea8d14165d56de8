// The lobby's wiring: its buttons, its switches, and what it hears from the embedded game.
import { call, Refusal } from './lobby-api.js';
import {
  explain,
  find,
  isKnown,
  moneyText,
  renewParts,
  say,
  showDone,
  showEvent,
  showRefusal,
  showState,
} from './lobby-view.js';

/** @typedef {import('@roundgate/client-loader/embed').RoundgateGameElement} Game */

const game = /** @type {Game} */ (find('roundgate-game', HTMLElement));
// Both scripts are deferred and run in order: without the element now, the loader's script did not come.
const hasLoader = () => customElements.get('roundgate-game') !== undefined;

const EVENTS = [
  ...['ready', 'balance', 'round-start', 'round-end', 'rg-notice', 'idle', 'visibility', 'error', 'exit'],
];
const MOVES_MONEY = ['ready', 'round-start', 'round-end', 'error', 'exit'];
let muted = false;
/** @type {string | null | undefined} Why the last thing was refused; undefined when it was not. */
let refusedCode;

/** Shows the page's texts anew; what a button is set to stays. */
async function renew() {
  await renewParts();
  find('[data-action="mute"]', HTMLButtonElement).setAttribute('aria-pressed', String(muted));
  if (refusedCode !== undefined) refuse(refusedCode);
}

const refresh = async () => showState(await call('/lobby/state'));

/** @param {string | null} code */
function refuse(code) {
  refusedCode = code;
  showRefusal(explain(code));
}

/** @param {unknown} error */
const tell = (error) => refuse(error instanceof Refusal ? error.code : null);

function clearNotices() {
  refusedCode = undefined;
  showRefusal('');
}

/** A way back into the game, near the place where the game is missing. @param {boolean} missing */
function offerStart(missing) {
  find('#again', HTMLButtonElement).hidden = !missing;
}

/**
 * @param {string} name
 * @param {import('./answers.d.ts').Heard} detail
 */
function hear(name, detail) {
  /** @type {Record<string, string>} */
  const values = { name: detail.name ?? '', message: detail.message ?? '' };
  const { balance, stake, win, problem = null } = detail;
  for (const [key, amount] of Object.entries({ balance, stake, win }))
    if (amount) values[key] = moneyText(amount);
  if (name === 'idle') values.seconds = String(Math.round((detail.idle_ms ?? 0) / 1000));
  const key = name === 'visibility' ? (detail.visible ? 'shown' : 'hidden') : name;
  showEvent(say(`event.${key}`, values));
  if (name === 'error' && isKnown(problem)) refuse(problem);
  else if (name === 'error') showRefusal(detail.message ?? '');
  if (name === 'ready') clearNotices();
  if (['error', 'exit', 'ready'].includes(name)) offerStart(name !== 'ready');
  if (name === 'exit' && detail.reason === 'operator') showDone(say('event.exit'));
  if (MOVES_MONEY.includes(name)) refresh().catch(tell);
}
for (const name of EVENTS)
  game.addEventListener(`roundgate:${name}`, (event) =>
    hear(name, /** @type {CustomEvent} */ (event).detail),
  );

/** Runs a command of the element; one that comes too early has nothing to act on. @param {(game: Game) => unknown} command */
async function command(command) {
  if (!hasLoader()) throw new Refusal(null);
  await Promise.resolve(command(game)).catch(() => {});
}

/** Starts again for money. */
const play = () => {
  game.removeAttribute('mode');
  return start();
};

/** Starts with play money. */
const demo = () => {
  game.setAttribute('mode', 'demo');
  return start();
};

async function start() {
  // The loader's script is only asked for when the page loads.
  if (!hasLoader()) return location.reload();
  offerStart(false);
  // On a small screen the button stands far below the game.
  game.scrollIntoView({ block: 'nearest' });
  // Why it does not start is heard as an event.
  await game.launch().catch(() => {});
}

/** @type {Map<string, string>} A click that got no answer is sent again with its own id, so that it counts once. */
const openClicks = new Map();

/** @param {object} order */
async function fund(order) {
  const key = JSON.stringify(order);
  const clickId = openClicks.get(key) ?? crypto.randomUUID();
  openClicks.set(key, clickId);
  await call('/lobby/fund', { click_id: clickId, ...order });
  openClicks.delete(key);
  if (hasLoader()) game.refreshBalance().catch(() => {});
}

/** @param {boolean} excluded */
async function exclude(excluded) {
  // Our own wallet has the flag even when the gateway could not be told.
  const told = call('/lobby/rg', { self_excluded: excluded });
  await told.catch(() => {});
  await renew();
  await told;
  showDone(say(excluded ? 'done.excluded' : 'done.lifted'));
}

/** @type {Record<string, (button: HTMLButtonElement) => unknown>} */
const ACTIONS = {
  fund: (button) => fund({ amount_minor: Number(button.dataset.amountMinor) }),
  empty: () => fund({ empty: true }),
  exclude: () => exclude(true),
  lift: () => exclude(false),
  end: async () => {
    await call('/lobby/end-session', {});
    showDone(say('done.ended'));
  },
  relaunch: play,
  demo,
  again: start,
  pause: () => command((element) => element.pause()),
  resume: () => command((element) => element.resume()),
  mute: async (button) => {
    await command((element) => element.mute(!muted));
    muted = !muted;
    button.setAttribute('aria-pressed', String(muted));
  },
  history: () => command((element) => element.showHistory()),
  exit: () => command((element) => element.exit()),
};

document.addEventListener('click', async ({ target }) => {
  const button = target instanceof Element ? target.closest('button[data-action]') : null;
  if (!(button instanceof HTMLButtonElement) || button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  clearNotices();
  try {
    await ACTIONS[button.dataset.action ?? '']?.(button);
    await refresh();
  } catch (error) {
    tell(error);
  } finally {
    button.removeAttribute('aria-disabled');
  }
});

/** @param {HTMLSelectElement} field */
async function prefer({ name, value }) {
  await call('/lobby/preferences', { [name]: value });
  await renew();
  // A language is the game's own matter; another country is another market, so another session.
  if (name === 'country') {
    clearNotices();
    await start();
  }
  if (name === 'locale' && hasLoader()) game.setLocale(value);
}

document.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLSelectElement && !target.closest('#sandbox')) prefer(target).catch(tell);
});

if (!hasLoader()) {
  refuse(null);
  offerStart(true);
}
refresh().catch(tell);
