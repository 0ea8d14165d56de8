// What the lobby shows: parts of the page, its notices, the ledger and the list of events.
import { fetchPage } from './lobby-api.js';

const EVENT_ROWS = 50;

/**
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T}
 */
export function find(selector, type) {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`the page has no ${selector}`);
  return found;
}

/** @returns {{ words: Record<string, string>, country: string }} */
const data = () => JSON.parse(find('#lobby-data', HTMLScriptElement).textContent);

/**
 * A message of the page with its `{places}` filled.
 * @param {string} key
 * @param {Record<string, string>} [values]
 */
export function say(key, values = {}) {
  const message = data().words[key] ?? key;
  return message.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

/**
 * Digits are moved, nothing is divided: an amount is never a float.
 * @param {{ amount_minor: number, currency: string, exponent: number }} money
 */
export function moneyText({ amount_minor, currency, exponent }) {
  const digits = String(Math.abs(amount_minor)).padStart(exponent + 1, '0');
  const decimal = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
  const text = /** @type {Intl.StringNumericLiteral} */ (`${amount_minor < 0 ? '-' : ''}${decimal}`);
  return new Intl.NumberFormat(document.documentElement.lang, { style: 'currency', currency }).format(text);
}

/**
 * @param {string} text
 * @param {string} value
 * @param {string} kind class of the value
 */
export function row(text, value, kind) {
  const item = document.createElement('li');
  const label = document.createElement('span');
  label.textContent = text;
  const amount = document.createElement('b');
  amount.textContent = value;
  amount.className = kind;
  item.append(label, amount);
  return item;
}

/** @param {import('./answers.d.ts').LobbyAnswer} state */
export function showState({ balance_text, movements_text, ledger }) {
  find('#balance', HTMLOutputElement).textContent = balance_text;
  find('#movements', HTMLElement).textContent = movements_text;
  const rows = ledger.map((entry) =>
    row(entry.label, entry.amount_text, entry.amount.amount_minor > 0 ? 'gain' : 'loss'),
  );
  find('#ledger', HTMLOListElement).replaceChildren(...rows);
}

/**
 * One line of text above the game; an empty text takes it away.
 * @param {'refusal' | 'done'} kind
 * @param {string} text
 */
function notice(kind, text) {
  const line = find(`#${kind}`, HTMLElement);
  line.textContent = text;
  line.hidden = text === '';
}

/** @param {string} text why something was refused */
export function showRefusal(text) {
  notice('done', '');
  notice('refusal', text);
}

/** @param {string} text what was done */
export function showDone(text) {
  notice('refusal', '');
  notice('done', text);
}

/** Problem codes that the lobby has words for. @type {Record<string, string>} */
const REASONS = {
  MARKET_NOT_CERTIFIED: 'refused.market',
  MARKET_RULES_UNKNOWN: 'refused.market',
  CURRENCY_NOT_ALLOWED: 'refused.market',
  UPSTREAM_UNAVAILABLE: 'refused.offline',
  SERVICE_UNAVAILABLE: 'refused.offline',
  RG_BLOCKED: 'refused.rg',
  SESSION_NOT_FOUND: 'refused.no_session',
};

/**
 * True when the lobby knows more to say about a problem than its code.
 * @param {string | null} code
 */
export const isKnown = (code) => code !== null && Object.hasOwn(REASONS, code);

/**
 * What a problem code means to the player.
 * @param {string | null} code null when nothing answered
 */
export function explain(code) {
  if (code === null) return say('refused.offline');
  return say(REASONS[code] ?? 'refused.other', { code, country: data().country });
}

/**
 * Adds a line to the list of what was heard from the game.
 * @param {string} text
 */
export function showEvent(text) {
  const list = find('#events', HTMLOListElement);
  const at = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'medium' }).format();
  list.prepend(row(text, at, 'time'));
  while (list.children.length > EVENT_ROWS) list.lastElementChild?.remove();
}

/** Shows the page's texts anew and leaves the running game, its list of events and the notices alone. */
export async function renewParts() {
  const fresh = await fetchPage();
  const focused = document.activeElement;
  const name = focused?.getAttribute('name') ?? '';
  const action = focused?.getAttribute('data-action') ?? '';
  for (const part of document.querySelectorAll('[data-part]')) {
    const next = fresh.querySelector(`[data-part="${part.getAttribute('data-part')}"]`);
    if (next instanceof HTMLElement && part instanceof HTMLElement) {
      next.hidden = part.hidden;
      if (part instanceof HTMLDetailsElement && next instanceof HTMLDetailsElement) next.open = part.open;
      part.replaceWith(document.adoptNode(next));
    }
  }
  document.documentElement.lang = fresh.documentElement.lang;
  document.title = fresh.title;
  const again = document.querySelector(name ? `[name="${name}"]` : `[data-action="${action}"]`);
  if (again instanceof HTMLElement) again.focus();
}
