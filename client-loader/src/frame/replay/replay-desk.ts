import type {
  Money,
  ProblemCode,
  ReplayInfo,
  RoundAnswer,
  RoundSummary,
  SessionInfo,
} from '@roundgate/contract';
import { randomRoundId } from '../rounds.ts';

const refused = (code: ProblemCode): Response => Response.json({ code }, { status: 409 });

/**
 * Stands where the gateway stands in real play and knows one round, the recorded one: the game begins with it, and every
 * press of its button shows it again. Nothing is staked and nothing is paid; no request leaves (spec R4).
 */
export class ReplayDesk {
  readonly #info: ReplayInfo;
  readonly #answer: RoundAnswer;
  readonly #openedAtMs: number;
  readonly #sessionId: string;

  constructor(info: ReplayInfo, nowMs: number) {
    this.#info = info;
    this.#openedAtMs = nowMs;
    this.#sessionId = randomRoundId().replace('rnd-', 's-replay-');
    const { result } = info;
    this.#answer = { status: 'finished', result, settlement: 'done', balance: null, replayed: true };
  }

  /** Answers as the network would, so that the loader asks here in the same way. */
  readonly fetch: typeof fetch = async (input, init) => this.#reply(init?.method ?? 'GET', String(input));

  #reply(method: string, path: string): Response {
    const { round_id } = this.#info.result;
    if (path === '/v1/session/ui-evidence') return Response.json({ complete: true, missing: [] });
    if (path === '/v1/session') return Response.json(this.session());
    if (method === 'POST' ? path === '/v1/rounds' : path === `/v1/rounds/${round_id}`)
      return Response.json(this.#answer);
    return path.startsWith('/v1/rounds?')
      ? Response.json({ rounds: [this.#line()], next_before: null })
      : refused('NOT_FOUND');
  }

  #line(): RoundSummary {
    const { result, accepted_at, closed_at } = this.#info;
    const { round_id, spin_id, session_id, game_id, build_hash, spin_type, stake, win, jackpot } = result;
    const names = { round_id, spin_id, session_id, game_id, build_hash };
    const money = { spin_type, stake, win, ...(jackpot && { jackpot }) };
    return { ...names, state: 'SETTLED', ...money, accepted_at, closed_at, attempts: 0 };
  }

  /**
   * The recording in the form of a session. Its round counts as one under way, so that the game plays it from its first
   * event. The player is nobody: what this device remembers of a real player's bets is of another name.
   */
  session(): SessionInfo {
    const { result, accepted_at: _accepted, closed_at: _closed, ...played } = this.#info;
    const nothing = { ...result.stake, amount_minor: 0 } as Money;
    const at = new Date(this.#openedAtMs).toISOString();
    const { round_id } = result;
    return {
      ...played,
      session_id: this.#sessionId,
      player_id: 'p-replay',
      rg_flags: { self_excluded: false, blocked: false, time_limit_min: null },
      rg: {
        at,
        session_time_ms: 0,
        totals: { rounds: 0, staked: nothing, won: nothing, net: nothing },
        ...{ month_net: null, blocked: null, check: null, next_check_at: null, reality_check_min: null },
        ...{ limits: null, limits_needed: false, soon_again: false },
      },
      ui_required: [],
      balance: null,
      open_round_id: round_id,
      last_round: {
        ...{ status: 'pending', code: 'ROUND_PENDING', round_id, poll: `/v1/rounds/${round_id}` },
        retry_after_ms: 1,
      },
      opened_at: at,
      expires_at: at,
      session_time_ms: 0,
    };
  }
}
