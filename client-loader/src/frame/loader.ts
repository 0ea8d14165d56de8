import type {
  BuildManifest,
  ExitReason,
  GameMessage,
  LoaderErrorCode,
  ProblemCode,
} from '@roundgate/contract';
import { createRateGuard } from '../protocol/rate.ts';
import { codeOf, LoaderFault } from '../verifier/fault.ts';
import type { VerifiedFile } from '../verifier/files.ts';
import { Api } from './api.ts';
import { type Commanded, obey } from './commands.ts';
import { EmbedLink } from './embed-link.ts';
import { GameFrame } from './game-frame.ts';
import type { Launcher, OnPapers } from './launch.ts';
import { type Page, readPage } from './page.ts';
import { Sitting } from './sitting.ts';
import { byId, Shell } from './ui/shell.ts';
import { Words, wordsLocale } from './words.ts';

/** Where the loader's refusals are also the end of play, and why. */
const ENDS: Partial<Record<LoaderErrorCode, ExitReason>> = {
  rg_blocked: 'rg',
  session_ended: 'session_ended',
};
/** Input is told to the operator's page this often at most. */
const ACTIVITY_EVERY_S = 2;

/** One launch, from the signed manifest to the running game. */
export class Loader implements Commanded {
  readonly #launcher: Launcher;
  readonly #page: Page;
  readonly #words = new Words();
  /** The words that the market mandates, in a language of the market. */
  readonly #legal = new Words();
  readonly #shell = new Shell(this.#words);
  readonly #api = new Api(fetch.bind(globalThis), Date.now);
  readonly #link: EmbedLink;
  readonly #game = new GameFrame({
    onMessage: (message) => void this.#hear(message),
    onViolation: (kind, what) => this.#fail(new LoaderFault(kind, what)),
  });
  #sitting: Sitting | undefined;
  /** Fulfilled when there is a sitting, or the launch has failed and that was told. */
  #launching: Promise<void> | undefined;
  #speaking!: Promise<void>;
  /** Its failure is told by the launch, which waits for it. */
  #running: Promise<void> | undefined;
  #files: readonly VerifiedFile[] = [];
  #languages: readonly string[] = [];
  /** The language that the operator's page asked for; it stands over the session's. */
  #locale: string | undefined;
  #muted = false;
  isReady = false;
  isOver = false;
  readonly #mayTellActivity = createRateGuard(1, 1 / ACTIVITY_EVERY_S, () => performance.now());

  constructor(launcher: Launcher, page = readPage()) {
    this.#launcher = launcher;
    this.#page = page;
    this.#link = new EmbedLink(page.ancestors, (command) => obey(command, this), launcher.untold);
  }

  /** Runs the launch to its end; every failure is shown and told, none is thrown. */
  async run(): Promise<void> {
    for (const type of ['pointerdown', 'keydown'])
      addEventListener(type, () => this.#tellActivity(), { capture: true, passive: true });
    // Words come beside papers and files; whatever fails is told once there are words to tell it in.
    this.#speaking = this.#speak(navigator.language);
    this.#launching = this.#launch().catch(async (error) => {
      await this.#speaking.catch(() => {});
      this.#fail(error);
    });
    await this.#launching;
  }

  /** All that needs only signed papers, beside the opening of the session: words, files, and the game's own process. */
  #prepare({ manifest, terms }: Parameters<OnPapers>[0]): void {
    if (this.isOver) return;
    this.#languages = terms.languages;
    this.#speaking = this.#speaking.then(() => this.#speak(this.#locale ?? navigator.language));
    this.#game.open(byId('stage'), manifest);
    this.#running = this.#run(manifest);
    this.#running.catch(() => {});
  }

  async #run(manifest: BuildManifest): Promise<void> {
    this.#files = await this.#launcher.files(this.#page, manifest, (share) => this.#shell.progress(share));
    this.#game.run(manifest, this.#files);
  }

  async #launch(): Promise<void> {
    if (!crypto.subtle) throw new LoaderFault('unsupported_browser', 'crypto.subtle');
    const launched = await this.#launcher.open(this.#page, this.#api, (papers) => this.#prepare(papers));
    await this.#speaking;
    await this.#speak(this.#locale ?? launched.session.locale);
    if (this.isOver) return;
    this.#sitting = new Sitting(launched, {
      words: this.#words,
      legal: this.#legal,
      shell: this.#shell,
      api: this.#api,
      link: this.#link,
      game: this.#game,
      home: this.#page.home,
      fail: (error) => this.#fail(error),
      exit: (reason) => this.exit(reason),
    });
    await this.#running;
  }

  /** Shows why nothing runs, tells the operator's page, and takes the game away. */
  #fail(error: unknown): void {
    if (this.isOver) return;
    this.#end();
    const code = codeOf(error);
    const problem: ProblemCode | null = error instanceof LoaderFault ? error.problem : null;
    const message = this.#shell.fail(code);
    if (code === 'rg_blocked') this.#link.send('rg-notice', { name: 'blocked' });
    this.#link.send('error', { code, message, problem });
    if (!this.#launcher.untold) void this.#api.report(code, this.#page.launchToken);
    if (ENDS[code]) this.#link.send('exit', { reason: ENDS[code] });
    console.warn(`roundgate: ${error instanceof Error ? error.message : 'failed'}`);
  }

  pause(paused: boolean): void {
    this.#sitting?.pause(paused);
  }

  mute(muted: boolean): void {
    this.#muted = muted;
    this.#game.send('mute', { muted });
  }

  async refreshBalance(): Promise<boolean> {
    return (await this.#sitting?.refresh()) ?? false;
  }

  showHistory(): void {
    this.#game.send('show-history');
  }

  exit(reason: ExitReason): void {
    this.#end();
    this.#link.send('exit', { reason });
  }

  #end(): void {
    this.isOver = true;
    this.#sitting?.stop();
    this.#game.close();
  }

  async #hear(message: GameMessage): Promise<void> {
    if (this.isOver) return;
    if (message.type === 'fault') this.#fail(new LoaderFault('game_failed', message.message));
    else if (message.type === 'activity') this.#tellActivity();
    else {
      // The game boots beside the launch.
      await this.#launching;
      if (!this.isOver) await this.#sitting?.hear(message, this.#muted);
      if (message.type === 'ready') this.#ready();
    }
  }

  #ready(): void {
    this.isReady = true;
    this.#launcher.later?.(this.#page, this.#files, this.#sitting);
  }

  #tellActivity(): void {
    if (this.#mayTellActivity()) this.#link.send('activity');
  }

  async #speak(locale: string): Promise<void> {
    await Promise.all([this.#words.use(locale), this.#legal.use(wordsLocale(this.#languages, locale))]);
    document.documentElement.lang = this.#words.language;
  }

  async setLocale(locale: string): Promise<void> {
    this.#locale = locale;
    await this.#speak(locale);
    this.#shell.relabel();
    this.#sitting?.relabel();
    this.#game.send('set-locale', { locale: this.#words.locale });
  }
}
