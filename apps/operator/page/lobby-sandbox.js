// The sandbox panel: plans faults, and shows once a second how the money moves while it is open.
import { call } from './lobby-api.js';
import { find, moneyText, row, say, showRefusal } from './lobby-view.js';

const POLL_MS = 1_000;

/** @param {string} name @param {HTMLElement[]} rows */
function fill(name, rows) {
  find(`#sandbox-${name}`, HTMLOListElement).replaceChildren(
    ...(rows.length > 0 ? rows : [row(say('sandbox.none'), '', 'time')]),
  );
}

/** @param {any} money */
const amount = (money) => (money ? moneyText(money) : '–');

/** @param {{ amount_minor: number, currency: string }} entry the wallet's currencies have two digits */
const moved = ({ amount_minor, currency }) => moneyText({ amount_minor, currency, exponent: 2 });

/** @param {any} answer of the sandbox's routes */
function show({ faults, rounds, ledger, events }) {
  const times = (/** @type {number} */ count) => `×${count}`;
  fill(
    'planned',
    faults.map((/** @type {any} */ one) =>
      row(
        `${say(`sandbox.call.${one.call}`)}: ${say(`sandbox.fault.${one.fault}`)}`,
        times(one.left),
        'time',
      ),
    ),
  );
  fill(
    'rounds',
    rounds.map((/** @type {any} */ one) => {
      const attempts = one.attempts > 0 ? ` ${times(one.attempts)}` : '';
      return row(`${one.state}${attempts}`, `${amount(one.stake)} → ${amount(one.win)}`, 'time');
    }),
  );
  fill(
    'ledger',
    ledger.map((/** @type {any} */ one) =>
      row(`${one.seq} ${one.kind}`, moved(one), one.amount_minor > 0 ? 'gain' : 'loss'),
    ),
  );
  fill(
    'chain',
    events.map((/** @type {any} */ one) => row(`${one.seq} ${one.type}`, one.hash, 'time')),
  );
}

const isOpen = () => find('#sandbox', HTMLDetailsElement).open;
/** @param {string} name */
const chosen = (name) => find(`[name="${name}"]`, HTMLSelectElement).value;

/** @type {Record<string, () => Promise<any>>} */
const ACTIONS = {
  plan: () => call('/lobby/sandbox/plan', { call: chosen('sandbox-call'), fault: chosen('sandbox-fault') }),
  forget: () => call('/lobby/sandbox/reset', {}),
};

document.addEventListener('click', async ({ target }) => {
  const button = target instanceof Element ? target.closest('#sandbox button[data-action]') : null;
  const action = button && ACTIONS[button.getAttribute('data-action') ?? ''];
  if (action) await action().then(show, () => showRefusal(say('refused.offline')));
});

/** What fails here is shown again a second later; the panel must not disturb the lobby. */
async function poll() {
  if (isOpen() && !document.hidden) await call('/lobby/sandbox').then(show, () => {});
  setTimeout(poll, POLL_MS);
}
poll();
