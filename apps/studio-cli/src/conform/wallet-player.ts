import { type Currency, money, OPERATIONS } from '@roundgate/contract';
import { CheckError, type Heard, type Probe, type Spoilt } from './probe.ts';

/** A movement as the gateway sends it. */
export type Movement = Readonly<Record<string, unknown>> & {
  readonly transaction_id: string;
  readonly round_id: string;
};

/** Moves one funded player's money, and looks at the balance before and after. */
export class WalletPlayer {
  readonly probe: Probe;
  readonly #playerId: string;
  readonly currency: Currency;
  readonly #run: string;
  #rounds = 0;

  constructor(probe: Probe, playerId: string, currency: Currency) {
    this.probe = probe;
    this.#playerId = playerId;
    this.currency = currency;
    this.#run = probe.nonce().slice(0, 12);
  }

  /** The debit of a round that was never heard of; `change` replaces single fields. */
  bet(amountMinor = 1, change: Readonly<Record<string, unknown>> = {}): Movement {
    this.#rounds += 1;
    const uid = `cf${this.#run}${this.#rounds}`;
    return {
      transaction_id: `${uid}:d`,
      player_id: this.#playerId,
      session_id: `s-cf${this.#run}`,
      round_id: `rnd-${uid}`,
      game_id: 'g-conformance',
      build_hash: `sha256:${'0'.repeat(64)}`,
      amount: money(amountMinor, this.currency),
      ...change,
    };
  }

  /** The win of the round of a bet. */
  win(bet: Movement, amountMinor: number): Movement {
    const amount = money(amountMinor, this.currency);
    return { ...bet, transaction_id: bet.transaction_id.replace(/:d$/, ':c:1'), amount };
  }

  /** A prize that was never heard of; it belongs to no round. */
  prize(amountMinor: number, change: Readonly<Record<string, unknown>> = {}) {
    this.#rounds += 1;
    return {
      transaction_id: `cf${this.#run}${this.#rounds}:b`,
      player_id: this.#playerId,
      tournament_id: 'tn-conformance',
      amount: money(amountMinor, this.currency),
      ...change,
    };
  }

  award(prize: unknown): Promise<Heard> {
    return this.probe.post(OPERATIONS.walletBonusAward.path, prize);
  }

  debit(movement: unknown, spoilt?: Spoilt): Promise<Heard> {
    return this.probe.post(OPERATIONS.walletDebit.path, movement, spoilt);
  }

  credit(movement: unknown): Promise<Heard> {
    return this.probe.post(OPERATIONS.walletCredit.path, movement);
  }

  rollback({ transaction_id, round_id }: Movement): Promise<Heard> {
    const body = { transaction_id, player_id: this.#playerId, round_id, reason: 'CONFORMANCE' };
    return this.probe.post(OPERATIONS.walletRollback.path, body);
  }

  status({ transaction_id }: Movement): Promise<Heard> {
    return this.probe.post(OPERATIONS.walletStatus.path, { transaction_id, player_id: this.#playerId });
  }

  balanceOf(playerId: string): Promise<Heard> {
    return this.probe.post(OPERATIONS.walletBalance.path, { player_id: playerId, currency: this.currency });
  }

  /** The balance now, in minor units. */
  async balanceMinor(): Promise<number> {
    const heard = await this.balanceOf(this.#playerId);
    const balance = heard.body?.balance as { amount_minor?: unknown } | undefined;
    if (heard.status !== 200 || !Number.isSafeInteger(balance?.amount_minor))
      throw new CheckError(`the balance cannot be read: ${heard.status} ${String(heard.body?.code ?? '')}`);
    return Number(balance?.amount_minor);
  }

  /** Fails unless `work` changes the balance by exactly this much. */
  async moves(changeMinor: number, work: () => Promise<void>): Promise<void> {
    const before = await this.balanceMinor();
    await work();
    const moved = (await this.balanceMinor()) - before;
    if (moved !== changeMinor)
      throw new CheckError(`the balance moved by ${moved}, it had to move by ${changeMinor} minor units`);
  }
}
