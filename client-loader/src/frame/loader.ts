import type { GameMessage, ProblemCode } from '@roundgate/contract';
import { codeOf, LoaderFault } from '../verifier/fault.ts';
import { Api } from './api.ts';
import { type Commanded, obey } from './commands.ts';
import { EmbedLink } from './embed-link.ts';
import { GameFrame } from './game-frame.ts';
import { type Launcher, LaunchRefused } from './launch.ts';
import { readPage } from './page.ts';
import { Sitting } from './sitting.ts';
import { Shell } from './ui/shell.ts';
import { Words, wordsLocale } from './words.ts';

/** One launch, from the signed manifest to the running game. */
export class Loader implements Commanded {
  readonly #launcher: Launcher;
  readonly #page = readPage();
  readonly #words = new Words();
  /** The words that the market mandates, in a language of the market. */
  readonly #legal = new Words();
  readonly #shell = new Shell(this.#words);
  readonly #api = new Api(fetch.bind(globalThis), Date.now);
  readonly #link = new EmbedLink(this.#page.ancestors, (command) => void obey(command, this));
  readonly #game = new GameFrame({
    onMessage: (message) => void this.#hear(message),
    onViolation: (kind, what) => this.#fail(new LoaderFault(kind, what)),
  });
  #sitting: Sitting | undefined;
  #languages: readonly string[] = [];
  /** The language that the operator's page asked for; it stands over the session's. */
  #locale: string | undefined;
  #muted = false;
  #over = false;

  constructor(launcher: Launcher) {
    this.#launcher = launcher;
  }

  /** Runs the launch to its end; every failure is shown and told, none is thrown. */
  async run(): Promise<void> {
    try {
      await this.#speak(navigator.language);
      if (!crypto.subtle) throw new LoaderFault('unsupported_browser', 'crypto.subtle');
      const launched = await this.#launcher.open(this.#page, this.#api);
      this.#languages = launched.terms.languages;
      await this.#speak(this.#locale ?? launched.session.locale);
      const sitting = new Sitting(launched, {
        words: this.#words,
        legal: this.#legal,
        shell: this.#shell,
        api: this.#api,
        link: this.#link,
        game: this.#game,
        fail: (error) => this.#fail(error),
        exit: (reason) => this.exit(reason),
      });
      this.#sitting = sitting;
      const onProgress = (share: number): void => this.#shell.progress(share);
      const files = await this.#launcher.files(this.#page, launched.manifest, onProgress);
      if (!this.#over) await sitting.begin(files);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Shows why nothing runs, tells the operator's page, and takes the game away. */
  #fail(error: unknown): void {
    if (this.#over) return;
    this.#end();
    const code = codeOf(error);
    const problem: ProblemCode | null = error instanceof LaunchRefused ? error.problem : null;
    const message = this.#shell.fail(code);
    if (code === 'rg_blocked') this.#link.send('rg-notice', { name: 'blocked' });
    this.#link.send('error', { code, message, problem });
    void this.#api.report(code, this.#page.launchToken);
    console.warn(`roundgate: ${error instanceof Error ? error.message : 'failed'}`);
  }

  pause(paused: boolean): void {
    this.#sitting?.pause(paused);
  }

  mute(muted: boolean): void {
    this.#muted = muted;
    this.#game.send('mute', { muted });
  }

  async refreshBalance(): Promise<void> {
    await this.#sitting?.refresh();
  }

  exit(reason: string): void {
    this.#end();
    this.#link.send('exit', { reason });
  }

  #end(): void {
    this.#over = true;
    this.#sitting?.stop();
    this.#game.close();
  }

  async #hear(message: GameMessage): Promise<void> {
    if (this.#over) return;
    if (message.type === 'fault') this.#fail(new LoaderFault('game_failed', message.message));
    else await this.#sitting?.hear(message, this.#muted);
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
    this.#game.send('set-locale', { locale: this.#words.language });
  }
}
