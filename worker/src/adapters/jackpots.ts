import type { JackpotView } from '@roundgate/contract';
import type { Env } from '../config.ts';
import { type ClaimAnswer, type JackpotPort, offersOf } from '../domain/jackpots/port.ts';
import { BoardMemory, within } from './board-memory.ts';

/** How long a board's answer serves: with what contributions take to arrive, a meter stays under two seconds old. */
const FRESH_MS = 700;
/** How long a spin waits for the meters; later it is played without them. */
const WAIT_MS = 250;
/** How long a claim waits for its pool before its answer counts as unknown. */
const CLAIM_TIMEOUT_MS = 4_000;

const boards = new BoardMemory<JackpotView>(FRESH_MS, WAIT_MS);

type Bindings = Pick<Env, 'JACKPOT' | 'JACKPOT_BOARD'>;

/** The meters of a game, at most {@link FRESH_MS} old. */
export const metersOf = (env: Bindings, gameId: string, nowMs: number): Promise<readonly JackpotView[]> =>
  boards.read(gameId, nowMs, async () => env.JACKPOT_BOARD.getByName(gameId).meters());

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
