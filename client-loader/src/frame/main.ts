import type {
  BuildManifest,
  EmbedMessage,
  GameConfig,
  GameMessage,
  LoaderErrorCode,
  Money,
  ProblemCode,
  RoundAnswer,
  RoundSummary,
  SessionInfo,
} from '@roundgate/contract';
import { codeOf, LoaderFault } from '../verifier/fault.ts';
import { fetchBuild } from '../verifier/files.ts';
import { Api } from './api.ts';
import { EmbedLink } from './embed-link.ts';
import { GameFrame } from './game-frame.ts';
import { LaunchRefused, openSession, refusalOf } from './launch.ts';
import { BetMemory, pageStorage } from './memory.ts';
import { readPage } from './page.ts';
import { finishRound, playRound, type RoundTools, randomRoundId } from './rounds.ts';
import { FloorMemory, loadLaunch, StatusWatch } from './trust.ts';
import { LoaderUi } from './ui.ts';
import { Words } from './words.ts';
import './frame.css';

/** Problems of a spin that end the game: the player may not go on. */
const STOPS_PLAY: ReadonlySet<string> = new Set([
  'RG_BLOCKED',
  'SESSION_ENDED',
  'SESSION_NOT_FOUND',
  'MARKET_NOT_CERTIFIED',
  'MARKET_RULES_UNKNOWN',
  'BUILD_MISMATCH',
  'UNAUTHENTICATED',
]);

/** How often a running game asks for the signed status. */
const STATUS_EVERY_MS = 60_000;

/** One launch, from the signed manifest to the running game. */
class Loader {
  readonly #page = readPage();
  readonly #words = new Words();
  readonly #ui = new LoaderUi(this.#words);
  readonly #api = new Api(fetch.bind(globalThis), Date.now);
  readonly #link = new EmbedLink(this.#page.ancestors, (command) => void this.#command(command));
  readonly #game = new GameFrame({
    onMessage: (message) => void this.#hear(message),
    onViolation: (kind, what) => this.#fail(new LoaderFault(kind, what)),
  });
  #session: SessionInfo | undefined;
  #manifest: BuildManifest | undefined;
  #tools: RoundTools | undefined;
  #resume: GameConfig['resume'] = null;
  /** The language that the operator's page asked for; it stands over the session's. */
  #locale: string | undefined;
  #muted = false;
  #over = false;
  #mayPlay = (): boolean => true;
  #spinning = 0;
  #afterSpin: (() => void) | undefined;

  async run(): Promise<void> {
    try {
      await this.#words.use(navigator.language);
      if (!crypto.subtle) throw new LoaderFault('unsupported_browser', 'crypto.subtle');
      const launch = await loadLaunch(this.#page, new FloorMemory(pageStorage(), this.#page.pins));
      const { manifest } = launch;
      const session = await openSession(this.#page, launch, this.#api);
      await this.#words.use(this.#locale ?? session.locale);
      this.#ui.showSession(session);
      this.#manifest = manifest;
      this.#watchStatus(new StatusWatch(this.#page, launch, performance.now()));
      this.#session = session;
      const files = await fetchBuild(this.#page.edge, manifest.files, (share) => this.#ui.progress(share));
      this.#resume = await this.#lastRound(session);
      const stage = document.getElementById('stage');
      if (stage && !this.#over) this.#game.open(stage, manifest, files, manifest.title);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Follows the signed status: a build that is revoked ends, one whose status cannot be renewed plays no new round. */
  #watchStatus(watch: StatusWatch): void {
    this.#mayPlay = () => watch.verdict(performance.now()) === 'good';
    const timer = setInterval(async () => {
      if (this.#over) clearInterval(timer);
      else if ((await watch.ask(performance.now())) === 'revoked') this.#revoked();
    }, STATUS_EVERY_MS);
  }

  /** The running round is settled and told first; then the game goes. */
  #revoked(): void {
    this.#mayPlay = () => false;
    if (this.#spinning === 0) this.#fail(new LoaderFault('build_revoked', 'status'));
    else this.#afterSpin = () => this.#fail(new LoaderFault('build_revoked', 'status'));
  }

  /** Shows why nothing runs, tells the operator's page, and takes the game away. */
  #fail(error: unknown): void {
    if (this.#over) return;
    this.#over = true;
    this.#game.close();
    const code: LoaderErrorCode = codeOf(error);
    const problem: ProblemCode | null = error instanceof LaunchRefused ? error.problem : null;
    const message = this.#ui.fail(code);
    if (code === 'rg_blocked') this.#link.send('rg-notice', { name: 'blocked' });
    this.#link.send('error', { code, message, problem });
    console.warn(`roundgate: ${error instanceof Error ? error.message : 'failed'}`);
  }

  /** The round to begin with: one that was never shown to its end, or the picture of the last one. */
  async #lastRound(session: SessionInfo): Promise<GameConfig['resume']> {
    const memory = new BetMemory(
      `${session.operator_id}/${session.player_id}/${session.game_id}`,
      pageStorage(),
    );
    const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    this.#tools = {
      api: this.#api,
      memory,
      now: Date.now,
      pause,
      newRoundId: randomRoundId,
      onWaiting: (on) => this.#ui.waiting(on),
    };
    const last = session.last_round;
    const openId = last?.status === 'pending' ? last.round_id : null;
    const end = openId ? await finishRound(openId, this.#tools) : null;
    const answer = end?.ok ? end.answer : last?.status === 'finished' ? last : null;
    const isPending = answer !== null && memory.pending?.roundId === answer.result.round_id;
    if (memory.pending && !isPending) memory.forget(memory.pending.roundId);
    return answer && { result: answer.result, shown: !(openId || isPending) };
  }

  #config(session: SessionInfo, manifest: BuildManifest): GameConfig {
    const cap = session.market.max_stake?.amount_minor ?? Number.MAX_SAFE_INTEGER;
    const levels = manifest.stakes.levels_minor.filter((level) => level <= cap);
    const stakeLevels = levels.length > 0 ? levels : manifest.stakes.levels_minor.slice(0, 1);
    const wanted = manifest.stakes.default_minor;
    return {
      game_id: manifest.game_id,
      locale: this.#words.locale,
      currency: session.currency,
      exponent: session.balance?.exponent ?? 2,
      stake_levels_minor: stakeLevels,
      default_stake_minor: stakeLevels.includes(wanted) ? wanted : (stakeLevels.at(-1) ?? wanted),
      rtp: manifest.maths.rtp,
      rtp_profile: manifest.maths.rtp_profile,
      model_path: manifest.maths.model_path,
      min_round_ms: session.market.min_round_ms,
      features: session.market.features,
      mode: 'real',
      celebrate_below_stake: session.market.rules.celebrate_below_stake,
      require_release: session.market.rules.require_release,
      autoplay_max_rounds: session.market.rules.autoplay_max_rounds,
      balance: session.balance,
      muted: this.#muted,
      resume: this.#resume,
    };
  }

  async #hear(message: GameMessage): Promise<void> {
    const session = this.#session;
    const manifest = this.#manifest;
    if (this.#over || !session || !manifest) return;
    switch (message.type) {
      case 'booted':
        return this.#game.send('init', { config: this.#config(session, manifest) });
      case 'ready':
        this.#ui.reveal();
        this.#game.focus();
        return this.#link.send('ready', { game_id: manifest.game_id, build_hash: session.build_hash });
      case 'spin':
        return this.#spin(message.call, {
          amount_minor: message.stake_minor,
          currency: session.currency,
          exponent: session.balance?.exponent ?? 2,
        } as Money);
      case 'history':
        return this.#history(message.call, message.before);
      case 'round-shown':
        return this.#tools?.memory.forget(message.round_id);
      case 'fault':
        return this.#fail(new LoaderFault('game_failed', message.message));
    }
  }

  async #spin(call: number, stake: Money): Promise<void> {
    const tools = this.#tools;
    if (!tools) return;
    if (!this.#mayPlay()) {
      const fault = { code: 'SERVICE_UNAVAILABLE' as const, retry_after_ms: STATUS_EVERY_MS };
      return this.#game.send('call-failed', { call, fault });
    }
    this.#spinning += 1;
    let roundId = '';
    const named = { ...tools, newRoundId: () => (roundId = tools.newRoundId()) };
    const playing = playRound(stake, named);
    this.#link.send('round-start', { round_id: roundId, stake });
    const end = await playing;
    this.#spinning -= 1;
    if (end.ok) this.#finished(call, end.answer);
    else this.#game.send('call-failed', { call, fault: end.fault });
    this.#afterSpin?.();
    if (!end.ok && STOPS_PLAY.has(end.fault.code)) this.#fail(refusalOf(end.fault.code as ProblemCode));
  }

  #finished(call: number, { result, balance }: RoundAnswer): void {
    this.#game.send('spin-reply', { call, result });
    this.#ui.addRound(result.stake, result.win);
    if (balance) this.#showBalance(balance);
    this.#link.send('round-end', { round_id: result.round_id, stake: result.stake, win: result.win });
  }

  async #history(call: number, before: string | null): Promise<void> {
    const query = before ? `?limit=20&before=${before}` : '?limit=20';
    const page = await this.#api.call<{ rounds: RoundSummary[]; next_before: string | null }>(
      'GET',
      `/v1/rounds${query}`,
    );
    if (page.ok) this.#game.send('history-reply', { call, ...page.body });
    else
      this.#game.send('call-failed', { call, fault: { code: page.code, retry_after_ms: page.retryAfterMs } });
  }

  #showBalance(balance: Money): void {
    this.#ui.setBalance(balance);
    this.#game.send('balance', { balance });
    this.#link.send('balance', { balance });
  }

  async #refreshBalance(): Promise<void> {
    if (!this.#session || this.#over) return;
    const info = await this.#api.call<SessionInfo>('GET', '/v1/session');
    if (info.ok && info.body.balance) this.#showBalance(info.body.balance);
    else if (!info.ok && STOPS_PLAY.has(info.code)) this.#fail(refusalOf(info.code));
  }

  async #command(command: EmbedMessage): Promise<void> {
    switch (command.type) {
      case 'hello':
        return;
      case 'pause':
      case 'resume':
        return this.#game.send(command.type);
      case 'mute':
        this.#muted = command.muted;
        return this.#game.send('mute', { muted: command.muted });
      case 'set-locale':
        this.#locale = command.locale;
        await this.#words.use(command.locale);
        this.#ui.render();
        return this.#game.send('set-locale', { locale: this.#words.locale });
      case 'refresh-balance':
        return this.#refreshBalance();
      case 'exit':
        this.#over = true;
        this.#game.close();
        return this.#link.send('exit', { reason: 'operator' });
    }
  }
}

void new Loader().run();
