import { playerSource } from '@roundgate/contract';
import type { Env } from '../config.ts';
import type { PlayerRecord } from '../domain/sessions/player.ts';
import type { Score } from '../domain/tournaments/port.ts';
import { sha256Hex } from '../sha256.ts';
import type { EntryWriter } from '../storage/entries.ts';
import { Teller, type TellerTools } from '../use-cases/teller.ts';

/** How many objects share the players of one tournament. */
const TABLE_SHARDS = 4;
/** How soon the alarm tells again what a shard did not take. */
const TELL_AGAIN_MS = 3_000;

/** The shard that gathers what a source scores in a tournament. */
const shardNameOf = (operatorId: string, tournamentId: string, source: string): string =>
  `${operatorId}/${tournamentId}/${Number.parseInt(sha256Hex(source).slice(0, 4), 16) % TABLE_SHARDS}`;

/** What a player's object gives to the telling of its scores. */
export interface PlayerTablesTools extends Pick<TellerTools<Score>, 'pause' | 'log' | 'keepAlive'> {
  readonly env: Pick<Env, 'TOURNAMENT_SHARD'>;
  readonly entries: EntryWriter;
  readonly scores: () => readonly Score[];
  readonly who: () => PlayerRecord;
  readonly arm: (inMs: number) => void;
}

/** What a player scores, on its way to the tables; the alarm is the guarantee that it arrives. */
export class PlayerTables {
  readonly #tools: PlayerTablesTools;
  readonly #teller: Teller<Score>;
  readonly #told = new Map<string, number>();

  constructor(tools: PlayerTablesTools) {
    this.#tools = tools;
    this.#teller = new Teller({
      ...tools,
      untold: () => this.#untold(),
      noteTold: ({ tournamentId, spins }) => void this.#told.set(tournamentId, spins),
      send: (scores) => this.#send(scores),
      onFailed: () => tools.arm(TELL_AGAIN_MS),
    });
  }

  /** To be called when an instance starts: what an earlier one may not have told is told again. */
  rearm(): void {
    for (const { entry, toldSpins } of this.#tools.entries.told())
      this.#told.set(entry.tournamentId, toldSpins);
    if (this.#untold().length > 0) this.#tools.arm(TELL_AGAIN_MS);
  }

  /** A round was answered, or a tournament joined. */
  changed(): void {
    this.#teller.tellSoon();
  }

  /** The alarm rang. Never throws. */
  async tend(): Promise<void> {
    if (await this.#teller.tell())
      for (const [tournamentId, spins] of this.#told) this.#tools.entries.saveTold(tournamentId, spins);
  }

  #untold(): Score[] {
    return this.#tools
      .scores()
      .filter(({ tournamentId, spins }) => spins > (this.#told.get(tournamentId) ?? -1));
  }

  async #send(scores: readonly Score[]): Promise<void> {
    const { operatorId, playerId } = this.#tools.who();
    const source = playerSource(operatorId, playerId);
    const shardOf = ({ tournamentId }: Score) =>
      this.#tools.env.TOURNAMENT_SHARD.getByName(shardNameOf(operatorId, tournamentId, source));
    await Promise.all(scores.map((score) => shardOf(score).take({ playerId, score })));
  }
}
