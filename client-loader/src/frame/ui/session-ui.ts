import type { ExitReason, Money, UiElement } from '@roundgate/contract';
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
import { Texts } from './texts.ts';

type Shown = Pick<Launched, 'manifest' | 'session' | 'terms'>;

/** What the session's interface is made with. */
export interface SessionUiTools {
  readonly words: Words;
  /** What the market mandates is said in these. */
  readonly legal: Words;
  readonly desk: RgDesk;
  readonly clock: ServerClock;
  readonly game: GameFrame;
  exit(reason: ExitReason): void;
}

/** What moves beside the desk. */
export interface SessionUiSource {
  balance(): Money | null;
  last(): LastRound | null;
}

/** Bar and overlay of one session. */
export class SessionUi {
  readonly #launched: Shown;
  readonly #tools: SessionUiTools;
  readonly #source: SessionUiSource;
  readonly #bar: Bar;
  readonly #overlay: Overlay;
  readonly #texts: Texts;

  constructor(launched: Shown, tools: SessionUiTools, source: SessionUiSource) {
    const { rg } = launched.session;
    this.#launched = launched;
    this.#tools = tools;
    this.#source = source;
    this.#texts = new Texts(tools.words, rg.totals.staked as Money);
    this.#bar = new Bar(launched.terms, {
      info: () => tools.desk.ask('info'),
      panic: () => tools.desk.ask('panic'),
    });
    document.body.prepend(this.#bar.element);
    this.#overlay = new Overlay(
      document.querySelector('main') as HTMLElement,
      () => tools.game.focus(),
      () => tools.desk.dismiss(),
    );
  }

  elementOf(name: UiElement): HTMLElement | undefined {
    return this.#bar.elementOf(name);
  }

  /** Writes everything in the language that is set now. */
  relabel(): void {
    this.#bar.label(this.#texts, this.#tools.legal);
  }

  /** Brings bar and overlay to how things stand now. */
  show(screen: Screen | null): void {
    if (screen && lastOf(screen)) this.#bar.close();
    this.#bar.write(this.#facts());
    const key = this.#tools.words.language + JSON.stringify(screen);
    if (screen) this.#overlay.show(key, () => drawScreen(screen, this.#screenTools()));
    else this.#overlay.close();
  }

  /** Leaves the bar, as label and help are due on the last screen too, and takes away what can be pressed. */
  stop(): void {
    this.#bar.close();
    this.#overlay.close();
  }

  #screenTools(): ScreenTools {
    const { desk, clock, exit } = this.#tools;
    return {
      texts: this.#texts,
      desk,
      clock,
      terms: this.#launched.terms,
      facts: () => this.#facts(),
      checkFacts: () => this.#checkFacts(),
      told: () => this.told(),
      exit,
    };
  }

  #factSource(): FactSource {
    const { session, manifest, terms } = this.#launched;
    const { desk } = this.#tools;
    const last = this.#source.last();
    return {
      terms,
      required: session.ui_required,
      game: {
        rtp: manifest.maths.rtp,
        maxStakeMinor: Math.max(...allowedStakes(session, manifest)),
        maxWinMinor: session.market.max_win?.amount_minor,
      },
      sums: desk.sums,
      balanceMinor: this.#source.balance()?.amount_minor ?? null,
      sessionMs: desk.sessionMs,
      lastRound: last?.state === 'played' ? last : null,
    };
  }

  #facts(): Fact[] {
    return factsOf(this.#factSource(), this.#texts);
  }

  /** A check tells time, stakes, wins and net, whatever else the market keeps in sight. */
  #checkFacts(): Fact[] {
    const source = this.#factSource();
    const { rules } = source.terms;
    const show = { ...rules.show, clock: true, net_position: true, totals: true };
    const facts = factsOf({ ...source, terms: { rules: { ...rules, show } } }, this.#texts);
    return ['clock', 'staked', 'won', 'net'].flatMap((id) => facts.filter((fact) => fact.id === id));
  }

  /** What the player is to be told of the round that the end has overtaken; null: nothing is open. */
  told(): string | null {
    const last = this.#source.last();
    if (!last || (last.state === 'played' && last.shown)) return null;
    if (last.state === 'played') return `${this.#texts.say('told.settled')} ${roundText(last, this.#texts)}`;
    return this.#texts.say(`told.${last.state}`);
  }
}
