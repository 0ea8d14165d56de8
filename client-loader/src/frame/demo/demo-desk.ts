import type {
  DemoInfo,
  DemoRounds,
  Money,
  ProblemCode,
  RoundAnswer,
  RoundSummary,
  SessionInfo,
  UiEvidence,
} from '@roundgate/contract';
import { randomRoundId } from '../rounds.ts';
import { scaleRound, uniformBelow } from './scale.ts';

/** How many rounds the history of a demo remembers. */
const MAX_HISTORY = 200;

const UI_REQUIRED = ['age_label', 'warnings'] as const;

interface EvidenceRequest {
  readonly evidence: readonly UiEvidence[];
}

interface RoundRequest {
  readonly round_id: string;
  readonly stake: Money;
}

const refused = (code: ProblemCode, retryAfterMs?: number): Response =>
  Response.json({ code, retry_after_ms: retryAfterMs }, { status: 409 });

/**
 * Stands where the gateway stands in real play and answers the same calls, from a signed book and with play money: no
 * request leaves, no token, no wallet, no event (spec M5). The rest of the loader does not know the difference.
 */
export class DemoDesk {
  readonly #info: DemoInfo;
  readonly #now: () => number;
  readonly #pick: (bound: number) => number;
  readonly #openedAtMs: number;
  readonly #sessionId: string;
  readonly #played: { readonly answer: RoundAnswer; readonly line: RoundSummary }[] = [];
  #book: DemoRounds | undefined;
  #balanceMinor: number;
  #stakedMinor = 0;
  #wonMinor = 0;
  #rounds = 0;
  #lastStartMs = Number.NEGATIVE_INFINITY;

  constructor(info: DemoInfo, now: () => number = Date.now, pick: (bound: number) => number = uniformBelow) {
    this.#info = info;
    this.#now = now;
    this.#pick = pick;
    this.#openedAtMs = now();
    this.#sessionId = randomRoundId().replace('rnd-', 's-demo-');
    this.#balanceMinor = info.balance.amount_minor;
  }

  /** Takes the book of the build, once it was verified. */
  giveBook(book: DemoRounds): void {
    this.#book = book;
  }

  /** Answers as the network would, so that the loader asks here in the same way. */
  readonly fetch: typeof fetch = async (input, init) => {
    const body: unknown = JSON.parse(String(init?.body ?? 'null'));
    return this.#answer(init?.method ?? 'GET', String(input), body);
  };

  #answer(method: string, path: string, body: unknown): Response {
    const [, resource, id] = path.split(/[/?]/).slice(1);
    if (path === '/v1/session/ui-evidence') return this.#attested((body as EvidenceRequest).evidence);
    if (resource === 'session' && method === 'GET') return Response.json(this.session());
    if (resource !== 'rounds') return refused('NOT_FOUND');
    if (method === 'POST') return this.#play(body as RoundRequest);
    if (path.includes('?')) return Response.json(this.#history(new URLSearchParams(path.split('?')[1])));
    return this.#find(id) ?? refused('ROUND_NOT_FOUND');
  }

  /** A round that was played before, answered as such. */
  #find(roundId: string | undefined): Response | undefined {
    const known = this.#played.find(({ line }) => line.round_id === roundId);
    return known && Response.json({ ...known.answer, replayed: true });
  }

  /** Label and warnings are to be seen in a demo too, before its first round. */
  #attested(evidence: readonly UiEvidence[]): Response {
    const missing = UI_REQUIRED.filter(
      (name) => !evidence.some(({ element, seen }) => element === name && seen !== 'hidden'),
    );
    return Response.json({ complete: missing.length === 0, missing });
  }

  /** The demo in the form of a session, so that loader and game show it as they show real play. */
  session(): SessionInfo {
    const { operator_id, game_id, build_hash, rtp_profile, country, locale, currency, market } = this.#info;
    const nowMs = this.#now();
    const at = new Date(nowMs).toISOString();
    const net = this.#money(this.#wonMinor - this.#stakedMinor);
    return {
      ...{ operator_id, game_id, build_hash, rtp_profile, country, locale, currency, market },
      session_id: this.#sessionId,
      player_id: 'p-demo',
      rg_flags: { self_excluded: false, blocked: false, time_limit_min: null },
      rg: {
        at,
        session_time_ms: nowMs - this.#openedAtMs,
        totals: {
          rounds: this.#rounds,
          staked: this.#money(this.#stakedMinor),
          won: this.#money(this.#wonMinor),
          net,
        },
        ...{ month_net: null, blocked: null, check: null, next_check_at: null, reality_check_min: null },
        ...{ limits: null, limits_needed: false, soon_again: false },
      },
      ui_required: [...UI_REQUIRED],
      balance: this.#money(this.#balanceMinor),
      open_round_id: null,
      last_round: null,
      opened_at: new Date(this.#openedAtMs).toISOString(),
      expires_at: this.#info.expires_at,
      session_time_ms: nowMs - this.#openedAtMs,
    };
  }

  #money(amountMinor: number): Money {
    return { ...this.#info.balance, amount_minor: amountMinor } as Money;
  }

  /** Why the market or the balance does not let this stake be played now. */
  #refusal(stake: Money, unitMinor: number, nowMs: number): Response | undefined {
    const { max_stake, min_round_ms } = this.#info.market;
    const amountMinor = stake.amount_minor;
    const tooHigh = max_stake !== null && amountMinor > max_stake.amount_minor;
    if (tooHigh || amountMinor < unitMinor || amountMinor % unitMinor !== 0)
      return refused('STAKE_NOT_ALLOWED');
    const waitMs = this.#lastStartMs + min_round_ms - nowMs;
    if (waitMs > 0) return refused('ROUND_TOO_FAST', waitMs);
    return amountMinor > this.#balanceMinor ? refused('INSUFFICIENT_FUNDS') : undefined;
  }

  #play({ round_id, stake }: RoundRequest): Response {
    const book = this.#book;
    const nowMs = this.#now();
    if (!book) return refused('SERVICE_UNAVAILABLE');
    const known = this.#find(round_id);
    if (known) return known;
    const refusal = this.#refusal(stake, book.unit_stake_minor, nowMs);
    if (refusal) return refusal;
    const drawn = book.rounds[this.#pick(book.rounds.length)];
    if (!drawn) return refused('ROUND_REFUSED');
    const { win_minor, features, events } = scaleRound(drawn, stake.amount_minor / book.unit_stake_minor);
    this.#lastStartMs = nowMs;
    this.#rounds += 1;
    this.#stakedMinor += stake.amount_minor;
    this.#wonMinor += win_minor;
    this.#balanceMinor += win_minor - stake.amount_minor;
    const { game_id, build_hash } = this.#info;
    const named = { round_id, spin_id: `spin-demo-${this.#rounds}`, session_id: this.#sessionId };
    const at = new Date(nowMs).toISOString();
    const result: RoundAnswer['result'] = {
      ...{ ...named, game_id, build_hash, spin_type: 'cash', stake, win: this.#money(win_minor) },
      ...{ features, events, drawn_at: at },
    };
    const balance = this.#money(this.#balanceMinor);
    const answer: RoundAnswer = { status: 'finished', result, settlement: 'done', balance, replayed: false };
    const facts = { game_id, build_hash, state: 'SETTLED', stake, win: result.win } as const;
    const line = { ...named, ...facts, accepted_at: at, closed_at: at, attempts: 0 };
    this.#played.unshift({ answer, line });
    this.#played.length = Math.min(this.#played.length, MAX_HISTORY);
    return Response.json(answer);
  }

  /** A page of the demo's own history, newest first. */
  #history(query: URLSearchParams) {
    const before = query.get('before');
    const from = before === null ? 0 : this.#played.findIndex(({ line }) => line.round_id === before) + 1;
    const to = from + Number(query.get('limit'));
    const rounds = this.#played.slice(from, to).map(({ line }) => line);
    return { rounds, next_before: to < this.#played.length ? (rounds.at(-1)?.round_id ?? null) : null };
  }
}
