import type {
  ExitReason,
  FeedMessage,
  GameCallFault,
  GameMessage,
  LoaderErrorCode,
  Money,
  SessionInfo,
  UiEvidence,
} from '@roundgate/contract';
import type { Api } from './api.ts';
import type { EmbedLink } from './embed-link.ts';
import { Evidence, type EvidenceTools } from './evidence.ts';
import { Feed, type FeedTools } from './feed.ts';
import { gameConfigOf } from './game-config.ts';
import type { GameFrame } from './game-frame.ts';
import { type Launched, refusalOf } from './launch.ts';
import { type LastRound, Play, type PlayTools } from './play.ts';
import type { PromoEars, PromoSeat } from './promo-seat.ts';
import { type DeskTools, RgDesk } from './rg/desk.ts';
import { heldBy, lastOf, noticeOf, type Screen } from './rg/screen.ts';
import { ServerClock } from './rg/server-clock.ts';
import { SessionUi, type SessionUiTools } from './ui/session-ui.ts';
import type { Shell } from './ui/shell.ts';
import type { Words } from './words.ts';

const TICK_MS = 250;
/** How often a running game asks for the signed status. */
const STATUS_EVERY_MS = 60_000;

/** Problems that end the game and that are not explained by a screen of their own. */
const STOPS_PLAY: ReadonlySet<string> = new Set([
  'MARKET_NOT_CERTIFIED',
  'MARKET_RULES_UNKNOWN',
  'BUILD_MISMATCH',
  'UNAUTHENTICATED',
]);

/** What a sitting is given. */
export interface SittingTools {
  readonly words: Words;
  readonly legal: Words;
  readonly shell: Shell;
  readonly api: Api;
  readonly link: EmbedLink;
  readonly game: GameFrame;
  /** Origin of the gateway. */
  readonly home: string;
  fail(error: unknown): void;
  exit(reason: ExitReason): void;
}

/**
 * One session on the screen: its rounds, what is shown beside them, and what holds them back or ends them. It is also
 * what its own parts ask for and report to.
 */
export class Sitting implements DeskTools, EvidenceTools, FeedTools, PlayTools, PromoSeat, SessionUiTools {
  // What it is given is its own from the start.
  declare readonly words: Words;
  declare readonly legal: Words;
  declare readonly shell: Shell;
  declare readonly api: Api;
  declare readonly link: EmbedLink;
  declare readonly game: GameFrame;
  declare readonly fail: SittingTools['fail'];
  declare readonly exit: SittingTools['exit'];
  readonly clock = new ServerClock(() => performance.now());
  readonly desk: RgDesk;
  readonly evidence: Evidence;
  balance: Money | null;
  session: SessionInfo;
  readonly promo: PromoEars = {};
  readonly stopped = new AbortController();
  readonly #launched: Launched;
  readonly #feed: Feed;
  readonly #play: Play;
  readonly #ui: SessionUi;
  #isReconnecting = false;
  #pausedByPage = false;
  #isPaused = false;
  #screen: Screen['kind'] | null = null;
  #isEnding = false;

  constructor(launched: Launched, tools: SittingTools) {
    const { session, terms } = launched;
    Object.assign(this, tools);
    this.session = session;
    this.balance = session.balance as Money | null;
    this.#launched = launched;
    this.desk = new RgDesk(terms, session.rg, this);
    this.evidence = new Evidence(session.ui_required, this);
    this.#feed = new Feed(`${tools.home.replace(/^http/, 'ws')}/v1/session/feed`, this);
    this.#play = new Play(session, this);
    this.#ui = new SessionUi(launched, this);
    this.#start();
  }

  get lastRound(): LastRound | null {
    return this.#play.last;
  }

  onChange(): void {
    this.#update();
  }

  onBalance(balance: Money): void {
    if (this.balance?.amount_minor === balance.amount_minor) return;
    this.balance = balance;
    this.game.send('balance', { balance });
    this.link.send('balance', { balance });
    this.#update();
  }

  onSession(session: SessionInfo): void {
    this.session = session;
    this.promo.onSession?.(session);
  }

  onRefused(code: GameCallFault['code']): void {
    if (STOPS_PLAY.has(code)) this.fail(refusalOf(code as Parameters<typeof refusalOf>[0]));
  }

  onWaiting(waiting: boolean): void {
    this.#isReconnecting = waiting;
    this.#update();
  }

  onMessage(message: FeedMessage): void {
    this.desk.hearFeed(message);
  }

  async attest(evidence: readonly UiEvidence[]): Promise<{ readonly complete: boolean } | null> {
    const path = '/v1/session/ui-evidence';
    const answer = await this.api.call<{ complete: boolean }>('POST', path, { evidence });
    return answer.ok ? answer.body : null;
  }

  /** A status past its end: no new round, until it can be had again. */
  staleForMs(): number {
    return this.#launched.watch.verdict(performance.now()) === 'good' ? 0 : STATUS_EVERY_MS;
  }

  /** Takes a message of the game. */
  async hear(message: GameMessage, muted: boolean): Promise<void> {
    const { game, link, words } = this;
    const { manifest, session } = this.#launched;
    switch (message.type) {
      case 'booted': {
        const mode = this.#launched.demo ? ('demo' as const) : ('real' as const);
        const resume = await this.#play.resume();
        const now = { locale: words.locale, balance: this.balance, muted, resume, mode };
        return game.send('init', { config: gameConfigOf(session, manifest, now) });
      }
      case 'ready':
        this.shell.reveal();
        link.send('ready', { game_id: manifest.game_id, build_hash: session.build_hash });
        // What was said before is asked for when it opens; until now the game needed the line and the machine.
        this.#feed.start();
        return this.#isPaused ? game.send('pause') : game.focus();
      case 'spin':
        return this.#play.spin(message);
      case 'history':
        return this.#play.history(message.call, message.before);
      case 'replay':
        return this.#play.replay(message.round_id);
      case 'round-shown':
        return this.#play.shown(message.round_id);
    }
  }

  /** The operator's page freezes or thaws the game. */
  pause(paused: boolean): void {
    this.#pausedByPage = paused;
    this.#update();
  }

  /** Asks the gateway how the session stands; false when it could not be had. */
  async refresh(): Promise<boolean> {
    return !this.stopped.signal.aborted && (await this.desk.refresh());
  }

  relabel(): void {
    this.#ui.relabel();
    this.#update();
  }

  /** Ends it without a word: somebody else has told why. */
  stop(): void {
    this.stopped.abort();
    this.#feed.stop();
    this.evidence.stop();
    this.#ui.stop();
  }

  #start(): void {
    const { signal } = this.stopped;
    const timers = [
      setInterval(() => this.#tick(), TICK_MS),
      setInterval(() => void this.#askStatus(), STATUS_EVERY_MS),
    ];
    signal.addEventListener('abort', () => timers.forEach(clearInterval));
    addEventListener('resize', () => this.evidence.look(), { signal });
    addEventListener('online', () => this.#feed.hurry(), { signal });
    const onVisible = (): void => {
      if (!document.hidden) this.#feed.hurry();
    };
    document.addEventListener('visibilitychange', onVisible, { signal });
    this.#ui.relabel();
    this.#update();
    this.evidence.watch((name) => this.#ui.elementOf(name));
    // A demo has no session at the gateway that could say anything.
    if (this.#launched.demo) this.#feed.stop();
  }

  async #askStatus(): Promise<void> {
    if ((await this.#launched.watch.ask(performance.now())) === 'revoked')
      this.desk.hearFeed({ type: 'build_revoked' });
  }

  #tick(): void {
    this.desk.tick();
    this.evidence.tick();
    this.#update();
  }

  /** Brings everything on the screen to how things stand now. */
  #update(): void {
    if (this.stopped.signal.aborted) return;
    const { screen } = this.desk;
    this.#ui.show(screen);
    const line = this.evidence.missing ? 'ui_hidden' : this.#isReconnecting ? 'reconnecting' : null;
    this.shell.line(line);
    this.#setPaused(screen !== null || this.#pausedByPage);
    this.#tell(screen);
    const code = screen && lastOf(screen);
    if (code && !this.#isEnding) void this.#endWith(screen, code);
  }

  #setPaused(paused: boolean): void {
    if (paused === this.#isPaused) return;
    this.#isPaused = paused;
    this.game.send(paused ? 'pause' : 'resume');
  }

  /** Tells the operator's page what the player is shown, once each time. */
  #tell(screen: Screen | null): void {
    const kind = screen?.kind ?? null;
    if (kind === this.#screen) return;
    this.#screen = kind;
    const name = screen && noticeOf(screen);
    if (name) this.link.send('rg-notice', { name });
  }

  /** A forced end: the running round is settled and told on the screen that is open, then the game is taken away. */
  async #endWith(screen: Screen, code: LoaderErrorCode): Promise<void> {
    this.#isEnding = true;
    this.#feed.stop();
    await this.#play.settled();
    this.game.close();
    this.#update();
    if (screen.kind === 'left') {
      if (this.#ui.told() === null) this.exit('player');
      return;
    }
    this.link.send('error', { code, message: this.words.say(`error.${code}`), problem: heldBy(screen) });
  }
}
