import { type Currency, type MarketTerms, type Money, money } from '@roundgate/contract';
import type { JackpotPort } from '../domain/jackpots/port.ts';
import type { RgsPort, WalletPort, Who } from '../domain/ports.ts';
import type { RoundPolicy } from '../domain/rounds/policy.ts';
import { isTerminal, type Round } from '../domain/rounds/round.ts';
import { type DriveTools, driveRound, RoundLostError } from './drive-round.ts';
import { withJackpots } from './jackpot-rgs.ts';
import type { PlayerStore } from './player-store.ts';
import type { RoundDesk } from './round-desk.ts';
import { tellGrant } from './tell-grant.ts';

/** How long one drive goes on by itself before it leaves the round to the alarm. */
export const DRIVE_BUDGET_MS = 12_000;

/** The partners of a round, ready to be called. */
export interface Partners {
  rgsOf(gameId: string): RgsPort;
  walletOf(operatorId: string): WalletPort;
  policyOf(operatorId: string): RoundPolicy;
}

/** One structured line per fact; never given a token, a secret or an outcome. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  facts?: Readonly<Record<string, string | number | boolean | null>>,
) => void;

/** Waits; a signal ends the wait for good, without an answer. */
export type Pause = (ms: number, signal?: AbortSignal) => Promise<void>;

/** What the runner asks its object for. */
export interface RunnerTools {
  readonly desk: RoundDesk;
  readonly store: PlayerStore;
  readonly partners: Partners;
  /** Absent where nothing is played for pools. */
  readonly jackpots?: JackpotPort | undefined;
  readonly who: () => Who;
  /** What the market of a round's session allows. */
  readonly featuresOf: (round: Round) => MarketTerms['features'];
  readonly log: Log;
  readonly now: () => number;
  readonly pause: Pause;
  readonly keepAlive: (work: Promise<unknown>) => void;
  /** Called when a drive ended and its round did not. */
  readonly onUnfinished: () => void;
}

/** Drives the rounds of one player: one drive per round, for request and alarm alike. */
export class RoundRunner {
  readonly #tools: RunnerTools;
  readonly #drives = new Map<string, Promise<Round>>();

  constructor(tools: RunnerTools) {
    this.#tools = tools;
  }

  /** Drives a round and waits for it as long as a request may; what is unfinished then goes on by itself. */
  async driveWithin(round: Round, traceId: string, budgetMs: number): Promise<Round> {
    const drive = this.drive(round.roundId, traceId);
    this.#tools.keepAlive(drive);
    const over = new AbortController();
    const late = this.#tools.pause(budgetMs, over.signal).then(() => undefined);
    const done = await Promise.race([drive, late]);
    over.abort();
    if (done) return done;
    this.#tools.desk.makeDurable(round.roundId);
    return this.#tools.desk.find(round.roundId) ?? round;
  }

  /** Whoever comes later joins the drive that runs. */
  drive(roundId: string, traceId: string): Promise<Round> {
    const running = this.#drives.get(roundId);
    if (running) return running;
    const drive = this.#run(roundId, traceId).finally(() => this.#drives.delete(roundId));
    this.#drives.set(roundId, drive);
    return drive;
  }

  async #run(roundId: string, traceId: string): Promise<Round> {
    const { desk, store, log, now, onUnfinished } = this.#tools;
    try {
      const start = desk.take(roundId);
      if (!start) throw new RoundLostError(roundId);
      const end = await driveRound(start, this.#driveTools(start, traceId), now() + DRIVE_BUDGET_MS);
      if (!isTerminal(end.state)) onUnfinished();
      log('info', 'round driven', {
        trace_id: traceId,
        round_id: roundId,
        state: end.state,
        attempts: end.attempts,
      });
      return end;
    } catch (error) {
      log('error', 'drive failed', { trace_id: traceId, round_id: roundId, error: String(error) });
      const stored = store.rounds.find(roundId);
      if (stored) return stored;
      throw error;
    } finally {
      desk.release(roundId);
    }
  }

  #driveTools(round: Round, traceId: string): DriveTools {
    const { desk, partners, jackpots, featuresOf, now, pause } = this.#tools;
    const who = this.#tools.who();
    return {
      who,
      rgs: withJackpots(this.#issuing(partners.rgsOf(round.gameId)), jackpots, featuresOf(round)),
      wallet: this.#watchBalance(partners.walletOf(who.operatorId), round.currency),
      policy: partners.policyOf(who.operatorId),
      store: desk,
      now,
      pause,
      traceId,
    };
  }

  /** A free spin is drawn from a packet that the RGS knows. */
  #issuing(rgs: RgsPort): RgsPort {
    return {
      announce: (...call) => rgs.announce(...call),
      grant: (...call) => rgs.grant(...call),
      draw: async (drawn, traceId, jackpots) => {
        const untold = await tellGrant(drawn, rgs, this.#tools.who(), this.#tools.store, traceId);
        return untold ?? rgs.draw(drawn, traceId, jackpots);
      },
      void: (...call) => rgs.void(...call),
    };
  }

  /** Notes the balance that the wallet tells beside its answers; for display only. */
  #watchBalance(wallet: WalletPort, currency: Currency): WalletPort {
    const { desk } = this.#tools;
    const { betWin } = wallet;
    const note = <T extends { kind: string; balanceMinor?: number | null }>(answer: T): T => {
      if (typeof answer.balanceMinor === 'number')
        desk.balance = money(answer.balanceMinor, currency) as Money;
      return answer;
    };
    return {
      ...wallet,
      debit: async (...call) => note(await wallet.debit(...call)),
      credit: async (...call) => note(await wallet.credit(...call)),
      ...(betWin && { betWin: async (...call) => note(await betWin.call(wallet, ...call)) }),
      rollback: async (...call) => note(await wallet.rollback(...call)),
    };
  }
}
