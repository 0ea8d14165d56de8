import { playerSource } from '@roundgate/contract';
import type { Env } from '../config.ts';
import type { PlayerRecord } from '../domain/sessions/player.ts';
import { sha256Hex } from '../sha256.ts';
import type { JackpotTotal } from '../storage/jackpot-shard.ts';
import type { JackpotTotalsWriter } from '../storage/jackpot-totals.ts';
import { Teller, type TellerTools } from '../use-cases/teller.ts';

/** How many objects share the players' contributions. Never change it: sums would be counted twice. */
const JACKPOT_SHARDS = 4;
/** How soon the alarm tells again what a shard did not take. */
const TELL_AGAIN_MS = 3_000;

/** The shard that adds up what a source puts into pools. */
const shardNameOf = (source: string): string =>
  `contributions-${Number.parseInt(sha256Hex(source).slice(0, 4), 16) % JACKPOT_SHARDS}`;

/** What a player's object gives to the telling of its contributions. */
export interface PlayerJackpotsTools extends Pick<TellerTools<JackpotTotal>, 'pause' | 'log' | 'keepAlive'> {
  readonly env: Pick<Env, 'JACKPOT_SHARD'>;
  readonly totals: JackpotTotalsWriter;
  readonly deferred: () => readonly { readonly jackpotId: string; readonly amountMinor: number }[];
  readonly who: () => PlayerRecord;
  readonly arm: (inMs: number) => void;
}

/** What a player's rounds put into pools, on its way to the shard; the alarm is the guarantee that it arrives. */
export class PlayerJackpots {
  readonly #tools: PlayerJackpotsTools;
  readonly #teller: Teller<JackpotTotal>;

  constructor(tools: PlayerJackpotsTools) {
    this.#tools = tools;
    this.#teller = new Teller({
      ...tools,
      untold: () => this.#untold(),
      noteTold: (total) => tools.totals.noteTold(total),
      send: (totals) => this.#send(totals),
      onFailed: () => tools.arm(TELL_AGAIN_MS),
    });
  }

  /** To be called when an instance starts: what an earlier one may not have told is told again. */
  rearm(): void {
    if (this.#untold().length > 0) this.#tools.arm(TELL_AGAIN_MS);
  }

  /** A round was answered. */
  played(): void {
    this.#teller.tellSoon();
  }

  /** The alarm rang. Never throws. */
  async tend(): Promise<void> {
    if (await this.#teller.tell()) this.#tools.totals.saveTold();
  }

  /** What the shard does not know yet. */
  #untold(): JackpotTotal[] {
    const sums = new Map(this.#tools.totals.all().map((one) => [one.jackpotId, one.totalMinor]));
    for (const { jackpotId, amountMinor } of this.#tools.deferred())
      sums.set(jackpotId, (sums.get(jackpotId) ?? 0) + amountMinor);
    return [...sums]
      .map(([jackpotId, totalMinor]) => ({ jackpotId, totalMinor }))
      .filter(({ jackpotId, totalMinor }) => totalMinor > this.#tools.totals.told(jackpotId));
  }

  async #send(totals: readonly JackpotTotal[]): Promise<void> {
    const { operatorId, playerId } = this.#tools.who();
    const source = playerSource(operatorId, playerId);
    await this.#tools.env.JACKPOT_SHARD.getByName(shardNameOf(source)).take(source, totals);
  }
}
