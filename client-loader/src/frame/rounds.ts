import type {
  GameCallFault,
  Money,
  RoundAnswer,
  RoundView,
  SpinType,
  StartFeature,
} from '@roundgate/contract';
import { toHex } from '@roundgate/contract/trust';
import type { Answer, Api } from './api.ts';
import type { BetMemory } from './memory.ts';

/** How long one spin is pursued before the game is told that it is pending; the round itself goes on. */
const PURSUE_MS = 60_000;
const FIRST_PAUSE_MS = 400;
const MAX_PAUSE_MS = 5_000;

/** The end of a spin: a finished round, or why there is none. */
export type SpinEnd =
  | { readonly ok: true; readonly answer: RoundAnswer }
  | { readonly ok: false; readonly fault: GameCallFault };

/** What playing needs from outside, so that it can be tested with a clock of its own. */
export interface RoundTools {
  readonly api: Pick<Api, 'call'>;
  readonly memory: BetMemory;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
  /** True while an answer is overdue, for the "reconnecting" line. */
  readonly onWaiting: (waiting: boolean) => void;
}

const faultOf = (code: GameCallFault['code'], retryAfterMs: number | null = null): SpinEnd => ({
  ok: false,
  fault: { code, retry_after_ms: retryAfterMs },
});

/** Problems after which the very same request is sent again: the bet may or may not be there. */
const REPEAT: ReadonlySet<string> = new Set([
  'OFFLINE',
  'INTERNAL',
  'UPSTREAM_UNAVAILABLE',
  'SERVICE_UNAVAILABLE',
  'TOKEN_EXPIRED',
  'RATE_LIMITED',
  'ROUND_OPEN',
  'ROUND_TOO_FAST',
  'TRANSFER_PENDING',
]);

function endOf(view: RoundView): SpinEnd | undefined {
  if (view.status === 'finished') return { ok: true, answer: view };
  return view.status === 'pending' ? undefined : faultOf(view.problem.code);
}

/** What is staked, and what started the round beside the player's own press. */
export interface Bet {
  readonly stake: Money;
  readonly uses?: readonly StartFeature[] | undefined;
  /** The packet that pays for it, and for what kind of spin. */
  readonly grant_id?: string | undefined;
  readonly spin_type?: SpinType;
}

type Ask = () => Promise<Answer<RoundView>>;

/**
 * Pursues a request until the round is over: a repeat is the same request with the same `round_id`, so it can be sent
 * as often as needed and the stake is still taken once.
 */
async function pursue(send: Ask, poll: Ask, { now, pause, onWaiting }: RoundTools): Promise<SpinEnd> {
  const endMs = now() + PURSUE_MS;
  let next = send;
  for (let attempt = 0; now() < endMs; attempt += 1) {
    const answer = await next();
    if (answer.ok) {
      const end = endOf(answer.body);
      if (end) return end;
      next = poll;
    } else if (!REPEAT.has(answer.code)) return faultOf(answer.code, answer.retryAfterMs);
    onWaiting(attempt > 0);
    const backoff = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
    await pause((!answer.ok && answer.retryAfterMs) || backoff);
  }
  return faultOf('PENDING');
}

/** Waits for a round, which `send` begins, or an earlier page has begun. */
export async function finishRound(roundId: string, tools: RoundTools, send?: Ask): Promise<SpinEnd> {
  const poll: Ask = () => tools.api.call('GET', `/v1/rounds/${roundId}`);
  const end = await pursue(send ?? poll, poll, tools);
  tools.onWaiting(false);
  return end;
}

/** Plays one bet. Its id is remembered before it leaves; every retry carries it. */
export async function playRound(roundId: string, asked: Bet, tools: RoundTools): Promise<SpinEnd> {
  const { api, memory } = tools;
  memory.remember({ roundId, stakeMinor: asked.stake.amount_minor });
  const bet = { round_id: roundId, spin_type: 'cash', ...asked };
  const end = await finishRound(roundId, tools, () => api.call('POST', '/v1/rounds', bet));
  if (!end.ok && end.fault.code !== 'PENDING') memory.forget(roundId);
  return end;
}

/** A round id with 128 random bits. */
export const randomRoundId = (): string => `rnd-${toHex(crypto.getRandomValues(new Uint8Array(16)).buffer)}`;
