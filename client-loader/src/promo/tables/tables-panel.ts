import type { SessionTournament, TournamentTable } from '@roundgate/contract';
import { el, icon, write } from '../../frame/ui/el.ts';
import type { Words } from '../../frame/words.ts';
import css from './panel.css?inline';
import { prizeText, progressOf, type ShownPlace, scoreText, shownPlaces } from './table-view.ts';
import type { TablesDesk } from './tables-desk.ts';

const CUP = 'M7 4h10v5a5 5 0 0 1-10 0zM7 5H4c0 4 1 5 4 6M17 5h3c0 4-1 5-4 6M12 14v4M8 20h8';

/** Where the game makes room for the panel; the style says the same. */
const WIDE = '(min-width: 760px)';

/** What the panel needs. */
export interface PanelTools {
  readonly words: Words;
  readonly desk: TablesDesk;
  /** The time of the gateway, UTC ms. */
  now(): number;
  /** The player is back at the game. */
  focusGame(): void;
}

const text = (tag: 'p' | 'h3' | 'span', words: string, name = '') =>
  el(tag, name ? { class: name } : {}, words);

/** A span of time as h:mm:ss. */
function clockText(ms: number): string {
  const s = Math.max(0, Math.ceil(ms / 1_000));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(s / 3_600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
}

/**
 * Tournaments and missions beside the game: a button in the bar with the player's place, and a panel with rules, live
 * tables and progress. On a wide screen the game makes room for it.
 */
export class TablesPanel {
  readonly #tools: PanelTools;
  readonly #place = el('span');
  readonly #button: HTMLButtonElement;
  readonly #title = el('h2', { id: 'cups-title' });
  readonly #close: HTMLButtonElement;
  readonly #list = el('div', { id: 'cups-list', tabindex: '0' });
  readonly #status = el('p', { id: 'cups-status', role: 'status' });
  readonly #box: HTMLElement;
  /** What each article shows now, so that nothing is written that has not changed. */
  readonly #shown = new Map<string, { key: string; element: HTMLElement }>();
  readonly #failed = new Set<string>();
  #clocks: { element: HTMLElement; endMs: number; key: 'ends' | 'starts' }[] = [];

  constructor(tools: PanelTools) {
    this.#tools = tools;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const toggle = () => this.#toggle(!this.isOpen);
    this.#button = el('button', { id: 'cups-open', type: 'button', click: toggle }, icon(CUP), this.#place);
    const close = () => this.#toggle(false);
    this.#close = el('button', { type: 'button', click: close }, icon('M6 6 18 18M18 6 6 18'));
    const head = el('header', {}, this.#title, this.#close);
    const keydown = (event: Event) => {
      if ((event as KeyboardEvent).key === 'Escape') close();
    };
    this.#box = el(
      'aside',
      { id: 'cups', 'aria-labelledby': this.#title.id, keydown },
      ...[head, this.#status, this.#list],
    );
  }

  get isOpen(): boolean {
    return this.#box.isConnected;
  }

  /** Brings everything to how things stand now, in the language that is set now. */
  show(): void {
    const { words, desk } = this.#tools;
    const title = words.say('promo.title');
    this.#button.title = title;
    this.#button.ariaLabel = title;
    this.#button.ariaExpanded = String(this.isOpen);
    this.#close.ariaLabel = words.say('promo.close');
    write(this.#title, title);
    const tools = document.getElementById('tools');
    if (desk.list.length > 0 && !this.#button.isConnected) tools?.prepend(this.#button);
    if (desk.list.length === 0 && !this.isOpen) this.#button.remove();
    this.#showPlace();
    if (this.isOpen) this.#showList();
  }

  /** A second has passed. */
  tick(): void {
    if (!this.isOpen) return;
    const nowMs = this.#tools.now();
    for (const { element, endMs, key } of this.#clocks)
      write(element, this.#tools.words.say(`promo.clock.${key}`, { time: clockText(endMs - nowMs) }));
  }

  /** Takes everything away. */
  stop(): void {
    this.#toggle(false);
    this.#button.remove();
  }

  /** The player's place in what was joined first, also while the panel is closed; told when it changes. */
  #showPlace(): void {
    const { desk, words } = this.#tools;
    const joined = desk.list.find(
      (one) => one.prize.kind === 'ranks' && desk.tableOf(one.tournament_id)?.you,
    );
    const table = joined && desk.tableOf(joined.tournament_id);
    const rank = table?.you?.rank;
    write(this.#place, rank ? words.number(rank) : '');
    const values = { rank: words.number(rank ?? 0), players: words.number(table?.players ?? 0) };
    write(this.#status, rank ? words.say('promo.place', values) : '');
    if (rank) this.#button.ariaLabel = `${this.#button.title}. ${this.#status.textContent}`;
  }

  #toggle(open: boolean): void {
    // What the player must read or answer first lies over everything.
    if (open === this.isOpen || (open && document.getElementById('overlay'))) return;
    const { desk, focusGame } = this.#tools;
    const main = document.querySelector('main');
    main?.classList.toggle('with-cups', open);
    // Where it covers the game, the game is out of reach.
    document.getElementById('stage')?.toggleAttribute('inert', open && !matchMedia(WIDE).matches);
    desk.watchAll(open);
    if (open) main?.append(this.#box);
    else {
      this.#box.remove();
      focusGame();
    }
    this.show();
    this.tick();
    if (open) this.#close.focus();
  }

  #showList(): void {
    const { desk, words } = this.#tools;
    const { list } = desk;
    for (const id of [...this.#shown.keys()])
      if (!list.some(({ tournament_id }) => tournament_id === id)) this.#shown.delete(id);
    const before = [...this.#list.children];
    const articles = list.map((one) => this.#articleOf(one));
    const none = text('p', words.say('promo.none'));
    const wanted = articles.length > 0 ? articles : [none];
    if (wanted.length !== before.length || wanted.some((element, at) => element !== before[at]))
      this.#list.replaceChildren(...wanted);
    this.#clocks = this.#clocks.filter(({ element }) => element.isConnected);
    this.tick();
  }

  #articleOf(one: SessionTournament): HTMLElement {
    const { desk, words } = this.#tools;
    const table = desk.tableOf(one.tournament_id);
    const failed = this.#failed.has(one.tournament_id);
    // Its time is told by every message, and changes nothing that is seen.
    const key = JSON.stringify([words.locale, one, { ...table, at: '' }, failed]);
    const known = this.#shown.get(one.tournament_id);
    if (known?.key === key) return known.element;
    const hadFocus = known?.element.contains(document.activeElement);
    const element = el('article', {}, ...this.#partsOf(one, table, failed));
    this.#shown.set(one.tournament_id, { key, element });
    if (hadFocus) queueMicrotask(() => (element.querySelector('button') ?? this.#list).focus());
    return element;
  }

  #partsOf(one: SessionTournament, table: TournamentTable | undefined, failed: boolean) {
    const { words } = this.#tools;
    const kind = words.say(`promo.kind.${one.prize.kind}`);
    const head = [text('p', kind, 'kind'), text('h3', one.name), this.#stateLine(one)];
    const error = failed && el('p', { class: 'failure', role: 'alert' }, words.say('promo.failed'));
    const rules = this.#rules(one);
    const standing = this.#standing(one, table);
    // Who takes part knows the rules: how things stand comes first.
    if (one.joined) return [...head, this.#joining(one), ...standing, ...rules];
    return [...head, ...rules, this.#joining(one), error, ...standing];
  }

  #stateLine(one: SessionTournament): HTMLElement {
    const { desk, words } = this.#tools;
    const state = desk.stateOf(one);
    const element = el('p', { class: 'state' });
    const isAhead = state === 'scheduled';
    if (state !== 'running' && !isAhead) element.textContent = words.say(`promo.state.${state}`);
    else
      this.#clocks.push({
        element,
        endMs: Date.parse(isAhead ? one.starts_at : one.ends_at),
        key: isAhead ? 'starts' : 'ends',
      });
    return element;
  }

  #rules({ metric, entry, prize, starts_at, ends_at }: SessionTournament): HTMLElement[] {
    const { words } = this.#tools;
    const money = (minor: number): string => words.money(minor);
    const when = new Intl.DateTimeFormat(words.locale, { dateStyle: 'medium', timeStyle: 'short' });
    const counts =
      entry.kind === 'cash'
        ? words.say('promo.cash', { stake: money(entry.min_stake_minor) })
        : words.say('promo.packet', { count: words.number(entry.count), bet: money(entry.bet_minor) });
    const prizes =
      prize.kind === 'ranks'
        ? words.say('promo.prizes', { prizes: prizeText(prize.amounts_minor, money) })
        : words.say('promo.target', {
            target: scoreText({ metric }, prize.target, words),
            prize: money(prize.amount_minor),
          });
    const times = when.formatRange(Date.parse(starts_at), Date.parse(ends_at));
    return [words.say(`promo.metric.${metric}`), counts, prizes, times].map((line) =>
      text('p', line, 'rule'),
    );
  }

  #joining(one: SessionTournament): HTMLElement | null {
    const { desk, words } = this.#tools;
    if (one.joined) return text('p', words.say('promo.joined'), 'joined');
    if (desk.stateOf(one) !== 'running') return null;
    const click = async (): Promise<void> => {
      button.ariaDisabled = 'true';
      this.#failed.delete(one.tournament_id);
      if (!(await desk.join(one.tournament_id))) this.#failed.add(one.tournament_id);
      this.show();
    };
    const button = el(
      'button',
      { class: 'join', type: 'button', click: () => void click() },
      words.say('promo.join'),
    );
    return button;
  }

  #standing(one: SessionTournament, table: TournamentTable | undefined): (HTMLElement | null)[] {
    const { desk, words } = this.#tools;
    const { prize, joined } = one;
    const award = joined?.award_minor
      ? text('p', words.say('promo.won', { prize: words.money(joined.award_minor) }), 'won')
      : null;
    const score = desk.scoreOf(one);
    if (prize.kind === 'target')
      return [score === null ? null : this.#progress(one, score, prize.target), award];
    const rank = table?.you?.rank;
    const values = { rank: words.number(rank ?? 0), players: words.number(table?.players ?? 0) };
    const isFinal = rank && table?.state === 'final';
    const final = isFinal ? text('p', words.say('promo.final', values), 'won') : null;
    return [final, award, table ? this.#table(one, table) : null];
  }

  #progress(one: SessionTournament, score: number, target: number): HTMLElement {
    const { words } = this.#tools;
    const values = { score: scoreText(one, score, words), target: scoreText(one, target, words) };
    const label = words.say('promo.progress', values);
    const bar = el('progress', { max: '1', 'aria-label': label });
    bar.value = progressOf(score, target);
    return el('div', { class: 'mission' }, bar, text('p', label));
  }

  #table(one: SessionTournament, table: TournamentTable): HTMLElement {
    const { words } = this.#tools;
    const columns = [words.say('promo.rank'), words.say('promo.name'), words.say('promo.score')];
    const head = el('tr', {}, ...columns.map((label) => el('th', { scope: 'col' }, label)));
    const rows = shownPlaces(table).map((place) => this.#row(one, place));
    const players = words.say('promo.players', { count: words.number(table.players) });
    const grid = el('table', {}, el('thead', {}, head), el('tbody', {}, ...rows));
    return el('div', {}, grid, text('p', players, 'rule'));
  }

  #row(one: SessionTournament, { rank, alias, score, isYou, gap }: ShownPlace): HTMLElement {
    const { words } = this.#tools;
    const name = isYou ? `${alias} · ${words.say('promo.you')}` : alias;
    const cells = [rank === null ? '–' : words.number(rank), name, scoreText(one, score, words)];
    const marks = [isYou && 'you', gap && 'gap'].filter(Boolean).join(' ');
    const attributes = { ...(marks && { class: marks }), ...(isYou && { 'aria-current': 'true' }) };
    return el('tr', attributes, ...cells.map((cell) => el('td', {}, cell)));
  }
}
