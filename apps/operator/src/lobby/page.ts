import { type Currency, decimalText, money } from '@roundgate/contract';
import { SandboxFault } from '@roundgate/sandbox/faults';
import { html, raw } from 'hono/html';
import type { Config, OfferedGame } from '../config.ts';
import { FUND_AMOUNTS_MINOR } from './actions.ts';
import { COUNTRIES, isCertified } from './markets.ts';
import { countryName, LANGUAGE_NAMES, LANGUAGES, scriptWords } from './messages.ts';
import { PROMOS } from './sandbox-promo.ts';
import { RG_CASES } from './sandbox-rg.ts';
import type { LedgerRow, LobbyState } from './state.ts';

type Markup = ReturnType<typeof html>;
type Option = readonly [value: string, text: string];

const select = (name: string, label: string, options: readonly Option[], chosen: string): Markup => html`
  <label class="field"><span>${label}</span>
    <select name="${name}" autocomplete="off">${options.map(
      ([value, text]) =>
        html`<option value="${value}" ${value === chosen ? raw('selected') : ''}>${text}</option>`,
    )}</select>
  </label>`;

const button = (action: string, text: string, attributes: Readonly<Record<string, string>> = {}): Markup =>
  html`<button type="button" data-action="${action}" ${Object.entries(attributes).map(
    ([name, value]) => html`${raw(name)}="${value}" `,
  )}>${text}</button>`;

const switches = ({ words, profile, language }: LobbyState): Markup => {
  const countries = COUNTRIES.map((code): Option => {
    const country = countryName(code, language);
    return [code, isCertified(code) ? country : words('not_certified', { country })];
  });
  const own = LANGUAGES.map((code): Option => [code, LANGUAGE_NAMES[code]]);
  return html`<div class="switches">
    ${select('country', words('country'), countries, profile.country)}
    ${select('locale', words('language'), own, language)}
  </div>`;
};

const header = (state: LobbyState): Markup => html`<header data-part="header">
  <div class="brand"><img src="/lantern.svg" alt="" width="34" height="40">
    <div><h1>${state.words('title')}</h1><p>${state.words('tagline')}</p></div></div>
  ${switches(state)}
</header>`;

/** A lobby of one game has no choice to make. */
const choice = ({ words }: LobbyState, games: readonly OfferedGame[], chosen: OfferedGame): Markup | '' =>
  games.length < 2
    ? ''
    : html`<nav class="games" data-part="games" aria-label="${words('title')}">${games.map(
        ({ game_id, title }) =>
          html`<a href="/?game=${game_id}" ${game_id === chosen.game_id ? raw('aria-current="page"') : ''}>${title}</a>`,
      )}</nav>`;

const ledgerItem = ({ label, amount_text, amount }: LedgerRow): Markup =>
  html`<li><span>${label}</span><b class="${amount.amount_minor > 0 ? 'gain' : 'loss'}">${amount_text}</b></li>`;

/** A whole amount without its zeros, short enough for a button. */
function wholeAmount(minor: number, currency: Currency, language: string): string {
  const style = { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' } as const;
  const text = decimalText(money(minor, currency)) as Intl.StringNumericLiteral;
  return new Intl.NumberFormat(language, style).format(text);
}

const wallet = ({ words, profile, language, balanceText, movementsText, ledger }: LobbyState): Markup => {
  const fund = FUND_AMOUNTS_MINOR.map((minor, index) => {
    const amount = wholeAmount(minor, profile.currency, language);
    return button('fund', words('fund', { amount }), {
      'data-amount-minor': String(minor),
      ...(index === 0 && { class: 'main' }),
    });
  });
  return html`<section aria-labelledby="wallet-title"><h2 id="wallet-title">${words('wallet')}</h2>
    <p class="balance"><span>${words('balance')}</span> <output id="balance">${balanceText}</output></p>
    <div class="row pairs">${fund}${button('empty', words('empty_account'), { class: 'quiet' })}</div>
    <h3>${words('ledger')}</h3>
    <ol id="ledger" class="list">${ledger.map(ledgerItem)}</ol>
    <p class="hint" id="movements">${movementsText}</p></section>`;
};

const controls = ({ words }: LobbyState): Markup => html`
  <section aria-labelledby="session-title"><h2 id="session-title">${words('session')}</h2>
    <div class="row">${button('pause', words('pause'))}${button('resume', words('resume'))}
      ${button('mute', words('mute'), { 'aria-pressed': 'false' })}${button('history', words('history'))}${button('exit', words('exit_game'))}
      ${button('end', words('end_session'))}${button('demo', words('demo'))}${button('relaunch', words('relaunch'), { class: 'main' })}</div></section>`;

const safety = ({ words, profile }: LobbyState): Markup => {
  const excluded = profile.flags.self_excluded;
  return html`<section aria-labelledby="safety-title"><h2 id="safety-title">${words('safety')}</h2>
    <p class="hint">${words(excluded ? 'excluded_note' : 'safety_note')}</p>
    <div class="row">${button(excluded ? 'lift' : 'exclude', words(excluded ? 'lift_exclusion' : 'self_exclude'))}</div></section>`;
};

/** Only the words are replaced when the language changes; the list of events stays as it was heard. */
const events = ({ words }: LobbyState): Markup => html`
  <section aria-labelledby="events-title"><div data-part="events-head"><h2 id="events-title">${words('events')}</h2>
    <p class="hint">${words('events.hint')}</p></div>
    <ol id="events" class="list events" tabindex="0" aria-labelledby="events-title"></ol></section>`;

/** The live table of a tournament; its script shows it while there is one. */
const tables = ({ words }: LobbyState): Markup => html`
  <section id="live-table" aria-labelledby="table-title" hidden><div data-part="table-head">
    <h2 id="table-title">${words('tables')}</h2><p class="hint">${words('tables.hint')}</p></div>
    <h3 id="table-name"></h3>
    <table aria-labelledby="table-name"><thead data-part="table-columns"><tr><th scope="col">${words('tables.place')}</th>
      <th scope="col">${words('tables.name')}</th><th scope="col">${words('tables.score')}</th></tr></thead>
      <tbody id="table-rows"></tbody></table></section>`;

const SANDBOX_CALLS = ['debit', 'credit', 'rollback', 'spin', 'void'] as const;

/** Faults on demand, and the money as it moves; its lists are filled by the page's script. */
const sandbox = ({ words }: LobbyState): Markup => {
  const calls = SANDBOX_CALLS.map((call): Option => [call, words(`sandbox.call.${call}`)]);
  // A jackpot is no fault, and has a button of its own.
  const faults = SandboxFault.exclude(['jackpot']).options.map(
    (fault): Option => [fault, words(`sandbox.fault.${fault}`)],
  );
  const promos = PROMOS.map((name) => button('promo', words(`sandbox.${name}`), { 'data-give': name }));
  const cases = RG_CASES.map((name) => button('rg', words(`sandbox.rg.${name}`), { 'data-case': name }));
  const list = (name: 'planned' | 'rounds' | 'ledger' | 'chain'): Markup => html`
    <h3 id="sandbox-${name}-title">${words(`sandbox.${name}`)}</h3>
    <ol id="sandbox-${name}" class="list" aria-labelledby="sandbox-${name}-title"></ol>`;
  return html`<details id="sandbox" data-part="sandbox"><summary>${words('sandbox.title')}</summary>
    <p class="hint">${words('sandbox.hint')}</p>
    <div class="switches">${select('sandbox-call', words('sandbox.call'), calls, 'debit')}
      ${select('sandbox-fault', words('sandbox.fault'), faults, 'fail_after')}</div>
    <div class="row">${button('plan', words('sandbox.plan'), { class: 'main' })}${button('forget', words('sandbox.reset'))}</div>
    <h3 id="sandbox-promo-title">${words('sandbox.promo')}</h3><p class="hint">${words('sandbox.promo.hint')}</p>
    <div class="row pairs" role="group" aria-labelledby="sandbox-promo-title">${promos}</div>
    <h3 id="sandbox-rg-title">${words('sandbox.rg')}</h3><p class="hint">${words('sandbox.rg.hint')}</p>
    <div class="row pairs" role="group" aria-labelledby="sandbox-rg-title">${cases}</div>
    ${list('planned')}${list('rounds')}${list('ledger')}${list('chain')}</details>`;
};

/** Data of the page's script. `<` is escaped, so that no text can end the element. */
const scriptData = (state: LobbyState): Markup => {
  const words = scriptWords(state.words);
  const country = countryName(state.profile.country, state.language);
  const data = JSON.stringify({ words, country }).replaceAll('<', '\\u003c');
  return html`<script type="application/json" id="lobby-data">${raw(data)}</script>`;
};

/** The lobby. The loader is one script tag and one element; everything else is the operator's own page. */
export function lobbyPage(state: LobbyState, config: Config, game: OfferedGame): Markup {
  const { words, language } = state;
  const integrity = config.embedIntegrity ? html`integrity="${config.embedIntegrity}"` : '';
  return html`<!doctype html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
  <meta name="theme-color" content="#12101c">
  <title>${words('title')}</title>
  <link rel="icon" href="/lantern.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/lobby.css">
  <script src="${config.edgeOrigin}/embed/${config.embedFile}" ${integrity} crossorigin="anonymous" defer></script>
  <script src="/lobby.js" type="module"></script>
  <script src="/lobby-table.js" type="module"></script>
  ${config.sandbox ? html`<script src="/lobby-sandbox.js" type="module"></script>` : ''}
</head>
<body>
  <a class="skip" href="#game" data-part="skip">${words('skip')}</a>
  ${header(state)}
  <div class="columns">
    <main id="game" tabindex="-1"><h2 class="unseen" data-part="game-title">${game.title}</h2>
      ${choice(state, config.games, game)}
      <p id="refusal" class="notice refusal" role="alert" hidden></p>
      <p id="done" class="notice" role="status" hidden></p>
      ${button('again', words('relaunch'), { id: 'again', class: 'main', 'data-part': 'again', hidden: '' })}
      <noscript><p class="notice refusal">${words('noscript')}</p></noscript>
      <roundgate-game game-id="${game.game_id}" launch-endpoint="/lobby/launch" locale="${language}"></roundgate-game></main>
    <aside aria-label="${words('panel')}">
      <div data-part="wallet">${wallet(state)}</div>
      <div data-part="controls">${controls(state)}</div>
      <div data-part="safety">${safety(state)}</div>
      ${tables(state)}
      ${events(state)}
      ${config.sandbox ? sandbox(state) : ''}
    </aside>
  </div>
  <footer data-part="footer">${words('sandbox_note')}</footer>
  <div data-part="data" hidden>${scriptData(state)}</div>
</body>
</html>`;
}
