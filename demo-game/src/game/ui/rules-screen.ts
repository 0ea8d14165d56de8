import type { GameConfig, GameMeter } from '@roundgate/contract';
import { createSheet, el, type Sheet } from '../../engine/dom.ts';
import { percentText } from '../../model/amounts.ts';
import { AUTOPLAY_STOP_AT, autoplayRounds } from '../../model/autoplay.ts';
import { bonusPrizesMinor, type PaytableRow, paytable } from '../../model/paytable.ts';
import type { SlotModel } from '../../model/slot-model.ts';
import { jackpotName } from '../jackpot-name.ts';
import type { Theme } from '../theme.ts';
import type { Words } from '../words.ts';
import { lineMap } from './line-map.ts';
import { symbolPicture } from './symbol-picture.ts';

declare const __GAME_VERSION__: string;

const paragraph = (text: string) => el('p', { children: [text] });
const section = (title: string, ...children: Node[]) =>
  el('section', { children: [el('h3', { children: [title] }), ...children] });

/** Rules, RTP and the paytable for the stake that is chosen now. */
export class RulesScreen {
  readonly sheet: Sheet;
  readonly #theme: Theme;
  readonly #words: Words;
  readonly #model: SlotModel;
  readonly #config: GameConfig;

  constructor(parent: HTMLElement, theme: Theme, words: Words, model: SlotModel, config: GameConfig) {
    this.sheet = createSheet(parent, 'rules');
    this.#theme = theme;
    this.#words = words;
    this.#model = model;
    this.#config = config;
  }

  open(stakeMinor: number, meters: readonly GameMeter[]): void {
    this.write(stakeMinor, meters);
    this.sheet.open();
  }

  /** Writes everything anew. */
  write(stakeMinor: number, meters: readonly GameMeter[]): void {
    const { text } = this.#words;
    this.sheet.name(text('rules.title'), text('control.close'));
    this.sheet.body.replaceChildren(
      this.#rtp(),
      this.#pays(stakeMinor),
      ...this.#features(stakeMinor),
      ...this.#jackpots(stakeMinor, meters),
      section(
        text('rules.lines'),
        paragraph(text('rules.linesText', { lines: this.#model.lines.length })),
        this.#lineMaps(),
      ),
      section(text('rules.play'), ...this.#howToPlay(stakeMinor)),
      this.#version(),
    );
  }

  #rtp(): HTMLElement {
    const { text, locale } = this.#words;
    const rtp = percentText(this.#config.rtp, locale);
    const figure = el('p', { class: 'rtp', children: [rtp] });
    return section(text('rules.rtp'), figure, paragraph(text('rules.rtpMeaning', { rtp })));
  }

  #pays(stakeMinor: number): HTMLElement {
    const rows = paytable(this.#model, stakeMinor).map((row) => this.#payRow(row));
    const title = this.#words.text('rules.forStake', { stake: this.#words.money(stakeMinor) });
    return section(title, el('ul', { class: 'pays', children: rows }));
  }

  #payRow(row: PaytableRow): HTMLElement {
    const entries = row.entries.flatMap(({ count, payMinor }) => [
      el('dt', { children: [`${count}×`] }),
      el('dd', { children: [this.#words.money(payMinor)] }),
    ]);
    const name = el('strong', { children: [this.#words.symbol(row.symbol)] });
    const notes = this.#notes(row).map((note) => el('p', { class: 'note', children: [note] }));
    const facts = el('div', {
      class: 'pay-facts',
      children: [name, ...(entries.length > 0 ? [el('dl', { children: entries })] : []), ...notes],
    });
    return el('li', {
      class: `pay ${row.kind}`,
      children: [symbolPicture(this.#theme, row.symbol, 76, this.#words), facts],
    });
  }

  #notes({ symbol, kind }: PaytableRow): string[] {
    const { text } = this.#words;
    if (kind === 'wild') {
      const wild = this.#model.symbols[symbol]?.wild;
      const excluded = (wild?.excludes ?? []).map((id) => this.#words.symbol(id)).join(', ');
      const multiplier = wild?.multiplier ?? 1;
      const notes = excluded ? [text('rules.wild', { scatter: excluded })] : [];
      return multiplier > 1 ? [...notes, text('rules.wildMultiplier', { multiplier })] : notes;
    }
    if (kind === 'bonus') return this.#bonusNotes();
    if (kind !== 'scatter') return [];
    const pays = this.#model.scatterPays[symbol] ? [text('rules.scatter')] : [];
    return symbol === this.#model.freeSpins?.symbol ? [...pays, ...this.#freeSpinNotes()] : pays;
  }

  #bonusNotes(): string[] {
    const { bonus } = this.#model;
    if (!bonus) return [];
    const reels = this.#list(bonus.reels.map((reel) => String(reel + 1)));
    return [this.#words.text('rules.bonus', { reels, count: bonus.pays.length })];
  }

  #list(parts: readonly string[]): string {
    return new Intl.ListFormat(this.#words.locale, { style: 'short', type: 'unit' }).format(parts);
  }

  /** What free spins and bonus are, where the model has them. */
  #features(stakeMinor: number): HTMLElement[] {
    const { text, money } = this.#words;
    const { freeSpins, bonus } = this.#model;
    const sections: HTMLElement[] = [];
    if (freeSpins) {
      const texts = [text('rules.freeSpinsPlay', { multiplier: freeSpins.multiplier })];
      if (freeSpins.retrigger) texts.push(text('rules.retrigger'));
      sections.push(section(text('plaque.freeSpins'), ...texts.map(paragraph)));
    }
    if (bonus) {
      const prizes = bonusPrizesMinor(this.#model, stakeMinor).map(money);
      const texts = [text('rules.bonusPrizes', { prizes: this.#list(prizes) }), text('rules.bonusDrawn')];
      sections.push(
        section(text('plaque.bonus'), ...this.#bonusNotes().map(paragraph), ...texts.map(paragraph)),
      );
    }
    return sections;
  }

  /** How meters are won, with the odds of this moment for this stake (spec F3). */
  #jackpots(stakeMinor: number, meters: readonly GameMeter[]): HTMLElement[] {
    if (meters.length === 0) return [];
    const { text, money, locale } = this.#words;
    const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    const odds = meters.map(({ jackpot_id, one_in_minor }) =>
      text('rules.jackpotOdds', {
        ...{ name: jackpotName(jackpot_id, this.#words), stake: money(stakeMinor) },
        odds: number.format(Math.max(1, Math.round(one_in_minor / stakeMinor))),
      }),
    );
    return [section(text('jackpot.meters'), ...[text('rules.jackpots'), ...odds].map(paragraph))];
  }

  #freeSpinNotes(): string[] {
    const { freeSpins } = this.#model;
    if (!freeSpins) return [];
    return Object.entries(freeSpins.awards).map(([symbols, spins]) =>
      this.#words.text('rules.freeSpins', { symbols: Number(symbols), spins }),
    );
  }

  #lineMaps(): HTMLElement {
    const maps = this.#model.lines.map((line, index) =>
      lineMap(line, this.#model.rows, index, this.#words.text('rules.lineNumber', { line: index + 1 })),
    );
    return el('div', { class: 'line-maps', children: maps });
  }

  #howToPlay(stakeMinor: number): HTMLElement[] {
    const { text, money } = this.#words;
    const { stake_levels_minor: levels, features, min_round_ms: minRoundMs } = this.#config;
    const rounds = autoplayRounds(this.#config.autoplay_max_rounds);
    const stakes = { min: money(Math.min(...levels)), max: money(Math.max(...levels)) };
    const texts = [
      text('rules.stakes', stakes),
      text('rules.levels', { levels: this.#list(levels.map(money)) }),
    ];
    texts.push(text('rules.server'), text('rules.interrupted'));
    if (features.autoplay) texts.push(text('rules.autoplay', { rounds, factor: AUTOPLAY_STOP_AT }));
    if (minRoundMs > 0) texts.push(text('rules.minRound', { seconds: minRoundMs / 1000 }));
    if (this.#model.maxWin !== null)
      texts.push(text('rules.maxWin', { amount: money(this.#model.maxWin * stakeMinor) }));
    return texts.map(paragraph);
  }

  #version(): HTMLElement {
    const values = {
      game: __GAME_VERSION__,
      model: this.#model.version,
      profile: this.#config.rtp_profile,
    };
    return el('p', { class: 'version', children: [this.#words.text('rules.version', values)] });
  }
}
