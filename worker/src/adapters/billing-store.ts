import { FxRate, RoyaltyContract } from '@roundgate/contract';
import type { Rollup } from '@roundgate/contract/reporting';

/** Contracts and rates, beside the totals that they are applied to. */
export interface BillingStore {
  /** Every version of a contract, oldest first. */
  versions(contractId: string): Promise<RoyaltyContract[]>;
  /** Every version of every contract of an operator, or of all. */
  contracts(operatorId: string | null): Promise<RoyaltyContract[]>;
  /** Adds a version; false when it is taken. */
  add(contract: RoyaltyContract, by: string, at: string): Promise<boolean>;
  rates(): Promise<FxRate[]>;
  /** Adds rates of pairs and days that have none; returns those that stand with another value. */
  addRates(rates: readonly FxRate[], by: string): Promise<FxRate[]>;
  /** Totals as billing needs them: by month of play and day of posting. */
  totals(operatorId: string, games: readonly string[]): Promise<Rollup[]>;
}

const TOTALS = `SELECT substr(day, 1, 7) || '-01' AS day, posted, operator_id, game_id, '' AS build_hash, '' AS rtp_profile,
    currency, spin_type, kind, CAST(sum(count) AS TEXT) AS count, CAST(sum(amount_minor) AS TEXT) AS amount_minor
  FROM rollups WHERE operator_id = ? AND game_id IN (SELECT value FROM json_each(?))
  GROUP BY 1, 2, 3, 4, 7, 8, 9`;

function exact(text: unknown): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond exact integers`);
  return value;
}

const contractOf = ({ body }: { body: string }): RoyaltyContract => RoyaltyContract.parse(JSON.parse(body));

/** Contracts and rates in D1. */
export function createBillingStore(database: D1Database): BillingStore {
  const rates = async (): Promise<FxRate[]> => {
    const query = 'SELECT base, quote, day, rate, source, entered_on FROM fx_rates ORDER BY base, quote, day';
    return (await database.prepare(query).all()).results.map((row) => FxRate.parse(row));
  };
  return {
    rates,
    async versions(contractId) {
      const query = 'SELECT body FROM contracts WHERE contract_id = ? ORDER BY version';
      return (await database.prepare(query).bind(contractId).all<{ body: string }>()).results.map(contractOf);
    },
    async contracts(operatorId) {
      const query =
        'SELECT body FROM contracts WHERE ?1 IS NULL OR operator_id = ?1 ORDER BY contract_id, version';
      return (await database.prepare(query).bind(operatorId).all<{ body: string }>()).results.map(contractOf);
    },
    async add(contract, by, at) {
      const { contract_id, version, operator_id, studio_id } = contract;
      const { meta } = await database
        .prepare('INSERT INTO contracts VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
        .bind(contract_id, version, operator_id, studio_id, JSON.stringify(contract), at, by)
        .run();
      return meta.changes > 0;
    },
    async addRates(given, by) {
      const insert = database.prepare(
        'INSERT INTO fx_rates VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      );
      await database.batch(
        given.map((one) =>
          insert.bind(one.base, one.quote, one.day, one.rate, one.source, one.entered_on, by),
        ),
      );
      const known = await rates();
      const same = (left: FxRate, right: FxRate): boolean =>
        left.base === right.base && left.quote === right.quote && left.day === right.day;
      return given.flatMap((one) => known.filter((other) => same(one, other) && one.rate !== other.rate));
    },
    async totals(operatorId, games) {
      const { results } = await database.prepare(TOTALS).bind(operatorId, JSON.stringify(games)).all();
      return results.map(
        (row) =>
          ({ ...row, count: exact(row.count), amount_minor: exact(row.amount_minor) }) as unknown as Rollup,
      );
    },
  };
}
