import { type Currency, type MarketView, money } from '@roundgate/contract';
import { attestedRg } from '../sim/attested.ts';
import { NO_PLAY_RULES } from '../src/domain/markets/play-rules.ts';
import type { RgsPort, TransferPort, WalletPort } from '../src/domain/ports.ts';
import type { DrawAnswer } from '../src/domain/rounds/inputs.ts';
import { DEFAULT_BUDGETS } from '../src/domain/rounds/policy.ts';
import type { Session } from '../src/domain/sessions/session.ts';
import type { Transfer } from '../src/domain/transfers/transfer.ts';
import { type MoneyAnswer, WALLET_V1 } from '../src/domain/wallet/capability.ts';
import { sha256Hex } from '../src/sha256.ts';
import { LedgerWriter } from '../src/storage/ledger.ts';
import { PlayerWriter } from '../src/storage/player.ts';
import { RgWriter } from '../src/storage/rg.ts';
import { RoundWriter } from '../src/storage/rounds.ts';
import { TransferWriter } from '../src/storage/transfers.ts';
import { AlarmClock } from '../src/use-cases/alarm-clock.ts';
import { PlayerRounds } from '../src/use-cases/player-rounds.ts';
import { PlayerTransfers } from '../src/use-cases/player-transfers.ts';
import { RgDesk } from '../src/use-cases/rg-desk.ts';

const MARKET: MarketView = {
  country: 'MT',
  languages: ['en'],
  age_label: '18+',
  warnings: [],
  links: [],
  logos: [],
  min_round_ms: 0,
  max_stake: null,
  max_win: null,
  words_locale: 'en',
  features: { autoplay: true, turbo: true, bonus_buy: true, jackpot: true },
  rules: NO_PLAY_RULES,
};
const TRACE = 'a'.repeat(32);
const CURRENCY: Currency = 'EUR';

/** Numbers from a seed (mulberry32), so that a failure can be played again. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What the wallet's books say. */
export interface WalletRow {
  readonly transaction_id: string;
  readonly amount_minor: number;
}

interface Waiting {
  readonly life: number;
  readonly go: () => void;
}

/**
 * One session on real storage, with a wallet and a game server that lose, refuse and repeat, an object that dies at any
 * await, and time that moves only when a step lets it.
 */
export class TransferWorld {
  readonly books: WalletRow[] = [];
  readonly session: Session;
  nowMs = 1_000_000;
  /** Off, everything is answered. */
  faulty = true;
  #life = 0;
  readonly #waiting: Waiting[] = [];
  readonly #late: (() => void)[] = [];
  readonly #tombstones = new Set<string>();
  readonly #draws = new Map<string, number>();
  readonly #voided = new Set<string>();
  /** What must never be seen, as it was seen. */
  readonly violations: string[] = [];
  readonly #random: () => number;
  readonly #storage: DurableObjectStorage;
  #rounds: PlayerRounds;
  #transfers: PlayerTransfers;

  constructor(storage: DurableObjectStorage, random: () => number) {
    this.#storage = storage;
    this.#random = random;
    this.session = {
      sessionId: 's-1',
      gameId: 'g-1',
      buildHash: `sha256:${'ab'.repeat(32)}`,
      rtpProfile: '96',
      country: 'MT',
      currency: CURRENCY,
      locale: 'en',
      market: MARKET,
      openedAtMs: this.nowMs,
      expiresAtMs: this.nowMs + 600_000,
      launchedAtMs: null,
      endedAtMs: null,
    };
    [this.#rounds, this.#transfers] = this.#born();
  }

  get purse() {
    return new TransferWriter(this.#storage.sql).purse(this.session.sessionId);
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  open(amountMinor: number): void {
    const player = new PlayerWriter(this.#storage.sql);
    this.#storage.transactionSync(() => {
      const flags = { self_excluded: false, blocked: false, time_limit_min: null };
      player.create('op-1', 'p-1', flags);
      player.addSession(this.session);
      this.#transfers.request(this.session, amountMinor);
      player.markLaunched(this.session.sessionId, { version: '0', assurance: 'hosted' }, this.nowMs);
      new RgWriter(this.#storage.sql).putSession(this.session.sessionId, attestedRg(this.nowMs));
    });
    void this.#transfers.arrival(this.session.sessionId, TRACE).catch(() => undefined);
  }

  spin(roundId: string, stakeMinor: number): void {
    const bet = { roundId, stakeMinor, currency: CURRENCY, spinType: 'cash' as const };
    void this.#rounds.startRound(this.session.sessionId, bet, TRACE).catch(() => undefined);
  }

  end(): void {
    const player = new PlayerWriter(this.#storage.sql);
    if (player.session(this.session.sessionId)?.endedAtMs === null)
      player.markEnded(this.session.sessionId, 'test', this.nowMs);
    this.#transfers.sessionEnded(this.session.sessionId, TRACE);
  }

  ring(): void {
    const transfers = this.#transfers;
    void this.#rounds.tend(TRACE).then(() => transfers.tend(TRACE));
  }

  /** Memory is gone; what was on its way still arrives, and its answer is heard by nobody. */
  crash(): void {
    this.#life += 1;
    [this.#rounds, this.#transfers] = this.#born();
  }

  /** Lets one thing that waits go on, or one that was delayed arrive. */
  release(): void {
    if (this.#late.length > 0 && this.#random() < 0.2) this.#late.shift()?.();
    const [next] = this.#waiting.splice(Math.floor(this.#random() * this.#waiting.length), 1);
    next?.go();
  }

  statement() {
    return this.#transfers.statement(this.session.sessionId, 0, 5_000);
  }

  #born(): [PlayerRounds, PlayerTransfers] {
    const life = this.#life;
    const { sql } = this.#storage;
    const player = new PlayerWriter(sql);
    const stored = new RoundWriter(sql);
    const store = {
      rounds: stored,
      player,
      rg: new RgWriter(sql),
      purses: { transfers: new TransferWriter(sql), ledger: new LedgerWriter(sql) },
      transaction: (work: () => void) => {
        try {
          this.#storage.transactionSync(work);
        } catch (error) {
          stored.forget();
          throw error;
        }
      },
    };
    const tools = {
      store,
      rg: new RgDesk(
        store,
        () => this.nowMs,
        () => undefined,
      ),
      alarm: new AlarmClock(
        () => undefined,
        () => this.nowMs,
      ),
      partners: {
        rgsOf: () => this.#rgs(life),
        walletOf: () => NO_WALLET,
        transfersOf: () => this.#wallet(life),
        policyOf: () => ({ ...DEFAULT_BUDGETS, wallet: WALLET_V1 }),
      },
      sha256: sha256Hex,
      log: () => undefined,
      now: () => this.nowMs,
      pause: (ms: number) => this.#turn(life, ms),
      keepAlive: (work: Promise<unknown>) => void work.catch(() => undefined),
    };
    const rounds = new PlayerRounds({
      ...tools,
      send: async () => undefined,
      rate: { perSecond: 1e9, burst: 1e9 },
      publishAfterMs: 20_000,
    });
    const transfers = new PlayerTransfers({
      ...tools,
      who: () => ({ operatorId: 'op-1', playerId: 'p-1' }),
      openRounds: () => rounds.desk.open(),
      endSession: (sessionId, nowMs) => player.markEnded(sessionId, 'test', nowMs),
      launchLifetimeMs: 120_000,
    });
    return [rounds, transfers];
  }

  /** Waits for a step to let it go on; for ever once its instance is dead. */
  #turn(life: number, ms = 0): Promise<void> {
    const dueMs = this.nowMs + ms;
    return new Promise((resolve) => {
      const go = () => {
        this.nowMs = Math.max(this.nowMs, dueMs);
        if (life === this.#life) resolve();
      };
      this.#waiting.push({ life, go });
    });
  }

  /** A call: lost before, delayed past its answer, lost after, refused, or answered. */
  async #call<T>(life: number, work: () => T, refusal?: T): Promise<T | undefined> {
    const fate = this.faulty ? this.#random() : 1;
    if (fate < 0.1) this.#late.push(() => void work());
    let answer: T | undefined;
    const arrives = fate >= 0.2 && !(refusal && fate < 0.3);
    // It arrives when it is sent or when it is answered: a crash falls between.
    const early = this.#random() < 0.5;
    if (arrives && early) answer = work();
    await this.#turn(life);
    if (arrives && !early) answer = work();
    if (refusal && fate >= 0.2 && fate < 0.3) return refusal;
    return fate < 0.45 ? undefined : answer;
  }

  #wallet(life: number): TransferPort {
    const unknown = { kind: 'unknown', why: 'lost' } as const;
    return {
      send: async (_who, transfer) =>
        (await this.#call<MoneyAnswer>(life, () => this.#move(transfer), {
          kind: 'refused',
          code: 'RG_BLOCKED',
        })) ?? unknown,
      rollback: async (_who, { key }) =>
        (await this.#call(life, () => {
          const booked = this.books.find((row) => row.transaction_id === key);
          if (booked && !this.#tombstones.has(key))
            this.books.push({ transaction_id: key, amount_minor: -booked.amount_minor });
          this.#tombstones.add(key);
          return { kind: 'done', balanceMinor: null } as const;
        })) ?? unknown,
      status: async () => unknown,
    };
  }

  #move({ key, direction, amountMinor }: Transfer): MoneyAnswer {
    if (direction === 'out' && new RoundWriter(this.#storage.sql).open().length > 0)
      this.violations.push('money left beside an open round');
    if (this.#tombstones.has(key)) return { kind: 'refused', code: 'TRANSACTION_VOIDED' };
    if (!this.books.some((row) => row.transaction_id === key))
      this.books.push({ transaction_id: key, amount_minor: direction === 'in' ? -amountMinor : amountMinor });
    return { kind: 'applied', reference: `led-${key.slice(-2)}`, balanceMinor: null };
  }

  #rgs(life: number): RgsPort {
    return {
      announce: async () => 'ok',
      grant: async () => ({ kind: 'ok' }),
      draw: async (round): Promise<DrawAnswer> =>
        (await this.#call<DrawAnswer>(life, () => {
          if (this.#voided.has(round.uid)) return { kind: 'refused', code: 'ROUND_CLOSED' };
          const winMinor = this.#draws.get(round.uid) ?? Math.floor(this.#random() * 3) * 150;
          this.#draws.set(round.uid, winMinor);
          const drawn = { winMinor, events: [], features: [], mechanicsVersion: 'm', telemetryRef: 't' };
          const { sessionId, buildHash } = round;
          return { kind: 'drawn', outcome: { ...drawn, drawnAtMs: 0 }, sessionId, buildHash, uses: [] };
        })) ?? { kind: 'unknown', why: 'lost' },
      void: async (round) =>
        (await this.#call(life, () => {
          this.#voided.add(round.uid);
          return { kind: 'voided' } as const;
        })) ?? { kind: 'unknown', why: 'lost' },
    };
  }
}

const never = async (): Promise<never> => {
  throw new Error('a round of a session with its own balance asks no wallet');
};
const NO_WALLET: WalletPort = {
  debit: never,
  credit: never,
  rollback: never,
  status: never,
  balance: async () => money(0, CURRENCY),
};
