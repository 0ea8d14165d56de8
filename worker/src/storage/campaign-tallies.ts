import type { StoredEvent } from '@roundgate/contract';
import { type Tally, talliesAfter } from '../domain/campaigns/tally.ts';

type Row = {
  campaign_id: string;
  operator_id: string;
  arm: string;
  game_id: string;
  currency: Tally['currency'];
  counts: Tally['counts'];
  ends_at: string;
  grant_id: string | null;
  given: number;
  exposed: number;
  spins: number;
  turnover_minor: number;
  win_minor: number;
  packet_spins: number;
  bonus_minor: number;
};

const toTally = (row: Row): Tally => ({
  campaignId: row.campaign_id,
  operatorId: row.operator_id,
  arm: row.arm,
  gameId: row.game_id,
  currency: row.currency,
  counts: row.counts,
  endsAt: row.ends_at,
  grantId: row.grant_id,
  isGiven: row.given === 1,
  isExposed: row.exposed === 1,
  spins: row.spins,
  turnoverMinor: row.turnover_minor,
  winMinor: row.win_minor,
  packetSpins: row.packet_spins,
  bonusMinor: row.bonus_minor,
});

/** What the players of a ledger shard count in campaigns; moves in the transaction that takes their events. */
export class CampaignTallies {
  readonly #sql: SqlStorage;
  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Counts a player's events that follow the watermark, each once and in order. Others than a player's count nothing. */
  apply(source: string, lines: readonly StoredEvent[]): void {
    if (!source.startsWith('players/')) return;
    const before = this.#of(source);
    const after = lines.reduce((tallies, { event }) => talliesAfter(tallies, event), before);
    for (const tally of after) if (!before.includes(tally)) this.#put(source, tally);
  }

  /** Everyone of one campaign in this shard. */
  *all(operatorId: string, campaignId: string): Generator<Tally> {
    const query = 'SELECT * FROM campaign_tallies WHERE operator_id = ? AND campaign_id = ?';
    for (const row of this.#sql.exec<Row>(query, operatorId, campaignId)) yield toTally(row);
  }

  #of(source: string): readonly Tally[] {
    const query = 'SELECT * FROM campaign_tallies WHERE source = ?';
    return this.#sql.exec<Row>(query, source).toArray().map(toTally);
  }

  #put(source: string, tally: Tally): void {
    const upsert = `INSERT INTO campaign_tallies (operator_id, campaign_id, source, arm, game_id, currency, counts, ends_at,
        grant_id, given, exposed, spins, turnover_minor, win_minor, packet_spins, bonus_minor)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET exposed = excluded.exposed, spins = excluded.spins, turnover_minor = excluded.turnover_minor,
        win_minor = excluded.win_minor, packet_spins = excluded.packet_spins, bonus_minor = excluded.bonus_minor`;
    this.#sql.exec(
      upsert,
      ...[tally.operatorId, tally.campaignId, source, tally.arm, tally.gameId, tally.currency, tally.counts],
      ...[tally.endsAt, tally.grantId, Number(tally.isGiven), Number(tally.isExposed), tally.spins],
      ...[tally.turnoverMinor, tally.winMinor, tally.packetSpins, tally.bonusMinor],
    );
  }
}
