import type {
  FeedMessage,
  GameCallFault,
  MarketTerms,
  Money,
  RgView,
  SessionInfo,
} from '@roundgate/contract';
import type { Answer, Api } from '../api.ts';
import { type Asked, heldBy, mayChooseInterval, type RgState, type Screen, screenOf } from './screen.ts';
import type { ServerClock } from './server-clock.ts';
import { type PlayedRound, type Sums, sumsOf } from './totals.ts';

/** A check that is due by the clock here is asked for again this often until the gateway names it. */
const ASK_AGAIN_MS = 1_000;

const BLOCKS = ['self_excluded', 'cool_off', 'panic', 'time_limit', 'spend_limit', 'idle'] as const;

/** What the desk needs from outside. */
export interface DeskTools {
  readonly api: Pick<Api, 'call'>;
  readonly clock: ServerClock;
  onChange(): void;
  onBalance(balance: Money): void;
  onSession(session: SessionInfo): void;
  /** The gateway refuses the session for a reason that is not the desk's to explain. */
  onRefused(code: GameCallFault['code']): void;
}

/** How a session stands towards responsible gaming, and what the player is told and asked about it (spec G1, G2). */
export class RgDesk {
  readonly #tools: DeskTools;
  readonly #roundsBefore: number;
  readonly #played: PlayedRound[] = [];
  #state: RgState;
  #askedAtMs = Number.NEGATIVE_INFINITY;

  constructor(terms: MarketTerms, rg: RgView, tools: DeskTools) {
    this.#tools = tools;
    this.#roundsBefore = rg.totals.rounds;
    tools.clock.hear(rg.at);
    const noticeS = terms.rules.login_notice_s;
    this.#state = {
      terms,
      view: rg,
      end: null,
      asked: null,
      noticeEndsMs: noticeS === null ? null : tools.clock.now() + noticeS * 1000,
      intervalDue: mayChooseInterval(terms) && rg.reality_check_min === null,
      nearRead: false,
    };
  }

  get view(): RgView {
    return this.#state.view;
  }

  get screen(): Screen | null {
    return screenOf(this.#state, this.#tools.clock.now());
  }

  /** Why no round may start now, in the terms of the contract; null: it may. */
  get holds(): GameCallFault['code'] | null {
    const { screen } = this;
    return screen && heldBy(screen);
  }

  get sums(): Sums {
    return sumsOf(this.#state.view, this.#roundsBefore, this.#played);
  }

  /** Length of the session so far. */
  get sessionMs(): number {
    const { at, session_time_ms } = this.#state.view;
    return session_time_ms + Math.max(0, this.#tools.clock.now() - Date.parse(at));
  }

  /** A view of the gateway; an older one than the last is passed over. */
  hear(view: RgView): void {
    if (Date.parse(view.at) < Date.parse(this.#state.view.at)) return;
    this.#tools.clock.hear(view.at);
    this.#set({ view });
  }

  hearFeed(message: FeedMessage): void {
    if (message.type === 'rg') this.hear(message.rg);
    else if (message.type === 'balance') this.#tools.onBalance(message.balance as Money);
    else if (message.type === 'build_revoked') this.#set({ end: 'revoked' });
    else if (message.type === 'promo') void this.refresh();
    else this.#ended(message.reason);
  }

  /** A session that was ended by a block says so; any other end needs no reason here. */
  #ended(reason: string): void {
    const { view } = this.#state;
    const block = BLOCKS.find((known) => known === reason);
    const blocked = view.blocked ?? (block ? { reason: block, until: null } : null);
    this.#set({ end: 'ended', view: { ...view, blocked } });
  }

  roundEnded(round: PlayedRound): void {
    this.#played.push(round);
    this.#tools.onChange();
  }

  /** The time has moved: a check may be due that nobody has pushed. */
  tick(): void {
    const { screen } = this;
    const nowMs = performance.now();
    const unnamed = (screen?.kind === 'check' || screen?.kind === 'rest') && screen.checkId === null;
    if (unnamed && nowMs - this.#askedAtMs >= ASK_AGAIN_MS) void this.refresh();
  }

  /** Asks how things stand; false when no balance was answered. */
  async refresh(): Promise<boolean> {
    this.#askedAtMs = performance.now();
    const answer = await this.#tools.api.call<SessionInfo>('GET', '/v1/session');
    if (!answer.ok) {
      await this.refused(answer.code);
      return false;
    }
    this.hear(answer.body.rg);
    this.#tools.onSession(answer.body);
    if (answer.body.balance) this.#tools.onBalance(answer.body.balance as Money);
    return answer.body.balance !== null;
  }

  /** Takes in a problem of the gateway; the player is told what it means for play. */
  async refused(code: GameCallFault['code']): Promise<void> {
    if (code === 'SESSION_ENDED' || code === 'SESSION_NOT_FOUND') this.#set({ end: 'ended' });
    else if (code === 'BUILD_REVOKED') this.#set({ end: 'revoked' });
    else if (/^RG_[CL]|^GRANT/.test(code)) await this.refresh();
    else if (code === 'RG_BLOCKED') await this.#blocked();
    else this.#tools.onRefused(code);
  }

  async #blocked(): Promise<void> {
    await this.refresh();
    // A refusal is believed even where the view does not explain it.
    const { view } = this.#state;
    if (!view.blocked) this.#set({ view: { ...view, blocked: { reason: 'blocked', until: null } } });
  }

  acknowledge(checkId: string): Promise<boolean> {
    return this.#post('/v1/rg/acknowledge', { check_id: checkId });
  }

  setLimits(timeMin: number, spendMinor: number): Promise<boolean> {
    const spend = { ...this.#state.view.totals.staked, amount_minor: spendMinor };
    return this.#post('/v1/rg/limits', { time_min: timeMin, spend, reality_check_min: null });
  }

  setInterval(minutes: number): Promise<boolean> {
    const body = { time_min: null, spend: null, reality_check_min: minutes };
    return this.#post('/v1/rg/limits', body, { intervalDue: false, asked: null });
  }

  panic(): Promise<boolean> {
    return this.#post('/v1/rg/panic', undefined, { asked: null });
  }

  ask(asked: Asked): void {
    this.#set({ asked });
  }

  /** The player has read or declined what is open, where that is allowed. */
  dismiss(): void {
    const { screen } = this;
    const kind = screen?.kind;
    if (screen?.kind === 'notice' && this.#tools.clock.now() >= screen.untilMs)
      this.#set({ noticeEndsMs: null });
    if (kind === 'near') this.#set({ nearRead: true });
    if (kind === 'interval') this.#set({ intervalDue: false, asked: null });
    if (kind === 'info' || kind === 'panic') this.#set({ asked: null });
  }

  /** The player stops playing. */
  leave(): void {
    if (!this.#state.end) this.#set({ end: 'left' });
  }

  /** Sends what the player has decided; `then` is what has changed by it. */
  async #post(path: string, body?: object, then: Partial<RgState> = {}): Promise<boolean> {
    const answer: Answer<RgView> = await this.#tools.api.call('POST', path, body);
    if (!answer.ok) await this.refused(answer.code);
    else {
      this.hear(answer.body);
      this.#set(then);
    }
    return answer.ok;
  }

  #set(change: Partial<RgState>): void {
    this.#state = { ...this.#state, ...change };
    this.#tools.onChange();
  }
}
