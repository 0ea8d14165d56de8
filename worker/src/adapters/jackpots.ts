import type { JackpotView } from '@roundgate/contract';
import type { Env } from '../config.ts';
import { type ClaimAnswer, type JackpotPort, offersOf } from '../domain/jackpots/port.ts';

/** How long a board's answer serves: with what contributions take to arrive, a meter stays under two seconds old. */
const FRESH_MS = 700;
/** How long a spin waits for the meters; later it is played without them. */
const WAIT_MS = 250;
/** How long a claim waits for its pool before its answer counts as unknown. */
const CLAIM_TIMEOUT_MS = 4_000;

interface Known {
  readonly views: readonly JackpotView[];
  readonly readAtMs: number;
}
/** What this isolate has read, by game: values only, because a read under way belongs to the object that began it. */
const boards = new Map<string, Known>();

type Bindings = Pick<Env, 'JACKPOT' | 'JACKPOT_BOARD'>;

async function readBoard(env: Bindings, gameId: string, nowMs: number): Promise<readonly JackpotView[]> {
  const views = await env.JACKPOT_BOARD.getByName(gameId).meters();
  const known = boards.get(gameId);
  if (!known || known.readAtMs <= nowMs) boards.set(gameId, { views, readAtMs: nowMs });
  return views;
}

async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The meters of a game, at most {@link FRESH_MS} old. Where there are none nothing waits to learn that there still are none. */
export async function metersOf(
  env: Bindings,
  gameId: string,
  nowMs: number,
): Promise<readonly JackpotView[]> {
  const known = boards.get(gameId);
  if (known && nowMs - known.readAtMs < FRESH_MS) return known.views;
  const reading = readBoard(env, gameId, nowMs);
  if (known?.views.length !== 0) return within(reading, WAIT_MS);
  reading.catch(() => undefined);
  return known.views;
}

/** The pools behind their objects. */
export const createJackpots = (env: Bindings, now: () => number): JackpotPort => ({
  async offers(gameId, currency) {
    try {
      return offersOf(await metersOf(env, gameId, now()), currency);
    } catch {
      return [];
    }
  },

  async claim(jackpotId, claim): Promise<ClaimAnswer> {
    try {
      const ask = async (): Promise<ClaimAnswer> => env.JACKPOT.getByName(jackpotId).claim(claim);
      return await within(ask(), CLAIM_TIMEOUT_MS);
    } catch (error) {
      return { kind: 'unknown', why: String(error) };
    }
  },

  async release(jackpotId, key) {
    try {
      await within(env.JACKPOT.getByName(jackpotId).release(key), CLAIM_TIMEOUT_MS);
      return true;
    } catch {
      return false;
    }
  },
});
