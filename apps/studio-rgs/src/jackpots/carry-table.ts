import type { JackpotOffer } from '@roundgate/contract';
import type { JackpotPlay } from './jackpot-draw.ts';

/** What stakes owe each pool and have not given yet, in millionths of a minor unit; may be less than nothing after a void. */
export const CARRY_TABLE = `CREATE TABLE carries (
  name TEXT PRIMARY KEY,
  micro INTEGER NOT NULL
) STRICT, WITHOUT ROWID`;

const MILLION = 1_000_000n;
const owedMicro = (stakeMinor: number, ppm: number): bigint => BigInt(stakeMinor) * BigInt(ppm);

/** The whole minor units in what is owed, and what is left for later spins. */
export function takeWhole(carryMicro: number, stakeMinor: number, ppm: number) {
  const allMicro = BigInt(carryMicro) + owedMicro(stakeMinor, ppm);
  const minor = allMicro < 0n ? 0n : allMicro / MILLION;
  return { minor: Number(minor), carryMicro: Number(allMicro - minor * MILLION) };
}

/** What a voided spin leaves: what it gave is owed again, and what its stake owed is not. */
export const giveBack = (carryMicro: number, stakeMinor: number, ppm: number, minor: number): number =>
  Number(BigInt(carryMicro) + BigInt(minor) * MILLION - owedMicro(stakeMinor, ppm));

/** A spin's part in a meter, with the remainders to be kept when the spin is. */
export interface Entry {
  readonly play: JackpotPlay;
  readonly carries: readonly (readonly [name: string, micro: number])[];
}

const pooled = ({ jackpot_id }: JackpotOffer): string => jackpot_id;
const grown = ({ jackpot_id }: JackpotOffer): string => `${jackpot_id}/meter`;

/**
 * The remainders of contributions, of all spins of a shard together: what a pool was given differs from what the stakes
 * owe by less than one minor unit a shard, for ever. Kept in the turn that keeps the spin.
 */
export class CarryTable {
  private readonly sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.sql = sql;
  }

  /** What a stake puts into a meter; changes nothing yet, for the draw may fail. */
  enter(offer: JackpotOffer, stakeMinor: number): Entry {
    const given = takeWhole(this.micro(pooled(offer)), stakeMinor, offer.contribution_ppm);
    const growth = takeWhole(this.micro(grown(offer)), stakeMinor, offer.meter_ppm);
    return {
      play: { offer, contributedMinor: given.minor, grownMinor: growth.minor },
      carries: [
        [pooled(offer), given.carryMicro],
        [grown(offer), growth.carryMicro],
      ],
    };
  }

  keep({ carries }: Entry): void {
    for (const [name, micro] of carries) this.put(name, micro);
  }

  undo({ offer, contributedMinor, grownMinor }: JackpotPlay, stakeMinor: number): void {
    const { contribution_ppm, meter_ppm } = offer;
    const back = (name: string, ppm: number, minor: number): void =>
      this.put(name, giveBack(this.micro(name), stakeMinor, ppm, minor));
    back(pooled(offer), contribution_ppm, contributedMinor);
    back(grown(offer), meter_ppm, grownMinor);
  }

  private micro(name: string): number {
    const query = 'SELECT micro FROM carries WHERE name = ?';
    return this.sql.exec<{ micro: number }>(query, name).toArray()[0]?.micro ?? 0;
  }

  private put(name: string, micro: number): void {
    const upsert =
      'INSERT INTO carries (name, micro) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET micro = excluded.micro';
    this.sql.exec(upsert, name, micro);
  }
}
