// The sandbox panel: plans faults, makes safety rules act, and shows once a second how the money moves while it is open.
import { call, Refusal } from './lobby-api.js';
import { explain, find, moneyText, renewParts, row, say, showRefusal } from './lobby-view.js';

const POLL_MS = 1_000;

/** @param {string} name @param {HTMLElement[]} rows */
function fill(name, rows) {
  find(`#sandbox-${name}`, HTMLOListElement).replaceChildren(
    ...(rows.length > 0 ? rows : [row(say('sandbox.none'), '', 'time')]),
  );
}

/** @param {import('@roundgate/contract').Money | null} money */
const amount = (money) => (money ? moneyText(money) : '–');

/** @param {import('./answers.d.ts').SandboxAnswer} answer */
function show({ faults, rounds, ledger, events }) {
  const times = (/** @type {number} */ count) => `×${count}`;
  fill(
    'planned',
    faults.map((one) =>
      row(
        `${say(`sandbox.call.${one.call}`)}: ${say(`sandbox.fault.${one.fault}`)}`,
        times(one.left),
        'time',
      ),
    ),
  );
  fill(
    'rounds',
    rounds.map((one) => {
      const attempts = one.attempts > 0 ? ` ${times(one.attempts)}` : '';
      return row(`${one.state}${attempts}`, `${amount(one.stake)} → ${amount(one.win)}`, 'time');
    }),
  );
  fill(
    'ledger',
    ledger.map((one) =>
      row(`${one.seq} ${one.kind}`, amount(one.amount), one.amount.amount_minor > 0 ? 'gain' : 'loss'),
    ),
  );
  fill(
    'chain',
    events.map((one) => row(`${one.seq} ${one.type}`, one.hash, 'time')),
  );
}

const isOpen = () => find('#sandbox', HTMLDetailsElement).open;
/** @param {string} name */
const chosen = (name) => find(`[name="${name}"]`, HTMLSelectElement).value;

/** A case of responsible gaming changes what the page says of the player, too. @param {HTMLElement} button */
async function makeRgCase(button) {
  const answer = await call('/lobby/sandbox/rg', { case: button.dataset.case });
  await renewParts();
  return answer;
}

/** @param {unknown} error */
function tell(error) {
  const code = error instanceof Refusal ? error.code : null;
  const isOver = code === 'SESSION_NOT_FOUND' || code === 'SESSION_ENDED';
  showRefusal(isOver ? say('sandbox.rg.no_session') : explain(code));
}

/** For the game that the page shows. @param {HTMLElement} button */
const givePromo = (button) => {
  const gameId = find('roundgate-game', HTMLElement).getAttribute('game-id');
  return call('/lobby/sandbox/promo', { give: button.dataset.give, game_id: gameId });
};

/** @type {Record<string, (button: HTMLElement) => Promise<import('./answers.d.ts').SandboxAnswer>>} */
const ACTIONS = {
  promo: givePromo,
  rg: makeRgCase,
  plan: () => call('/lobby/sandbox/plan', { call: chosen('sandbox-call'), fault: chosen('sandbox-fault') }),
  forget: () => call('/lobby/sandbox/reset', {}),
};

document.addEventListener('click', async ({ target }) => {
  const button = target instanceof Element ? target.closest('#sandbox button[data-action]') : null;
  if (!(button instanceof HTMLElement)) return;
  await ACTIONS[button.dataset.action ?? '']?.(button).then(show, tell);
});

/** What fails here is shown again a second later; the panel must not disturb the lobby. */
async function poll() {
  if (isOpen() && !document.hidden) await call('/lobby/sandbox').then(show, () => {});
  setTimeout(poll, POLL_MS);
}
poll();
