import type {
  GameCallFault,
  GameConfig,
  GameMessage,
  Money,
  RoundAnswer,
  RoundSummary,
  SessionInfo,
} from '@roundgate/contract';
import type { Api } from './api.ts';
import type { EmbedLink } from './embed-link.ts';
import type { Evidence } from './evidence.ts';
import type { GameFrame } from './game-frame.ts';
import { BetMemory, pageStorage } from './memory.ts';
import type { PromoEars } from './promo-seat.ts';
import type { RgDesk } from './rg/desk.ts';
import type { PlayedRound } from './rg/totals.ts';
import { type Bet, finishRound, playRound, type RoundTools, randomRoundId, type SpinEnd } from './rounds.ts';

/** How long a spin waits for the gateway to accept the evidence that goes before it. */
const EVIDENCE_WITHIN_MS = 4_000;

type SpinCall = Extract<GameMessage, { type: 'spin' }>;

/** What playing needs. */
export interface PlayTools {
  readonly api: Api;
  readonly game: GameFrame;
  readonly link: EmbedLink;
  readonly desk: RgDesk;
  readonly evidence: Evidence;
  /** How long a new round must wait for the signed status; 0: not at all. */
  staleForMs(): number;
  onWaiting(waiting: boolean): void;
  onBalance(balance: Money): void;
  readonly promo: PromoEars;
  /** As it was heard last. */
  readonly session: SessionInfo;
}

/** What became of the last round of this page. */
export type LastRound =
  | { readonly state: 'running' | 'unknown' }
  | ({ readonly state: 'played'; readonly roundId: string; readonly shown: boolean } & PlayedRound);

/** The rounds of one session: spins, history, and the round to begin with. */
export class Play {
  readonly #session: SessionInfo;
  readonly #tools: PlayTools;
  readonly #rounds: RoundTools;
  #last: LastRound | null = null;
  #running: Promise<unknown> = Promise.resolve();

  constructor(session: SessionInfo, tools: PlayTools) {
    this.#session = session;
    this.#tools = tools;
    const owner = `${session.operator_id}/${session.player_id}/${session.game_id}`;
    this.#rounds = {
      api: tools.api,
      memory: new BetMemory(owner, pageStorage()),
      now: Date.now,
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      onWaiting: (on) => tools.onWaiting(on),
    };
  }

  /** The newest round of this page; null before the first. */
  get last(): LastRound | null {
    return this.#last;
  }

  /** Fulfilled when no round is running. */
  async settled(): Promise<void> {
    await this.#running;
  }

  /** The round to begin with: one that was never shown to its end, or the picture of the last one. */
  async resume(): Promise<GameConfig['resume']> {
    const { memory } = this.#rounds;
    const { last_round: last } = this.#session;
    const openId = last?.status === 'pending' ? last.round_id : null;
    const end = openId ? await finishRound(openId, this.#rounds) : null;
    const answer = end?.ok ? end.answer : last?.status === 'finished' ? last : null;
    const isPending = answer !== null && memory.pending?.roundId === answer.result.round_id;
    if (memory.pending && !isPending) memory.forget(memory.pending.roundId);
    const shown = !(openId || isPending);
    if (answer) this.#last = playedOf(answer, true);
    return answer && { result: answer.result, shown };
  }

  spin({ call, stake_minor, uses, grant_id }: SpinCall): Promise<void> {
    const offers = this.#tools.session.free_spins ?? [];
    const paidBy = grant_id && {
      grant_id,
      spin_type: offers.find((offer) => offer.grant_id === grant_id)?.spin_type ?? 'free',
    };
    const playing = this.#spin(call, { stake: this.#money(stake_minor), uses, ...(paidBy || {}) });
    this.#running = playing;
    return playing;
  }

  shown(roundId: string): void {
    this.#rounds.memory.forget(roundId);
    if (this.#last?.state === 'played' && this.#last.roundId === roundId)
      this.#last = { ...this.#last, shown: true };
  }

  /** Opens the visual replay of a round in a tab of its own. */
  async replay(roundId: string): Promise<void> {
    const { api } = this.#tools;
    const answer = await api.call<{ replay_url: string }>('GET', `/v1/rounds/${roundId}/receipt`);
    if (answer.ok) open(answer.body.replay_url);
  }

  async history(call: number, before: string | null): Promise<void> {
    const { api, game } = this.#tools;
    const query = `?limit=20${before ? `&before=${before}` : ''}`;
    type Page = { rounds: RoundSummary[]; next_before: string | null };
    const page = await api.call<Page>('GET', `/v1/rounds${query}`);
    if (page.ok) game.send('history-reply', { call, ...page.body });
    else this.#refuse(call, { code: page.code, retry_after_ms: page.retryAfterMs });
  }

  async #spin(call: number, bet: Bet): Promise<void> {
    const held = await this.#held();
    if (held) return this.#refuse(call, held);
    const end = await this.#bet(bet);
    if (end.ok) return this.#finished(call, end.answer, bet);
    const { fault } = end;
    this.#last = fault.code === 'PENDING' ? { state: 'unknown' } : null;
    this.#refuse(call, fault);
    if (fault.code === 'UI_NOT_SHOWN') this.#tools.evidence.renew();
    await this.#tools.desk.refused(fault.code);
  }

  /** Why the round may not start; asked again after the wait, as much may happen in it. */
  async #held(): Promise<GameCallFault | null> {
    const { desk, evidence } = this.#tools;
    const staleForMs = this.#tools.staleForMs();
    if (staleForMs > 0) return { code: 'SERVICE_UNAVAILABLE', retry_after_ms: staleForMs };
    const accepted = await evidence.acceptedWithin(desk.holds || evidence.missing ? 0 : EVIDENCE_WITHIN_MS);
    const code = desk.holds ?? (accepted ? null : 'UI_NOT_SHOWN');
    return code && { code, retry_after_ms: null };
  }

  #bet(bet: Bet): Promise<SpinEnd> {
    const roundId = randomRoundId();
    this.#last = { state: 'running' };
    this.#tools.link.send('round-start', {
      round_id: roundId,
      stake: bet.grant_id ? this.#money(0) : bet.stake,
    });
    return playRound(roundId, bet, this.#rounds);
  }

  #finished(call: number, answer: RoundAnswer, { grant_id }: Bet): void {
    const { game, desk, link, promo } = this.#tools;
    const { result, balance } = answer;
    const played = playedOf(answer, false);
    this.#last = played;
    game.send('spin-reply', { call, result });
    desk.roundEnded(played);
    if (balance) this.#tools.onBalance(balance as Money);
    link.send('round-end', {
      round_id: result.round_id,
      stake: this.#money(played.stakeMinor),
      win: this.#money(played.winMinor),
    });
    promo.onRound?.(grant_id, result);
  }

  #money(amount_minor: number): Money {
    return { ...this.#session.rg.totals.staked, amount_minor } as Money;
  }

  #refuse(call: number, fault: GameCallFault): void {
    this.#tools.game.send('call-failed', { call, fault });
  }
}

const playedOf = ({ result }: RoundAnswer, shown: boolean) => ({
  state: 'played' as const,
  roundId: result.round_id,
  // As the gateway adds up: what was not paid for is no stake, and a jackpot is won.
  stakeMinor: result.spin_type === 'cash' ? result.stake.amount_minor : 0,
  winMinor: result.win.amount_minor + (result.jackpot?.amount.amount_minor ?? 0),
  shown,
});
