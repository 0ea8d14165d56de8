// The live table of a tournament: the backend fetches a ticket, the rows come over a socket of the gateway.
import { call } from './lobby-api.js';
import { find, moneyText, say } from './lobby-view.js';

const LOOK_MS = 5_000;
const MONEY = ['sum_win', 'sum_stake'];

/** @typedef {import('./answers.d.ts').TableOffer} Offer */

/** @type {{ offer: Offer, socket: WebSocket } | null} */
let watched = null;

/** @param {Offer} offer @param {number} score */
function scoreText({ metric, currency }, score) {
  const money = { amount_minor: score, currency, exponent: exponentOf(currency) };
  if (MONEY.includes(metric)) return moneyText(money);
  const number = new Intl.NumberFormat(document.documentElement.lang);
  return metric === 'best_multiplier' ? `× ${number.format(score / 100)}` : number.format(score);
}

/** @param {string} currency */
const exponentOf = (currency) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** @param {Offer} offer @param {import('@roundgate/contract').TournamentTable} table */
function show(offer, { state, places }) {
  find('#live-table', HTMLElement).hidden = false;
  const ended = state === 'final' ? ` · ${say('tables.final')}` : '';
  find('#table-name', HTMLElement).textContent = offer.name + ended;
  const rows = places.slice(0, 10).map(({ rank, alias, score }) => {
    const line = document.createElement('tr');
    for (const text of [String(rank ?? '–'), alias, scoreText(offer, score)])
      line.append(Object.assign(document.createElement('td'), { textContent: text }));
    return line;
  });
  find('#table-rows', HTMLElement).replaceChildren(...rows);
}

/** @param {Offer} offer */
function watch(offer) {
  watched?.socket.close();
  const socket = new WebSocket(offer.feed, ['roundgate.feed.v1', offer.ticket]);
  watched = { offer, socket };
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data));
    if (message.type === 'table') show(offer, message.table);
  });
  // A ticket is good for a while only: the next look brings another.
  socket.addEventListener('close', () => {
    if (watched?.socket === socket) watched = null;
  });
}

async function look() {
  if (!document.hidden) {
    /** @type {{ table: Offer | null }} */
    const { table } = await call('/lobby/table').catch(() => ({ table: null }));
    if (table && watched?.offer.tournament_id !== table.tournament_id) watch(table);
    if (!table && !watched) find('#live-table', HTMLElement).hidden = true;
  }
  setTimeout(look, LOOK_MS);
}
look();
