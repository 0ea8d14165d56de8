import type {
  BuildManifest,
  ExitReason,
  GameCallFault,
  GameMessage,
  LoaderErrorCode,
  Money,
  SessionInfo,
} from '@roundgate/contract';
import type { VerifiedFile } from '../verifier/files.ts';
import type { Api } from './api.ts';
import type { EmbedLink } from './embed-link.ts';
import { Evidence } from './evidence.ts';
import { Feed } from './feed.ts';
import { gameConfigOf } from './game-config.ts';
import type { GameFrame } from './game-frame.ts';
import { type Launched, refusalOf } from './launch.ts';
import { Play } from './play.ts';
import { RgDesk } from './rg/desk.ts';
import { heldBy, lastOf, noticeOf, type Screen } from './rg/screen.ts';
import { ServerClock } from './rg/server-clock.ts';
import { SessionUi } from './ui/session-ui.ts';
import { byId, type Shell } from './ui/shell.ts';
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
  fail(error: unknown): void;
  exit(reason: ExitReason): void;
}

/** One session on the screen: its rounds, what is shown beside them, and what holds them back or ends them. */
export class Sitting {
  readonly #manifest: BuildManifest;
  readonly #session: SessionInfo;
  readonly #tools: SittingTools;
  readonly #desk: RgDesk;
  readonly #evidence: Evidence;
  readonly #feed: Feed;
  readonly #play: Play;
  readonly #ui: SessionUi;
  readonly #stopped = new AbortController();
  #resume: Awaited<ReturnType<Play['resume']>> = null;
  #balance: Money | null;
  #isReconnecting = false;
  #pausedByPage = false;
  #isPaused = false;
  #screen: Screen['kind'] | null = null;
  #isEnding = false;

  constructor({ manifest, session, terms, watch }: Launched, tools: SittingTools) {
    this.#manifest = manifest;
    this.#session = session;
    this.#tools = tools;
    this.#balance = session.balance as Money | null;
    const clock = new ServerClock(() => performance.now());
    this.#desk = new RgDesk(terms, session.rg, {
      api: tools.api,
      clock,
      onChange: () => this.#update(),
      onBalance: (balance) => this.#showBalance(balance),
      onRefused: (code) => this.#refused(code),
    });
    this.#evidence = new Evidence(session.ui_required, {
      attest: async (evidence) => {
        const body = { evidence };
        const answer = await tools.api.call<{ complete: boolean }>('POST', '/v1/session/ui-evidence', body);
        return answer.ok ? answer.body : null;
      },
      onChange: () => this.#update(),
    });
    this.#feed = new Feed(`${location.origin.replace(/^http/, 'ws')}/v1/session/feed`, {
      token: () => tools.api.token(),
      open: (url, protocols) => new WebSocket(url, protocols),
      onMessage: (message) => this.#desk.hearFeed(message),
      poll: () => void this.refresh(),
      random: Math.random,
    });
    this.#play = new Play(session, {
      ...tools,
      desk: this.#desk,
      evidence: this.#evidence,
      // A status past its end: no new round, until it can be had again.
      staleForMs: () => (watch.verdict(performance.now()) === 'good' ? 0 : STATUS_EVERY_MS),
      onWaiting: (on) => {
        this.#isReconnecting = on;
        this.#update();
      },
      onBalance: (balance) => this.#showBalance(balance),
    });
    this.#ui = new SessionUi(
      { manifest, session, terms },
      { ...tools, desk: this.#desk, clock },
      { balance: () => this.#balance, last: () => this.#play.last },
    );
    this.#start(watch);
  }

  /** Lets the verified game run. */
  async begin(files: readonly VerifiedFile[]): Promise<void> {
    this.#resume = await this.#play.resume();
    if (this.#stopped.signal.aborted || this.#isEnding) return;
    this.#tools.game.open(byId('stage'), this.#manifest, files, this.#manifest.title);
  }

  /** Takes a message of the game. */
  async hear(message: GameMessage, muted: boolean): Promise<void> {
    const { game, link, words, shell } = this.#tools;
    switch (message.type) {
      case 'booted': {
        const now = { locale: words.locale, balance: this.#balance, muted, resume: this.#resume };
        return game.send('init', { config: gameConfigOf(this.#session, this.#manifest, now) });
      }
      case 'ready':
        shell.reveal();
        if (this.#isPaused) game.send('pause');
        else game.focus();
        return link.send('ready', {
          game_id: this.#manifest.game_id,
          build_hash: this.#session.build_hash,
        });
      case 'spin':
        return this.#play.spin(message);
      case 'history':
        return this.#play.history(message.call, message.before);
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
    return !this.#stopped.signal.aborted && (await this.#desk.refresh());
  }

  relabel(): void {
    this.#ui.relabel();
    this.#update();
  }

  /** Ends it without a word: somebody else has told why. */
  stop(): void {
    this.#stopped.abort();
    this.#feed.stop();
    this.#evidence.stop();
    this.#ui.stop();
  }

  #start(watch: Launched['watch']): void {
    const { signal } = this.#stopped;
    const timers = [
      setInterval(() => this.#tick(), TICK_MS),
      setInterval(() => void this.#askStatus(watch), STATUS_EVERY_MS),
    ];
    signal.addEventListener('abort', () => timers.forEach(clearInterval));
    addEventListener('online', () => this.#feed.hurry(), { signal });
    const onVisible = (): void => {
      if (document.visibilityState === 'visible') this.#feed.hurry();
    };
    document.addEventListener('visibilitychange', onVisible, { signal });
    this.#ui.relabel();
    this.#update();
    this.#evidence.watch((name) => this.#ui.elementOf(name));
    this.#feed.start();
  }

  async #askStatus(watch: Launched['watch']): Promise<void> {
    if ((await watch.ask(performance.now())) === 'revoked') this.#desk.hearFeed({ type: 'build_revoked' });
  }

  #tick(): void {
    this.#desk.tick();
    this.#update();
  }

  /** Brings everything on the screen to how things stand now. */
  #update(): void {
    if (this.#stopped.signal.aborted) return;
    const { screen } = this.#desk;
    this.#ui.show(screen);
    const line = this.#evidence.missing ? 'ui_hidden' : this.#isReconnecting ? 'reconnecting' : null;
    this.#tools.shell.line(line);
    this.#setPaused(screen !== null || this.#pausedByPage);
    this.#tell(screen);
    const code = screen && lastOf(screen);
    if (code && !this.#isEnding) void this.#endWith(screen, code);
  }

  #setPaused(paused: boolean): void {
    if (paused === this.#isPaused) return;
    this.#isPaused = paused;
    this.#tools.game.send(paused ? 'pause' : 'resume');
  }

  /** Tells the operator's page what the player is shown, once each time. */
  #tell(screen: Screen | null): void {
    const kind = screen?.kind ?? null;
    if (kind === this.#screen) return;
    this.#screen = kind;
    const name = screen && noticeOf(screen);
    if (name) this.#tools.link.send('rg-notice', { name });
  }

  /** A forced end: the running round is settled and told on the screen that is open, then the game is taken away. */
  async #endWith(screen: Screen, code: LoaderErrorCode): Promise<void> {
    this.#isEnding = true;
    const { words, link, game } = this.#tools;
    this.#feed.stop();
    await this.#play.settled();
    game.close();
    this.#update();
    if (screen.kind === 'left') {
      if (this.#ui.told() === null) this.#tools.exit('player');
      return;
    }
    link.send('error', { code, message: words.say(`error.${code}`), problem: heldBy(screen) });
  }

  #refused(code: GameCallFault['code']): void {
    if (STOPS_PLAY.has(code)) this.#tools.fail(refusalOf(code as Parameters<typeof refusalOf>[0]));
  }

  #showBalance(balance: Money): void {
    if (this.#balance?.amount_minor === balance.amount_minor) return;
    this.#balance = balance;
    this.#tools.game.send('balance', { balance });
    this.#tools.link.send('balance', { balance });
    this.#update();
  }
}
