import type { ExitReason, MarketTerms, Money, UiElement } from '@roundgate/contract';
import { allowedStakes } from '../game-config.ts';
import type { GameFrame } from '../game-frame.ts';
import type { Launched } from '../launch.ts';
import type { LastRound } from '../play.ts';
import type { RgDesk } from '../rg/desk.ts';
import { lastOf, type Screen } from '../rg/screen.ts';
import type { ServerClock } from '../rg/server-clock.ts';
import type { Words } from '../words.ts';
import { Bar } from './bar.ts';
import { type Fact, type FactSource, factsOf, roundText } from './facts.ts';
import { Overlay } from './overlay.ts';
import { drawScreen } from './screens/draw-screen.ts';
import type { ScreenTools } from './screens/screen-tools.ts';

type Shown = Pick<Launched, 'manifest' | 'session' | 'terms' | 'demo'>;

/** What the session's interface is made with. */
export interface SessionUiTools {
  readonly words: Words;
  /** What the market mandates is said in these. */
  readonly legal: Words;
  readonly desk: RgDesk;
  readonly clock: ServerClock;
  readonly game: GameFrame;
  readonly balance: Money | null;
  readonly lastRound: LastRound | null;
  exit(reason: ExitReason): void;
}

/** Bar and overlay of one session. */
export class SessionUi implements ScreenTools {
  readonly words: Words;
  readonly desk: RgDesk;
  readonly clock: ServerClock;
  readonly terms: MarketTerms;
  readonly #launched: Shown;
  readonly #tools: SessionUiTools;
  readonly #bar: Bar;
  readonly #overlay: Overlay;

  constructor(launched: Shown, tools: SessionUiTools) {
    this.words = tools.words;
    this.words.sample = launched.session.rg.totals.staked as Money;
    this.desk = tools.desk;
    this.clock = tools.clock;
    this.terms = launched.terms;
    this.#launched = launched;
    this.#tools = tools;
    this.#bar = new Bar(launched.terms, (asked) => tools.desk.ask(asked));
    document.body.prepend(this.#bar.element);
    this.#overlay = new Overlay(
      document.querySelector('main') as HTMLElement,
      () => tools.game.focus(),
      () => tools.desk.dismiss(),
    );
  }

  exit(reason: ExitReason): void {
    this.#tools.exit(reason);
  }

  elementOf(name: UiElement): HTMLElement | undefined {
    return this.#bar.elementOf(name);
  }

  /** Writes everything in the language that is set now. */
  relabel(): void {
    this.#bar.label(this.words, this.#tools.legal);
    this.#launched.demo?.mark(this.#bar.element, this.#tools.words);
  }

  /** Brings bar and overlay to how things stand now. */
  show(screen: Screen | null): void {
    if (screen && lastOf(screen)) this.#bar.close();
    this.#bar.write(this.facts());
    const key = this.#tools.words.language + JSON.stringify(screen);
    if (screen) this.#overlay.show(key, () => drawScreen(screen, this));
    else this.#overlay.close();
  }

  /** Leaves the bar, as label and help are due on the last screen too, and takes away what can be pressed. */
  stop(): void {
    this.#bar.close();
    this.#overlay.close();
  }

  #factSource(): FactSource {
    const { session, manifest } = this.#launched;
    const { desk, balance, lastRound } = this.#tools;
    return {
      terms: this.terms,
      required: session.ui_required,
      game: {
        rtp: manifest.maths.rtp,
        topWinOdds: manifest.maths.top_win_odds,
        maxStakeMinor: Math.max(...allowedStakes(session, manifest)),
        maxWinMinor: session.market.max_win?.amount_minor,
      },
      sums: desk.sums,
      balanceMinor: balance?.amount_minor ?? null,
      sessionMs: desk.sessionMs,
      lastRound: lastRound?.state === 'played' ? lastRound : null,
    };
  }

  facts(): Fact[] {
    return factsOf(this.#factSource(), this.words);
  }

  /** A check tells time, stakes, wins and net, whatever else the market keeps in sight. */
  checkFacts(): Fact[] {
    const source = this.#factSource();
    const { rules } = source.terms;
    const show = { ...rules.show, clock: true, net_position: true, totals: true };
    const facts = factsOf({ ...source, terms: { rules: { ...rules, show } } }, this.words);
    return ['session_time', 'staked', 'won', 'net_position'].flatMap((id) =>
      facts.filter((fact) => fact.id === id),
    );
  }

  /** What the player is to be told of the round that the end has overtaken; null: nothing is open. */
  told(): string | null {
    const last = this.#tools.lastRound;
    if (!last || (last.state === 'played' && last.shown)) return null;
    if (last.state === 'played') return `${this.words.say('told.settled')} ${roundText(last, this.words)}`;
    return this.words.say(`told.${last.state}`);
  }
}
