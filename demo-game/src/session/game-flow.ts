import type { PromoNews, RoundResult } from '@roundgate/contract';
import type { Landing } from '../engine/reel-tape.ts';
import type { Pace } from '../engine/stage.ts';
import { EVENT_HANDLERS } from '../game/events/handlers.ts';
import { packetEndText, showJackpot, showPacketEnd } from '../game/events/promo-shows.ts';
import type { RoundShow } from '../game/events/round-show.ts';
import { landingsOf } from '../game/scene/landings.ts';
import type { SoundName } from '../game/sounds.ts';
import type { ControlState } from '../game/ui/controls.ts';
import { symbolWords } from '../game/ui/symbol-picture.ts';
import {
  type Autoplay,
  afterRound,
  autoplayRounds,
  countAutoplay,
  startAutoplay,
} from '../model/autoplay.ts';
import { winMood } from '../model/celebration.ts';
import { windowText } from '../model/grid.ts';
import type { Packet, PacketOver } from '../model/packets.ts';
import {
  initialRound,
  type RoundInput,
  type RoundState,
  spinPress,
  stepRound,
  waitProgress,
} from '../model/round-state.ts';
import { canStep, chosenMinor, type StakeLadder, stakeLadder, step } from '../model/stakes.ts';
import { ShownBalance } from './balance.ts';
import { faultMessage, faultOf } from './fault-message.ts';
import type { GameParts } from './parts.ts';
import { playEvents } from './round-player.ts';

/** The reels turn at least this long, so that a fast answer is still seen as a spin. */
const LEAST_TURN_MS = 620;
/** How long the player may look at the choices of the bonus; in autoplay they are not waited for. */
const PICK_MS = 12_000;
const AUTOPLAY_PICK_MS = 1_200;
/** Pause between two rounds of autoplay. */
const AUTOPLAY_REST_MS = 700;

/** What a round has won in all, in minor units. */
const wonMinorOf = ({ win, jackpot }: RoundResult): number =>
  win.amount_minor + (jackpot?.amount.amount_minor ?? 0);

/** Joins the player's presses, the loader's news and the picture into rounds. */
export class GameFlow {
  readonly #parts: GameParts;
  readonly #onBroken: (cause: unknown) => void;
  readonly #balance: ShownBalance;
  #state: RoundState = initialRound;
  #stakes: StakeLadder;
  #autoplay: Autoplay = null;
  #autoplayAtMs = 0;
  #historyWanted = false;
  #winMinor: number | null = null;
  #resting: readonly Landing[];
  #said: () => string = () => '';
  /** The bet of a free round that is shown; kept in a recording, where nothing else is to be played. */
  #freeBetMinor: number | null = null;

  constructor(parts: GameParts, resting: readonly Landing[], onBroken: (cause: unknown) => void) {
    const { config } = parts.host;
    this.#parts = parts;
    this.#resting = resting;
    this.#onBroken = onBroken;
    this.#balance = new ShownBalance(config.balance?.amount_minor ?? null);
    this.#stakes = stakeLadder(config.stake_levels_minor, config.default_stake_minor);
  }

  /** The player has left the start screen, with the keyboard or by a pointer. */
  begin(byKey: boolean): void {
    const { resume } = this.#parts.host.config;
    this.#step({ type: 'begin' });
    this.#parts.promo.begin();
    if (byKey) this.#parts.controls.spin.focus({ preventScroll: true });
    if (resume && !resume.shown) {
      this.#guard(this.#replay(resume.result));
      return;
    }
    if (resume) this.#winMinor = wonMinorOf(resume.result);
    this.#say(() => this.#parts.words.text(resume ? 'line.lastRound' : 'line.idle'));
  }

  /** One frame: redraws the controls and starts a due round of autoplay; answers how much moves. */
  frame(nowMs: number): Pace {
    this.#parts.controls.update(this.#controlState(nowMs));
    this.#tendPromo(nowMs);
    if (this.#historyWanted && this.#canOpen()) this.openHistory();
    const due = this.#autoplay && nowMs >= this.#autoplayAtMs;
    if (due && this.#state.phase === 'idle' && this.#press(nowMs) === 'spin') this.#startSpin();
    if (this.#state.paused) return 'still';
    if (this.#state.phase !== 'idle' && this.#state.phase !== 'start') return 'lively';
    return this.#parts.motion.reduced ? 'still' : 'calm';
  }

  /** The spin button, whatever it does at this moment. */
  pressSpin(): void {
    const press = this.#press(performance.now());
    // What the button says is what is pressed: a press that meant to skip, a moment too late, is no bet.
    if (press === 'none' || press !== this.#parts.controls.spin.dataset.press) return;
    if (press === 'spin') {
      this.#sound('press');
      this.#startSpin();
    } else this.#parts.stage.clock.hurry = true;
  }

  changeStake(by: 1 | -1): void {
    if (!this.#canChangeStake() || !canStep(this.#stakes, by)) return;
    this.#stakes = step(this.#stakes, by);
    this.#sound('press');
  }

  toggleAutoplay(): void {
    const { config } = this.#parts.host;
    if (!config.features.autoplay) return;
    if (this.#autoplay) this.#autoplay = null;
    else if (this.#state.phase === 'idle' && !this.#state.paused)
      this.#autoplay = startAutoplay(autoplayRounds(config.autoplay_max_rounds));
    this.#autoplayAtMs = 0;
  }

  stopAutoplay(): void {
    this.#autoplay = null;
  }

  openRules(): void {
    if (this.#canOpen()) this.#parts.rules.open(chosenMinor(this.#stakes), this.#parts.promo.meters);
  }

  openHistory(): void {
    if (!this.#canOpen()) return;
    this.#historyWanted = false;
    this.#parts.history.open();
  }

  /** Opens the history as soon as no round is running. */
  wantHistory(): void {
    this.#historyWanted = true;
  }

  toggleSound(): void {
    this.#parts.synth.muted = !this.#parts.synth.muted;
  }

  tellBalance(amountMinor: number): void {
    this.#balance.tell(amountMinor);
  }

  tellPromo(news: PromoNews): void {
    this.#parts.promo.hear(news);
  }

  /** The loader freezes or thaws the game. */
  pause(paused: boolean): void {
    this.#state = stepRound(this.#state, { type: paused ? 'pause' : 'resume' });
    this.#parts.stage.clock.paused = paused;
    this.#parts.synth.paused = paused;
    if (paused) this.#autoplay = null;
    this.#sayAgain();
  }

  /** Shows everything in another language. */
  async setLocale(locale: string): Promise<void> {
    const { words, view, controls, pick, rules, history, promo } = this.#parts;
    await words.setLocale(locale);
    view.setWords(symbolWords(words));
    controls.relabel();
    pick.relabel();
    promo.relabel();
    this.describeReels();
    if (rules.sheet.dialog.open) rules.write(chosenMinor(this.#stakes), promo.meters);
    if (history.sheet.dialog.open) history.write();
    this.#sayAgain();
  }

  #sayAgain(): void {
    const { controls, words } = this.#parts;
    controls.say(this.#state.paused ? words.text('line.paused') : this.#said());
  }

  /** Ends the game for good: what happened must not happen. */
  break(): void {
    this.#state = stepRound(this.#state, { type: 'broken' });
    this.#autoplay = null;
  }

  #startSpin(): void {
    this.#autoplay = countAutoplay(this.#autoplay);
    this.#guard(this.#spin());
  }

  /** The player has begun a packet of free spins: the next presses play it. */
  beginPacket({ used, count }: Packet): void {
    const { words, controls } = this.#parts;
    controls.spin.focus({ preventScroll: true });
    this.#say(() => words.text('promo.begun', { left: count - used }));
  }

  async #spin(): Promise<void> {
    const { host, view, stage, words, promo } = this.#parts;
    const packet = promo.running;
    const stakeMinor = packet?.betMinor ?? chosenMinor(this.#stakes);
    this.#step({ type: 'spin', nowMs: performance.now(), minRoundMs: host.config.min_round_ms });
    this.#clearRound();
    this.#say(() =>
      packet
        ? words.text('line.freeSpin', { index: packet.used + 1, total: packet.count })
        : words.text('line.spinning'),
    );
    this.#sound('spin');
    view.reels.spin();
    const turned = stage.clock.wait(LEAST_TURN_MS);
    const answer = await host.spin(stakeMinor, this.#autoplay ? ['autoplay'] : [], packet?.grantId).then(
      (result) => ({ result }),
      (cause: unknown) => ({ cause }),
    );
    await turned;
    if ('cause' in answer) return this.#refuse(answer.cause);
    this.#step({ type: 'answered' });
    await this.#show(answer.result);
  }

  async #replay(result: RoundResult): Promise<void> {
    const { view, stage, words } = this.#parts;
    this.#step({ type: 'replay' });
    this.#clearRound();
    this.#say(() => words.text(result.spin_type === 'cash' ? 'line.resumed' : 'line.resumedFree'));
    view.reels.spin();
    await stage.clock.wait(LEAST_TURN_MS * 2);
    await this.#show(result);
  }

  #clearRound(): void {
    const { view, stage, promo } = this.#parts;
    this.#winMinor = null;
    this.#balance.hold();
    promo.hold();
    stage.clock.hurry = false;
    view.clearWins();
  }

  async #show(result: RoundResult): Promise<void> {
    const { host, stage, promo } = this.#parts;
    const show = this.#showOf(result);
    this.#freeBetMinor = result.spin_type === 'cash' ? null : result.stake.amount_minor;
    await playEvents(result.events, EVENT_HANDLERS, show);
    stage.clock.hurry = false;
    if (result.jackpot) await showJackpot(show, result.jackpot);
    stage.clock.hurry = false;
    this.#autoplay = afterRound(this.#autoplay, wonMinorOf(result), result.stake.amount_minor);
    const ended = promo.played(result);
    // What comes after a packet is for the player's own money: no run of rounds goes on into it.
    if (ended) this.#autoplay = null;
    if (ended) await showPacketEnd(show, ended);
    stage.clock.hurry = false;
    this.#balance.release();
    if (host.config.mode !== 'demo') this.#freeBetMinor = null;
    this.#step({ type: 'shown' });
    host.roundShown(result.round_id);
    this.#autoplayAtMs = performance.now() + AUTOPLAY_REST_MS;
  }

  /** The round did not take place: the reels return to where they stood. */
  async #refuse(cause: unknown): Promise<void> {
    const { view, stage, words, promo } = this.#parts;
    const fault = faultOf(cause);
    this.#autoplay = null;
    await view.reels.land(this.#resting);
    stage.clock.hurry = false;
    this.#balance.release();
    promo.refused(fault.code === 'GRANT_NOT_FOUND' || fault.code === 'STAKE_NOT_ALLOWED');
    this.#step({ type: 'refused', nowMs: performance.now(), retryAfterMs: fault.retry_after_ms ?? 0 });
    this.#sound('refused');
    this.#say(() => words.text(faultMessage(fault.code)));
  }

  #showOf(result: RoundResult): RoundShow {
    const { view, stage, motion, model, words, host, pick } = this.#parts;
    const { win, stake } = result;
    // Nothing was paid for a free spin: whatever it wins is a gain.
    const celebrates = host.config.celebrate_below_stake || result.spin_type !== 'cash';
    return {
      view,
      clock: stage.clock,
      motion,
      model,
      result,
      mood: winMood(win.amount_minor, stake.amount_minor, celebrates),
      picker: pick,
      pickWithinMs: this.#autoplay ? AUTOPLAY_PICK_MS : PICK_MS,
      wonMinor: 0,
      marks: [],
      money: (minor) => words.money(minor),
      text: (key, values) => words.text(key, values),
      say: (write) => this.#say(write),
      sound: (name) => this.#sound(name),
      showWin: (minor) => {
        this.#winMinor = minor;
      },
      landed: (window) => {
        stage.clock.hurry = false;
        this.#step({ type: 'landed' });
        this.#resting = landingsOf(model, 'base', [], window);
        this.describeReels();
      },
      freeSpin: () => {
        stage.clock.hurry = false;
        this.#step({ type: 'free-spin' });
      },
    };
  }

  /** Writes what the reels show for those who cannot see them. */
  describeReels(): void {
    const { stage, words } = this.#parts;
    const columns = this.#resting.map(({ column }) => column);
    const window = windowText(columns, (symbol) => words.symbol(symbol));
    stage.canvas.setAttribute('aria-label', words.text('a11y.reels', { window }));
  }

  #controlState(nowMs: number): ControlState {
    const idle = this.#state.phase === 'idle' && !this.#state.paused;
    const freeBetMinor = this.#freeBetMinor ?? this.#parts.promo.running?.betMinor ?? null;
    const free = this.#canChangeStake();
    return {
      press: this.#press(nowMs),
      wait: Math.round(waitProgress(this.#state, nowMs) * 100) / 100,
      stakeMinor: freeBetMinor ?? chosenMinor(this.#stakes),
      free: freeBetMinor !== null,
      canLower: free && canStep(this.#stakes, -1),
      canRaise: free && canStep(this.#stakes, 1),
      canOpen: this.#canOpen(),
      autoplayLeft: this.#autoplay?.left ?? null,
      canAutoplay: this.#autoplay !== null || idle,
      muted: this.#parts.synth.muted,
      balanceMinor: this.#balance.shownMinor,
      winMinor: this.#winMinor,
    };
  }

  #press(nowMs: number) {
    return spinPress(this.#state, this.#parts.host.config.features.turbo, nowMs);
  }

  #canOpen(): boolean {
    return this.#state.phase === 'idle' && this.#autoplay === null;
  }

  #canChangeStake(): boolean {
    return this.#canOpen() && !this.#state.paused && this.#parts.promo.running === null;
  }

  /** Ends a packet that is over though it was not played to its end, and lets promotions be seen. */
  #tendPromo(nowMs: number): void {
    const { promo } = this.#parts;
    if (this.#state.phase === 'idle') this.#tellEnd(promo.settle());
    const isFree = this.#canOpen() && !this.#state.paused && !document.querySelector('dialog[open]');
    promo.frame(nowMs, isFree);
  }

  #tellEnd(over: PacketOver | null): void {
    if (!over) return;
    const { words } = this.#parts;
    this.#autoplay = null;
    this.#say(() => packetEndText(over, words));
  }

  #step(input: RoundInput): void {
    this.#state = stepRound(this.#state, input);
  }

  #say(write: () => string): void {
    this.#said = write;
    if (!this.#state.paused) this.#parts.controls.say(write());
  }

  #sound(name: SoundName): void {
    this.#parts.synth.play(this.#parts.sounds[name]);
  }

  #guard(work: Promise<void>): void {
    work.catch(this.#onBroken);
  }
}
