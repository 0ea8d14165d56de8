import type { Currency, SpinType } from '@roundgate/contract';
import type { StoredSpin, VoidOrder } from './spin-types.ts';

/** Amounts are minor units, times UTC ms. `outcome` is JSON text; `seal` is the MAC of the row. */
export const SPIN_TABLE = `CREATE TABLE spins (
  key TEXT PRIMARY KEY,
  spin_id TEXT NOT NULL,
  round_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  operator_id TEXT NOT NULL,
  player_id TEXT NOT NULL,
  game_id TEXT NOT NULL,
  build_hash TEXT NOT NULL,
  rtp_profile TEXT NOT NULL,
  country TEXT NOT NULL,
  stake_minor INTEGER NOT NULL CHECK (stake_minor BETWEEN 1 AND 9007199254740991),
  currency TEXT NOT NULL,
  spin_type TEXT NOT NULL,
  nonce TEXT NOT NULL,
  seed_id TEXT NOT NULL,
  mechanics_version TEXT NOT NULL,
  model_hash TEXT NOT NULL,
  outcome TEXT NOT NULL,
  drawn_ms INTEGER NOT NULL,
  seal TEXT NOT NULL
) STRICT, WITHOUT ROWID`;

/** The draw log of a spin: JSON text, empty in rows from before it was kept. */
export const DRAW_LOG = "ALTER TABLE spins ADD COLUMN draws TEXT NOT NULL DEFAULT ''";

/** The packet of free spins that a spin was taken from; empty for every other. */
export const SPIN_GRANT = "ALTER TABLE spins ADD COLUMN grant_id TEXT NOT NULL DEFAULT ''";
/** What a spin played for: JSON text, empty when it played for no jackpot. */
export const JACKPOT_PLAYS = "ALTER TABLE spins ADD COLUMN jackpots TEXT NOT NULL DEFAULT ''";

/** Tombstones: a key in here is closed for ever, drawn before or not. */
export const VOID_TABLE = `CREATE TABLE voids (
  key TEXT PRIMARY KEY,
  session_id TEXT NOT NULL,
  round_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  voided_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID`;

interface SpinRow extends Record<string, SqlStorageValue> {
  key: string;
  spin_id: string;
  round_id: string;
  session_id: string;
  operator_id: string;
  player_id: string;
  game_id: string;
  build_hash: string;
  rtp_profile: string;
  country: string;
  stake_minor: number;
  currency: string;
  spin_type: string;
  nonce: string;
  seed_id: string;
  mechanics_version: string;
  model_hash: string;
  outcome: string;
  drawn_ms: number;
  seal: string;
  draws: string;
  jackpots: string;
  grant_id: string;
}

const toSpin = (row: SpinRow): StoredSpin => ({
  key: row.key,
  spinId: row.spin_id,
  roundId: row.round_id,
  session: {
    sessionId: row.session_id,
    operatorId: row.operator_id,
    playerId: row.player_id,
    gameId: row.game_id,
    buildHash: row.build_hash,
    rtpProfile: row.rtp_profile,
    country: row.country,
    currency: row.currency as Currency,
  },
  stakeMinor: row.stake_minor,
  currency: row.currency as Currency,
  spinType: row.spin_type as SpinType,
  grantId: row.grant_id,
  nonce: row.nonce,
  seedId: row.seed_id,
  mechanicsVersion: row.mechanics_version,
  modelHash: row.model_hash,
  outcomeJson: row.outcome,
  drawsJson: row.draws,
  jackpotsJson: row.jackpots,
  drawnMs: row.drawn_ms,
});

const toRow = ({ session, ...spin }: StoredSpin): Omit<SpinRow, 'seal'> => ({
  key: spin.key,
  spin_id: spin.spinId,
  round_id: spin.roundId,
  session_id: session.sessionId,
  operator_id: session.operatorId,
  player_id: session.playerId,
  game_id: session.gameId,
  build_hash: session.buildHash,
  rtp_profile: session.rtpProfile,
  country: session.country,
  stake_minor: spin.stakeMinor,
  currency: spin.currency,
  spin_type: spin.spinType,
  grant_id: spin.grantId,
  nonce: spin.nonce,
  seed_id: spin.seedId,
  mechanics_version: spin.mechanicsVersion,
  model_hash: spin.modelHash,
  outcome: spin.outcomeJson,
  draws: spin.drawsJson,
  jackpots: spin.jackpotsJson,
  drawn_ms: spin.drawnMs,
});

/** Reads and writes the spins and tombstones of one shard. Synchronous: a check and its insert share one turn. */
export class SpinTable {
  private readonly sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.sql = sql;
  }

  find(key: string): { spin: StoredSpin; seal: string } | undefined {
    const row = this.sql.exec<SpinRow>('SELECT * FROM spins WHERE key = ?', key).toArray()[0];
    return row && { spin: toSpin(row), seal: row.seal };
  }

  insert(spin: StoredSpin, seal: string): void {
    const row = { ...toRow(spin), seal };
    const columns = Object.keys(row);
    const places = columns.map(() => '?');
    this.sql.exec(`INSERT INTO spins (${columns}) VALUES (${places})`, ...Object.values(row));
  }

  voidedRound(key: string): string | undefined {
    const found = this.sql.exec<{ round_id: string }>('SELECT round_id FROM voids WHERE key = ?', key);
    return found.toArray()[0]?.round_id;
  }

  insertVoid(order: VoidOrder, nowMs: number): void {
    this.sql.exec(
      'INSERT INTO voids VALUES (?, ?, ?, ?, ?)',
      order.key,
      order.sessionId,
      order.roundId,
      order.reason,
      nowMs,
    );
  }
}
